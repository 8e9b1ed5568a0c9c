/** What is answered over HTTP, and where it is logged. */

import { isTrap } from '../../core/trap';
import { type Log, writeLine } from '../../delivery/log';
import { textOf } from '../../input/thrown';

/** The log of a handler's options. */
export function logOf({ log }: { log?: Log }): Log {
  return log || ((line) => console.log(JSON.stringify(line)));
}

/** The answer to an event that is not delivered: sent again, it may be. `msg` says in the log what went wrong. */
export function notDelivered(
  error: unknown,
  log: Log,
  msg = 'the event could not be delivered',
): Response {
  writeLine(log, { level: 'error', msg, error: textOf(error) });
  return reply(500, { ok: false, code: isTrap(error) ? 'trapped' : 'not_delivered' });
}

export function reply(
  status: number,
  body: object | string,
  headers?: Record<string, string>,
): Response {
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  });
}
