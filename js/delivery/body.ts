/** Reads bodies of requests from the core. */

import type { Delivery } from '../core/instance';

/** Joins a body, which the core returns in parts. */
export function bodyOf(delivery: Delivery, id: number): Uint8Array {
  const first = delivery.body(id, 0);
  const length = delivery.bodyLength(id);
  if (first.length === length) {
    return first;
  }
  const body = new Uint8Array(length);
  let at = 0;
  for (let part = first; part.length > 0; part = delivery.body(id, at)) {
    body.set(part, at);
    at += part.length;
  }
  return body;
}
