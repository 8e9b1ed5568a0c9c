/** Responses over HTTP, and their lines in the log. */

import { isTrap } from '../../core/trap';
import { type Log, writeLine } from '../../delivery/log';
import { textOf } from '../../input/thrown';

/** The function that takes lines of the log, from a handler's options. */
export function logOf({ log }: { log?: Log }): Log {
  return log || ((line) => console.log(JSON.stringify(line)));
}

/** The response for an event that is not delivered and may be sent again. `msg` gives the reason in the log. */
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
