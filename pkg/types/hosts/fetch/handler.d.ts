/**
 * Takes callbacks of MPS over HTTP where servers are functions from `Request` to `Response`: Workers, EdgeOne Pages, Deno,
 * Bun, Node.js.
 *
 * The answer waits for everything that was asked for, because whoever was answered with 200 never sends the event again:
 * what would be left for afterwards (`waitUntil`) is lost when the platform ends the instance. `waitUntil` serves for the
 * opposite case: a sender that hangs up does not end the delivery.
 */
import type { Options } from '../../core/options';
import type { Process } from '../../delivery/user-processor';
export interface FetchHandlerOptions {
    /** What to do, as in the variable `MPS_WEBHOOK_CONFIG`; environment variables fill in what is left out. */
    options?: Options;
    /**
     * Environment variables. Those that the platform passes with a request (bindings of Workers and EdgeOne Pages) go before
     * these, unless they are empty. Where one that names an option is no text, events are refused with 500. Without them they are those of the process, where there is one.
     */
    env?: Record<string, string | undefined>;
    /** The owner's own processing of reports. */
    process?: Process;
    /**
     * How long a request may take, ms: reading its body and the delivery; 25,000 if it is left out. Workers end 30 s after the
     * sender hung up.
     */
    timeLimit?: number;
    /** The largest body that is taken, bytes; 8 MiB if it is left out. */
    maxBodySize?: number;
    /** Takes a line of the log; `console.log` of its JSON text, if it is left out. What it throws changes nothing. */
    log?: (line: object) => void;
}
/** What a platform passes along with a request, as far as it is used. */
export interface ExecutionContext {
    waitUntil?(promise: Promise<unknown>): void;
}
/** What EdgeOne Pages passes to `onRequest`, as far as it is used. */
export interface PagesContext extends ExecutionContext {
    request: Request;
    env?: object;
}
/** A function from requests to responses, which has itself as `fetch`. It never rejects. */
export interface FetchHandler {
    (request: Request, env?: object, context?: ExecutionContext): Promise<Response>;
    /** For Workers: `export default { fetch: handler.fetch }`. */
    fetch(request: Request, env?: object, context?: ExecutionContext): Promise<Response>;
    /** For EdgeOne Pages: `export const onRequest = handler.onRequest`. */
    onRequest(context: PagesContext): Promise<Response>;
}
/**
 * A handler of MPS callbacks (`TaskNotifyConfig` with `NotifyType` `URL`). It answers
 *
 * - 200 when everything that was asked for is done, now or before;
 * - 400 if the body is not an MPS notification (it is stored, unless a key is set), 403 to a wrong signature, 405 to other methods than POST,
 *   413 to too large a body: to send it again changes nothing;
 * - 500 when something is still to be done, or the body did not come whole: sent again, only what is missing is done.
 *
 * GET, HEAD and a POST without a body are answered with 200 and tell nothing, for health checks.
 *
 * @throws {MpsWebhookError} with the code `invalid_argument` if an option is not what it must be.
 */
export declare function createFetchHandler(wanted?: FetchHandlerOptions): FetchHandler;
