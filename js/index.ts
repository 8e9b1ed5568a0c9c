/** The npm package on Node.js, Deno and Bun. */

import { loader } from './loader';
import './origin-file';
import { createScfHandler } from './scf';
import type { HandlerOptions, ScfHandler } from './scf-contract';

export * from './public';

/** The handler of an SCF function: `exports.main_handler = createHandler()`. */
export function createHandler(handler: HandlerOptions = {}): ScfHandler {
  return createScfHandler(loader, handler);
}
