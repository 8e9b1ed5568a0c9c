/**
 * Takes callbacks of MPS over HTTP where servers are functions from `Request` to `Response`: Workers, EdgeOne Pages, Deno,
 * Bun, Node.js.
 *
 * The answer waits for everything that was asked for, because whoever was answered with 200 never sends the event again:
 * what would be left for afterwards (`waitUntil`) is lost when the platform ends the instance. `waitUntil` serves for the
 * opposite case: a sender that hangs up does not end the delivery.
 */

import { loader } from '../../core/loader';
import type { Options } from '../../core/options';
import { invoke } from '../../delivery/invocation';
import { type Log, writeLine } from '../../delivery/log';
import { within } from '../../delivery/timer';
import { readAtMost, send } from '../../delivery/transport/fetch';
import type { Process } from '../../delivery/user-processor';
import {
  checkDocument,
  checkObject,
  checkOptions,
  checkPositive,
  checkType,
} from '../../input/arguments';
import { own } from '../../input/own';
import { messageOf } from '../../input/thrown';
import { variables } from '../../input/variables';
import { logOf, notDelivered, reply } from './reply';
import type { WebRequest, WebResponse } from './web-types';

export type { WebMessage, WebRequest, WebResponse } from './web-types';

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
  request: WebRequest;
  env?: object;
}

/** A function from requests to responses, which has itself as `fetch`. It never rejects. */
export interface FetchHandler {
  (request: WebRequest, env?: object, context?: ExecutionContext): Promise<WebResponse>;
  /** For Workers: `export default { fetch: handler.fetch }`. */
  fetch(request: WebRequest, env?: object, context?: ExecutionContext): Promise<WebResponse>;
  /** For EdgeOne Pages: `export const onRequest = handler.onRequest`. */
  onRequest(context: PagesContext): Promise<WebResponse>;
}

const TIME_LIMIT = 25_000;
const MAX_BODY_SIZE = 8 * 1024 * 1024;

/**
 * A handler of MPS callbacks (`TaskNotifyConfig` with `NotifyType` `URL`). It answers
 *
 * - 200 when everything that was asked for is done, now or before;
 * - 400 if the body is not an MPS notification (it is stored, unless a key is set), 403 to a wrong signature, 405 to other methods than POST,
 *   413 to too large a body: to send it again changes nothing;
 * - 500 when something is still to be done, or the body did not come whole: sent again, only what is missing is done.
 *
 * GET, HEAD and a POST without a body are answered with 200 and notify no target: they are health checks.
 *
 * @throws {MpsWebhookError} with the code `invalid_argument` if an option is not what it must be.
 *
 * @example
 * export default { fetch: createFetchHandler().fetch }; // Workers
 * Deno.serve(createFetchHandler());
 * Bun.serve({ fetch: createFetchHandler() });
 */
export function createFetchHandler(wanted: FetchHandlerOptions = {}): FetchHandler {
  const handler = checkHandler(wanted);
  const fetch = (request: Request, env?: object, context?: ExecutionContext) =>
    always(handler, () => answer(handler, request, env || {}, context || {}));
  return Object.assign(fetch, {
    fetch,
    onRequest: (context: PagesContext) =>
      always(handler, () => answer(handler, context.request, context.env || {}, context)),
  });
}

/** The options, checked. */
function checkHandler(handler: FetchHandlerOptions): FetchHandlerOptions {
  checkOptions(handler, ['options', 'env', 'process', 'timeLimit', 'maxBodySize', 'log']);
  const { options, env, process, timeLimit, maxBodySize, log } = handler;
  if (options !== undefined) {
    checkDocument(options, 'options');
  }
  if (env !== undefined) {
    checkObject(env, 'env');
  }
  checkType(process, 'process', 'function');
  checkType(log, 'log', 'function');
  checkPositive(timeLimit, 'timeLimit');
  checkPositive(maxBodySize, 'maxBodySize');
  return { options, env, process, timeLimit, maxBodySize, log } as FetchHandlerOptions;
}

/** An answer whatever happens: what throws is the platform's, such as a request that cannot be looked at. */
async function always(
  handler: FetchHandlerOptions,
  answering: () => Promise<Response>,
): Promise<Response> {
  try {
    return await answering();
  } catch (error) {
    return notDelivered(error, logOf(handler));
  }
}

async function answer(
  handler: FetchHandlerOptions,
  request: Request,
  env: object,
  context: ExecutionContext,
): Promise<Response> {
  const { method } = request;
  if (method === 'GET' || method === 'HEAD') {
    return reply(200, { ok: true });
  }
  if (method !== 'POST') {
    return reply(405, refusal('method_not_allowed', 'must be POST'), { allow: 'GET, HEAD, POST' });
  }
  const deadline = Date.now() + (handler.timeLimit || TIME_LIMIT);
  const log = logOf(handler);
  const most = handler.maxBodySize || MAX_BODY_SIZE;
  let body: Uint8Array | undefined;
  try {
    body = await bodyOf(request, most, deadline);
  } catch (error) {
    writeLine(log, {
      level: 'error',
      msg: 'the body of the request did not come whole',
      error: messageOf(error),
    });
    return reply(500, refusal('incomplete', 'the body of the request did not come whole'));
  }
  if (body === undefined) {
    return reply(413, refusal('too_large', `a body may have ${most} bytes`));
  }
  if (body.length === 0) {
    return reply(200, { ok: true });
  }
  const delivery = deliverTo(handler, body, env, deadline, log);
  // A platform without it rejects nothing: there the delivery goes on as well.
  try {
    const waiting: unknown = context.waitUntil?.(delivery);
    Promise.resolve(waiting).catch(() => {});
  } catch {
    // The sender is answered all the same.
  }
  return delivery;
}

/** The body of a request; nothing if it is longer than `most` bytes. */
async function bodyOf(
  request: Request,
  most: number,
  deadline: number,
): Promise<Uint8Array | undefined> {
  // Its stream would end at once, as that of an empty body.
  if (request.bodyUsed) {
    throw new Error('something else read the body before');
  }
  const announced = Number(request.headers.get('content-length'));
  if (announced > most) {
    return undefined;
  }
  const timeLimit = deadline - Date.now();
  // Firefox has no stream of it.
  if (request.body === undefined) {
    const late = `it was not there within ${timeLimit} ms`;
    const bytes = new Uint8Array(await within(timeLimit, request.arrayBuffer(), late));
    return bytes.length > most ? undefined : whole(bytes, announced, request);
  }
  const bytes = await readAtMost(request.body, most, timeLimit);
  return bytes && whole(bytes, announced, request);
}

/**
 * A body that is not shorter than its length was announced. Something may have read a part of it before; what is left must not
 * count as an event, or as none. The length of what the platform has unpacked says nothing.
 */
function whole(bytes: Uint8Array, announced: number, { headers }: Request): Uint8Array {
  if (bytes.length < announced && !headers.has('content-encoding')) {
    throw new Error(`it has ${bytes.length} bytes, and ${announced} were announced`);
  }
  return bytes;
}

/** Never rejects, because nothing handles a rejection in `waitUntil`. */
async function deliverTo(
  handler: FetchHandlerOptions,
  event: Uint8Array,
  env: object,
  deadline: number,
  log: Log,
): Promise<Response> {
  try {
    const done = await invoke(
      loader,
      { now: Date.now, send, log },
      {
        event,
        deadline,
        settings: () => ({
          options: handler.options,
          env: variables(handler.env || processEnv(), env),
          http: true,
        }),
        process: handler.process,
      },
    );
    const { http } = own(done);
    return reply(http ? http.status : 500, http ? http.body : { ok: false });
  } catch (error) {
    return notDelivered(error, log);
  }
}

/** The variables of the process, where there is one that lets them be read. */
function processEnv(): Record<string, string | undefined> {
  try {
    return { ...(globalThis as { process?: NodeJS.Process }).process?.env };
  } catch {
    // Deno without the permission; what is needed is then passed as `env`.
    return {};
  }
}

function refusal(code: string, message: string): object {
  return { ok: false, code, message };
}
