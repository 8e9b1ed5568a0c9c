/** The function for SCF (Serverless Cloud Function), on Node.js 8.9 and later. */

import { MpsWebhookError } from '../../core/error';
import type { CoreLoader } from '../../core/instance';
import { encode } from '../../core/utf8';
import type { Platform } from '../../delivery/deliver';
import { invoke } from '../../delivery/invocation';
import type { Reply } from '../../delivery/result';
import { send, sendLong } from '../../delivery/transport/node';
import { type WatchDone, watch } from '../../delivery/watch';
import { bytesOf, checkDocument, checkOptionNames, checkType, jsonOf } from '../../input/arguments';
import { own } from '../../input/own';
import type { HandlerOptions, ScfContext, ScfHandler, ScfReply, ScfResult } from './types';

/** Returns the handler of a function. `template` names the template whose defaults the core uses. */
export function createScfHandler(
  loader: CoreLoader,
  wanted: HandlerOptions = {},
  template?: string,
): ScfHandler {
  checkOptionNames(wanted, ['options', 'process']);
  const { options, process } = wanted;
  checkType(process, 'process', 'function');
  if (options !== undefined) {
    checkDocument(options, 'options');
  }
  const handler = { options, process } as HandlerOptions;
  return (event, context, callback) => {
    const result = answer(loader, handler, template, event, context || {});
    if (typeof callback === 'function') {
      result
        .then(
          (done) => callback(null, done),
          (error: Error) => callback(error),
        )
        // Errors of the callback are ignored, too.
        .catch(() => {});
    }
    // With a callback nothing handles the promise, and its rejection must not end the process.
    result.catch(() => {});
    return result;
  };
}

/** The function's clock, network and log. */
export const platform: Pick<Platform, 'now' | 'send' | 'sendLong' | 'log'> = {
  // As it is before process.js is loaded, which may replace it. Every time of an invocation is of this one clock.
  now: Date.now,
  send,
  sendLong,
  // Not console.log: SCF indexes a line that is pure JSON, and from Node.js 10 on console.log adds a prefix.
  log: (line) => {
    keepWriting(process.stdout);
    process.stdout.write(`${JSON.stringify(line)}\n`);
  },
};

function ignore(): void {}

/** Keeps a closed or full log from ending the process. */
function keepWriting(stream: NodeJS.WriteStream): void {
  if (!stream.listeners('error').includes(ignore)) {
    stream.on('error', ignore);
  }
}

async function answer(
  loader: CoreLoader,
  handler: HandlerOptions,
  template: string | undefined,
  event: unknown,
  context: ScfContext,
): Promise<ScfResult> {
  const id = resultOf(() => context.request_id);
  const requestId = typeof id === 'string' ? id : undefined;
  const deadline = platform.now() + timeLeft(context);
  const invocation = {
    deadline,
    settings: () => ({
      template,
      options: handler.options,
      env: process.env,
      request_id: requestId,
    }),
    process: handler.process,
  };
  const done = await invoke(loader, platform, { event: eventBytes(event), ...invocation });
  const { error, http, watch: wanted } = own(done);
  if (error !== undefined) {
    throw new MpsWebhookError(error);
  }
  if (wanted !== undefined) {
    const request = { ...wanted, delivers: true, has_cursor: true };
    const ended = own(
      (await watch(loader, platform, { ...invocation, request, requestId })) as WatchDone,
    );
    if (ended.error !== undefined) {
      throw new MpsWebhookError(ended.error);
    }
    return { ...done, watched: ended.summary };
  }
  return http === undefined ? done : { ...done, ...reply(http) };
}

/** The bytes of an event as the platform passes it: a JSON value or bytes. */
function eventBytes(event: unknown): Uint8Array {
  const value = event === undefined ? null : event;
  return bytesOf(value, 'event') || encode(jsonOf(value, 'event', 'what JSON has'));
}

/** The response in the form of the platform. */
function reply({ status, body }: Reply): ScfReply {
  const headers = { 'content-type': 'application/json' };
  return { isBase64Encoded: false, statusCode: status, headers, body };
}

/**
 * The time left for the function, ms; unlimited if the platform does not say. If none is left, there is still time for one request:
 * the first one stores the event.
 */
function timeLeft(context: ScfContext): number {
  const left = resultOf(() => context.getRemainingTimeInMillis?.());
  if (isTime(left)) {
    return Math.max(left, LEAST_TIME);
  }
  const limit = resultOf(() => context.time_limit_in_ms);
  return isTime(limit) && limit > 0 ? limit : Number.POSITIVE_INFINITY;
}

/** For one request, whatever the platform says, ms. */
const LEAST_TIME = 1000;

function isTime(time: unknown): time is number {
  return typeof time === 'number' && !Number.isNaN(time);
}

/** The result of a call to the platform; `undefined` if it throws, because the event matters more. */
function resultOf(ask: () => unknown): unknown {
  try {
    return ask();
  } catch {
    return undefined;
  }
}
