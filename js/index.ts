/** The npm package on Node.js: reports of MPS notifications, and the handler of an SCF function. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Core, CoreLoader, isTrap } from './core';
import type { CoreError } from './deliver';
import { MpsWebhookError } from './error';
import type { CloudEvent, Language, Report } from './report';
import { createScfHandler, type HandlerOptions, type ScfHandler } from './scf';

export type { Delivered, Done, HandedOn, Reply } from './deliver';
export { MpsWebhookError } from './error';
export type { Process } from './process';
export type * from './report';
export type { HandlerOptions, ScfContext, ScfHandler, ScfReply } from './scf';

declare const CORE_WASM: string;

const loader = new CoreLoader(
  () => new WebAssembly.Module(readFileSync(join(__dirname, CORE_WASM))),
);

/** An event as it came: an object, its JSON text, or the bytes of that. */
export type EventInput = object | string | Uint8Array;

export interface ParseOptions {
  /** The language of the explanations of errors; `zh` if it is left out. */
  lang?: Language;
}

export interface CloudEventOptions extends ParseOptions {
  /** The time of events that do not say when they ended; now, if it is left out. */
  now?: Date;
}

export interface VerifyOptions {
  /** The time at which signatures must not have expired; now, if it is left out. */
  now?: Date;
}

/** What stands in the place of a report. */
interface Refused {
  error: CoreError;
}

/**
 * The reports of the notifications in an event, which may be wrapped in whatever carried it: a web request, records of a
 * queue, a batch of logs.
 *
 * @throws {MpsWebhookError} if there is anything else in it; `code`, `path` and `offset` say what and where.
 */
export function parse(event: EventInput, options: ParseOptions = {}): Report[] {
  return use((core) => {
    const [bytes, language] = [bytesOf(event), Buffer.from(options.lang || '')];
    return results<Report>(
      core.parseToObjects
        ? core.parseToObjects(bytes, language)
        : JSON.parse(core.parse(bytes, language)),
    );
  });
}

/**
 * As `parse`, with every report as a CloudEvent 1.0 in its JSON form.
 *
 * @throws {MpsWebhookError} as `parse`.
 */
export function toCloudEvents(
  event: EventInput,
  options: CloudEventOptions = {},
): CloudEvent<Report>[] {
  return use((core) => {
    const now = (options.now || new Date()).getTime();
    const language = Buffer.from(options.lang || '');
    return results(JSON.parse(core.toCloudEvents(bytesOf(event), language, now)));
  });
}

/**
 * Checks that every notification in an event was signed with the task's `NotifyKey` (`Sign` and `Timestamp`), and that the
 * signature has not expired. Signatures do not cover the notification: they keep strangers out, and no more.
 *
 * @throws {MpsWebhookError} with the code `unverified` if it was not; or as `parse`.
 */
export function verify(event: EventInput, notifyKey: string, options: VerifyOptions = {}): void {
  use((core) => {
    const now = (options.now || new Date()).getTime();
    const refused = core.verify(bytesOf(event), Buffer.from(notifyKey), now);
    if (refused !== '') {
      throw new MpsWebhookError((JSON.parse(refused) as Refused).error);
    }
  });
}

function bytesOf(event: EventInput): Uint8Array {
  return event instanceof Uint8Array
    ? event
    : Buffer.from(typeof event === 'string' ? event : JSON.stringify(event) || 'null');
}

/** Uses the core; should that trap, the next use gets a new one. */
function use<T>(action: (core: Core) => T): T {
  try {
    return action(loader.load());
  } catch (error) {
    if (isTrap(error)) {
      loader.discard();
    }
    throw error;
  }
}

/** The results, unless one of them is an error. */
function results<T extends object>(parsed: unknown[]): T[] {
  return (parsed as (T | Refused)[]).map((result) => {
    if ('error' in result) {
      throw new MpsWebhookError(result.error);
    }
    return result;
  });
}

/** The handler of an SCF function: `exports.main_handler = createHandler()`. */
export function createHandler(handler: HandlerOptions = {}): ScfHandler {
  return createScfHandler(loader, handler);
}
