/** What is answered over HTTP, and where it is logged. */
import { type Log } from '../../delivery/log';
/** The log of a handler's options. */
export declare function logOf({ log }: {
    log?: Log;
}): Log;
/** The answer to an event that is not delivered: sent again, it may be. `msg` says in the log what went wrong. */
export declare function notDelivered(error: unknown, log: Log, msg?: string): Response;
export declare function reply(status: number, body: object | string, headers?: Record<string, string>): Response;
