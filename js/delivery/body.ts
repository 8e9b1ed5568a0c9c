/** Reads bodies of requests from the core. */

import type { Delivery } from '../core/instance';

/** The body of a request. */
export function bodyOf(delivery: Delivery, id: number): Uint8Array {
  const body = new Uint8Array(delivery.bodyLength(id));
  delivery.body(id, 0, body.length, body);
  return body;
}
