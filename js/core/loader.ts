/**
 * The one core of a program, and where it comes from.
 *
 * Platforms differ in nothing else. On Node.js, Deno and Bun the core is in the JavaScript as Base64. Workers import it as a module.
 * Browsers fetch it, so they need `await init()`.
 */

import { MpsWebhookError } from './error';
import { CoreLoader } from './instance';

/** Where a platform has the core. */
export type Origin =
  /** It is there, or can be read at once. */
  | { compile: () => WebAssembly.Module }
  /** It has to be fetched. */
  | { locate: () => URL };

let from: Origin = {
  compile: () => {
    throw notReady('the core is not loaded');
  },
};

export const loader = new CoreLoader(() => {
  if ('compile' in from) {
    return from.compile();
  }
  throw notReady('the core is not loaded yet');
});

/** To be called by the entry point of a platform. */
export function provide(origin: Origin): void {
  from = origin;
}

export function origin(): Origin {
  return from;
}

export function notReady(message: string): MpsWebhookError {
  return new MpsWebhookError({
    code: 'not_ready',
    message,
    help: 'call `await init()` first, in case of need with the place of `mps-webhook/core.wasm`',
  });
}
