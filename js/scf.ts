/** The function for SCF (Serverless Cloud Function), on every Node.js it offers from 8.9 on. */

import { type CoreLoader, isTrap } from './core';
import { type Done, deliver, type Platform, type Reply } from './deliver';
import { MpsWebhookError } from './error';
import { callProcess, type Process } from './process';
import { send } from './transport/node';

/** What SCF passes about an invocation; only what is used here. (SCF document 583/9210.) */
export interface ScfContext {
  request_id?: string;
  /** The function's time limit, ms. */
  time_limit_in_ms?: number;
  /** What is left of it, ms; not on every runtime. */
  getRemainingTimeInMillis?: () => number;
}

/**
 * What API Gateway, function URLs and load balancers make an HTTP response of (SCF document 583/12513; "integrated
 * response").
 */
export interface ScfReply {
  isBase64Encoded: false;
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

export type ScfCallback = (error: Error | null, result?: Done | ScfReply) => void;

/**
 * The handler. It returns a promise and calls `callback` as well: which of the two the platform listens to depends on
 * its Node.js. What an HTTP trigger brought is always answered; for all else the promise is rejected when something was
 * not delivered, so that the platform tries again.
 */
export type ScfHandler = (
  event: unknown,
  context?: ScfContext,
  callback?: ScfCallback,
) => Promise<Done | ScfReply>;

export interface HandlerOptions {
  /** What to do, as in the variable `MPS_WEBHOOK_CONFIG`; environment variables fill in what is left out. */
  options?: object;
  /** The owner's own processing of reports. */
  process?: Process;
}

/** Makes the handler of a function. `template` is what it is made from: the core knows what that does by default. */
export function createScfHandler(
  loader: CoreLoader,
  handler: HandlerOptions = {},
  template?: string,
): ScfHandler {
  if (handler.process !== undefined && typeof handler.process !== 'function') {
    throw new TypeError('`process` must be a function');
  }
  return (event, context, callback) => {
    const result = invoke(loader, handler, template, event, context || {});
    if (typeof callback === 'function') {
      result.then(
        (done) => callback(null, done),
        (error: Error) => callback(error),
      );
    }
    // Whoever waits for the callback does not wait for the promise, whose rejection must not end the process.
    result.catch(() => {});
    return result;
  };
}

const platform: Pick<Platform, 'now' | 'send' | 'log' | 'encode'> = {
  now: Date.now,
  send,
  // Not console.log: SCF makes fields of a line that is pure JSON, and from Node.js 10 on console.log's has a prefix.
  log: (line) => {
    process.stdout.write(`${JSON.stringify(line)}\n`);
  },
  encode: (text) => Buffer.from(text, 'utf8'),
};

async function invoke(
  loader: CoreLoader,
  handler: HandlerOptions,
  template: string | undefined,
  event: unknown,
  context: ScfContext,
): Promise<Done | ScfReply> {
  const deadline = Date.now() + timeLeft(context);
  const bytes = platform.encode(JSON.stringify(event) || 'null');
  const own = handler.process;
  const processing: Pick<Platform, 'process'> =
    own === undefined
      ? {}
      : { process: (call, timeout) => callProcess(own, Buffer.from(call).toString(), timeout) };
  const attempt = async (quarantine: boolean): Promise<Done> => {
    const settings = () =>
      platform.encode(
        JSON.stringify({
          template,
          options: handler.options,
          // Read at every invocation, and again when asked to: the role's credentials change under a warm instance.
          env: process.env,
          request_id: context.request_id,
          quarantine,
          process: handler.process !== undefined,
        }),
      );
    const seed = Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);
    try {
      const delivery = loader.load().deliver(bytes, settings(), deadline, seed, Date.now());
      const done = await deliver(delivery, { ...platform, ...processing, settings });
      delivery.free();
      return done;
    } catch (error) {
      if (!isTrap(error)) {
        throw error;
      }
      loader.discard();
      if (quarantine) {
        throw error;
      }
      // What brought one instance down is not given to the next to read, only to store.
      return attempt(true);
    }
  };
  const done = await attempt(false);
  if (done.http !== undefined) {
    return reply(done.http);
  }
  if (done.error !== undefined) {
    throw new MpsWebhookError(done.error);
  }
  return done;
}

/** In the form of the platform. */
function reply({ status, body }: Reply): ScfReply {
  const headers = { 'content-type': 'application/json' };
  return { isBase64Encoded: false, statusCode: status, headers, body };
}

/** What is left of the function's time limit, ms; unlimited where nothing says it. */
function timeLeft(context: ScfContext): number {
  if (typeof context.getRemainingTimeInMillis === 'function') {
    const left = context.getRemainingTimeInMillis();
    if (left > 0) {
      return left;
    }
  }
  const limit = context.time_limit_in_ms;
  return typeof limit === 'number' && limit > 0 ? limit : Number.POSITIVE_INFINITY;
}
