/** The core for the command line: that of the npm package, beside the bundle. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CoreError, MpsWebhookError } from '../core/error';
import { CoreLoader } from '../core/instance';
import { isTrap } from '../core/trap';

declare const CORE_WASM: string;

/** The folder of the bundle: `pkg/` of the package. */
export const PKG = __dirname;

export const loader = new CoreLoader(
  () => new WebAssembly.Module(readFileSync(join(PKG, CORE_WASM))),
);

/** Whether bytes name the type of an event as notifications do, though they may be damaged. */
export function namesEvent(bytes: Uint8Array): boolean {
  try {
    return loader.use((core) => core.namesEvent(bytes));
  } catch (error) {
    // Too large to be looked at.
    if (isTrap(error)) return true;
    throw error;
  }
}

/**
 * What is said of an event that brought the core down.
 *
 * @throws what has nothing to do with the event: the core cannot be loaded
 */
export function trapped(error: unknown): CoreError {
  if (error instanceof MpsWebhookError) throw error;
  const { message } = error as Error;
  return {
    code: 'trapped',
    message: `the event cannot be read: ${message}`,
    help: 'report it with the event',
  };
}
