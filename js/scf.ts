/** The function for SCF (Serverless Cloud Function), on every Node.js it offers from 8.9 on. */

import { bytesOf, checkDocument, checkOptions, checkType, jsonOf } from './arguments';
import type { CoreLoader } from './core';
import type { Platform } from './deliver';
import type { Reply } from './done';
import { MpsWebhookError } from './error';
import { invoke } from './invocation';
import type { HandlerOptions, ScfContext, ScfHandler, ScfReply, ScfResult } from './scf-contract';
import { send } from './transport/node';
import { encode } from './utf8';

/** Makes the handler of a function. `template` is what it is made from: the core knows what that does by default. */
export function createScfHandler(
  loader: CoreLoader,
  handler: HandlerOptions = {},
  template?: string,
): ScfHandler {
  checkOptions(handler);
  checkType(handler.process, 'process', 'function');
  if (handler.options !== undefined) {
    checkDocument(handler.options, 'options');
  }
  return (event, context, callback) => {
    const result = answer(loader, handler, template, event, context || {});
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

const platform: Pick<Platform, 'now' | 'send' | 'log'> = {
  now: Date.now,
  send,
  // Not console.log: SCF makes fields of a line that is pure JSON, and from Node.js 10 on console.log's has a prefix.
  log: (line) => {
    process.stdout.write(`${JSON.stringify(line)}\n`);
  },
};

async function answer(
  loader: CoreLoader,
  handler: HandlerOptions,
  template: string | undefined,
  event: unknown,
  context: ScfContext,
): Promise<ScfResult> {
  const done = await invoke(loader, platform, {
    event: eventBytes(event),
    deadline: Date.now() + timeLeft(context),
    settings: () => ({
      template,
      options: handler.options,
      env: process.env,
      request_id: context.request_id,
    }),
    process: handler.process,
  });
  if (done.error !== undefined) {
    throw new MpsWebhookError(done.error);
  }
  return done.http === undefined ? done : { ...done, ...reply(done.http) };
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
  if (typeof context.getRemainingTimeInMillis === 'function') {
    const left = context.getRemainingTimeInMillis();
    if (left > 0) {
      return left;
    }
  }
  const limit = context.time_limit_in_ms;
  return typeof limit === 'number' && limit > 0 ? limit : Number.POSITIVE_INFINITY;
}
