/** The function for SCF (Serverless Cloud Function), on every Node.js it offers from 8.9 on. */

import { MpsWebhookError } from '../../core/error';
import type { CoreLoader } from '../../core/instance';
import { encode } from '../../core/utf8';
import type { Platform } from '../../delivery/deliver';
import { invoke } from '../../delivery/invocation';
import type { Reply } from '../../delivery/result';
import { send } from '../../delivery/transport/node';
import { bytesOf, checkDocument, checkOptions, checkType, jsonOf } from '../../input/arguments';
import { own } from '../../input/own';
import type { HandlerOptions, ScfContext, ScfHandler, ScfReply, ScfResult } from './types';

/** Makes the handler of a function. `template` is what it is made from: the core knows what that does by default. */
export function createScfHandler(
  loader: CoreLoader,
  wanted: HandlerOptions = {},
  template?: string,
): ScfHandler {
  checkOptions(wanted, ['options', 'process']);
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
        // What the callback throws is nobody's either.
        .catch(() => {});
    }
    // Whoever waits for the callback does not wait for the promise, whose rejection must not end the process.
    result.catch(() => {});
    return result;
  };
}

const platform: Pick<Platform, 'now' | 'send' | 'log'> = {
  now: Date.now,
  send,
  // Not console.log: SCF makes fields of a line that is pure JSON, and from Node.js 10 on console.log's has a prefix.
  log: (line) => {
    keepWriting(process.stdout);
    process.stdout.write(`${JSON.stringify(line)}\n`);
  },
};

function ignore(): void {}

/** Sees to it that a log that nobody takes any more, or that is full, does not end the process. */
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
  const done = await invoke(loader, platform, {
    event: eventBytes(event),
    deadline: Date.now() + timeLeft(context),
    settings: () => ({
      template,
      options: handler.options,
      env: process.env,
      request_id: requestId,
    }),
    process: handler.process,
  });
  const { error, http } = own(done);
  if (error !== undefined) {
    throw new MpsWebhookError(error);
  }
  return http === undefined ? done : { ...done, ...reply(http) };
}

/** The event as the platform passes it: what JSON has, or bytes. */
function eventBytes(event: unknown): Uint8Array {
  const value = event === undefined ? null : event;
  return bytesOf(value, 'event') || encode(jsonOf(value, 'event', 'what JSON has'));
}

/** In the form of the platform. */
function reply({ status, body }: Reply): ScfReply {
  const headers = { 'content-type': 'application/json' };
  return { isBase64Encoded: false, statusCode: status, headers, body };
}

/** What is left of the function's time limit, ms; unlimited where nothing says it. */
function timeLeft(context: ScfContext): number {
  const times = [
    resultOf(() => context.getRemainingTimeInMillis?.()),
    resultOf(() => context.time_limit_in_ms),
  ];
  const isTime = (time: unknown): time is number => typeof time === 'number' && time > 0;
  return times.find(isTime) || Number.POSITIVE_INFINITY;
}

/** What a platform says; nothing if it throws: the event matters more. */
function resultOf(ask: () => unknown): unknown {
  try {
    return ask();
  } catch {
    return undefined;
  }
}
