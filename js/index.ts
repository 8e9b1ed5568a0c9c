/** The npm package on Node.js: reports of MPS notifications, and the handler of an SCF function. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { CoreLoader, isTrap } from './core';
import type { CoreError } from './deliver';
import { MpsWebhookError } from './error';
import type { Report } from './report';
import { createScfHandler, type HandlerOptions, type ScfHandler } from './scf';

export type { Delivered, Done, HandedOn } from './deliver';
export { MpsWebhookError } from './error';
export type * from './report';
export type { HandlerOptions, ScfContext, ScfHandler } from './scf';

declare const CORE_WASM: string;

const loader = new CoreLoader(
  () => new WebAssembly.Module(readFileSync(join(__dirname, CORE_WASM))),
);

/** What stands in the place of a report. */
interface Refused {
  error: CoreError;
}

/**
 * The reports of the notifications in an event: an object, its JSON text, or the bytes of that.
 *
 * @throws {MpsWebhookError} if there is anything else in it; `code`, `path` and `offset` say what and where.
 */
export function parse(event: object | string | Uint8Array): Report[] {
  const bytes =
    event instanceof Uint8Array
      ? event
      : Buffer.from(typeof event === 'string' ? event : JSON.stringify(event) || 'null');
  let parsed: (Report | Refused)[];
  try {
    const core = loader.load();
    parsed = core.parseToObjects
      ? (core.parseToObjects(bytes) as Report[])
      : JSON.parse(core.parse(bytes));
  } catch (error) {
    if (isTrap(error)) {
      loader.discard();
    }
    throw error;
  }
  return parsed.map((report) => {
    if ('error' in report) {
      throw new MpsWebhookError(report.error);
    }
    return report;
  });
}

/** The handler of an SCF function: `exports.main_handler = createHandler()`. */
export function createHandler(handler: HandlerOptions = {}): ScfHandler {
  return createScfHandler(loader, handler);
}
