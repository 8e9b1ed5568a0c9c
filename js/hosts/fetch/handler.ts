/**
 * Receives MPS callbacks as `Request`: Workers, EdgeOne Pages, Deno, Bun, Node.js.
 *
 * The response waits until everything is done, because a sender that gets 200 never sends the event again, and work after
 * the response can be lost when the platform ends the instance. `waitUntil` is only for a sender that hangs up: the
 * delivery continues.
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
  checkOptionNames,
  checkPositive,
  checkType,
} from '../../input/arguments';
import { own } from '../../input/own';
import { messageOf } from '../../input/thrown';
import { variables } from '../../input/variables';
import { checkOptionsDocument } from '../check-document';
import { logOf, notDelivered, reply } from './reply';
import type { WebRequest, WebResponse } from './web-types';

export type { WebMessage, WebRequest, WebResponse } from './web-types';

export interface FetchHandlerOptions {
  /** The options, as in the variable `MPS_WEBHOOK_CONFIG`; environment variables fill in missing ones. */
  options?: Options;
  /**
   * Environment variables; those of the process by default. Variables that the platform passes with a request (bindings of
   * Workers and EdgeOne Pages) take precedence, unless they are empty. If one with the name of an option is not a text,
   * events are refused with 500.
   */
  env?: Record<string, string | undefined>;
  /** The user's processor of reports. */
  process?: Process;
  /**
   * The time limit of reading the body and delivering, ms; 25,000 by default. Workers end 30 s after the sender hangs up.
   */
  timeLimit?: number;
  /** The largest accepted body, bytes; 8 MiB by default. */
  maxBodySize?: number;
  /** Takes a line of the log; by default `console.log` of its JSON text. Errors of it are ignored. */
  log?: (line: object) => void;
}

/** The part of a platform's context that is used. */
export interface ExecutionContext {
  waitUntil?(promise: Promise<unknown>): void;
}

/** The part of the argument of `onRequest` in EdgeOne Pages that is used. */
export interface PagesContext extends ExecutionContext {
  request: WebRequest;
  env?: object;
}

/** A function from requests to responses, also as its member `fetch`. It never rejects. */
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
 * Returns a handler of MPS callbacks (`TaskNotifyConfig` with `NotifyType` `URL`).
 *
 * | status | when |
 * | --- | --- |
 * | 200 | everything that was requested is done, now or before; or a health check: GET, HEAD, or a POST without a body |
 * | 400 | the body is not an MPS notification (it is stored, unless a key is set) |
 * | 403 | the signature is wrong |
 * | 405 | the method is not POST |
 * | 413 | the body is too large |
 * | 500 | something is still to be done, or the body was not complete |
 *
 * Sending the event again after 500 does only what is missing; after the others it changes nothing.
 *
 * @throws {MpsWebhookError} with the code `invalid_argument` if an argument is invalid; `invalid_options` if no event could be
 *   delivered with `options`. Variables are checked with each event, and all options where the core is not loaded yet.
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

/** The options, after a check. */
function checkHandler(handler: FetchHandlerOptions): FetchHandlerOptions {
  checkOptionNames(handler, ['options', 'env', 'process', 'timeLimit', 'maxBodySize', 'log']);
  const { options, env, process, timeLimit, maxBodySize, log } = handler;
  if (options !== undefined) {
    checkDocument(options, 'options');
    checkOptionsDocument(loader, options, logOf(handler));
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

/** Answers in every case. Only the platform can throw here, for example when a request cannot be read. */
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
  // Platforms without `waitUntil` let the delivery continue anyway.
  try {
    const waiting: unknown = context.waitUntil?.(delivery);
    Promise.resolve(waiting).catch(() => {});
  } catch {
    // The sender gets its response anyway.
  }
  return delivery;
}

/** Reads the body of a request; `undefined` if it is longer than `most` bytes. */
async function bodyOf(
  request: Request,
  most: number,
  deadline: number,
): Promise<Uint8Array | undefined> {
  // The stream of a used body ends at once, like that of an empty body.
  if (request.bodyUsed) {
    throw new Error('something else read the body before');
  }
  const announced = Number(request.headers.get('content-length'));
  if (announced > most) {
    return undefined;
  }
  const timeLimit = deadline - Date.now();
  // Firefox has no stream of a request's body.
  if (request.body === undefined) {
    const late = `it was not there within ${timeLimit} ms`;
    const bytes = new Uint8Array(await within(timeLimit, request.arrayBuffer(), late));
    return bytes.length > most ? undefined : whole(bytes, announced, request);
  }
  const bytes = await readAtMost(request.body, most, timeLimit);
  return bytes && whole(bytes, announced, request);
}

/**
 * Returns a body, or throws if it is shorter than announced. Other code may have read a part of it; the rest must count
 * neither as an event nor as an empty body. If the platform has decompressed it, the length is not compared.
 */
function whole(bytes: Uint8Array, announced: number, { headers }: Request): Uint8Array {
  if (bytes.length < announced && !headers.has('content-encoding')) {
    throw new Error(`it has ${bytes.length} bytes, and ${announced} were announced`);
  }
  return bytes;
}

/** Delivers an event and answers. It never rejects, because `waitUntil` handles no rejection. */
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

/** The variables of the process, if there is one and it lets them be read. */
function processEnv(): Record<string, string | undefined> {
  try {
    return { ...(globalThis as { process?: NodeJS.Process }).process?.env };
  } catch {
    // Deno without the permission: programs pass variables as `env`.
    return {};
  }
}

function refusal(code: string, message: string): object {
  return { ok: false, code, message };
}
