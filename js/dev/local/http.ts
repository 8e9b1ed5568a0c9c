/** What the servers of this machine have in common: who may ask, and how they answer. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { percentDecode } from '../cos/percent';

export const HTML = 'text/html; charset=utf-8';
export const JSON_TYPE = 'application/json; charset=utf-8';
export const TEXT = 'text/plain; charset=utf-8';
export const SAFE = {
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
};

export function send(
  outgoing: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
): void {
  outgoing.writeHead(status, { ...SAFE, 'content-type': type });
  outgoing.end(body);
}

/**
 * A page of somebody else's, in the same browser, must not post events or read them, by whatever name it calls this: with another
 * `Host` (DNS rebinding), another `Origin`, or, for requests that have none, from another site by `Sec-Fetch-Site`. A link may lead
 * here: then a person sees the page, and the other one does not.
 */
export function isOurs({ headers, method }: IncomingMessage): boolean {
  const from = headers['sec-fetch-site'] ?? 'none';
  const isLink = headers['sec-fetch-mode'] === 'navigate' && method === 'GET';
  if (from !== 'none' && from !== 'same-origin' && !isLink) return false;
  const isLocal = (host: string) => /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);
  const origin = headers.origin;
  const isSame = origin === undefined || origin === `http://${headers.host}`;
  return isLocal(headers.host ?? '') && isSame;
}

/** The path of a request, decoded; undefined if it is invalid. */
export function pathOf(target: string): string | undefined {
  // A target may be absolute; two slashes at its beginning do not mean a host.
  const path = /^(?:https?:\/\/[^/?#]*)?([^?#]*)/i.exec(target)?.[1] || '/';
  return percentDecode(path);
}
