/** The npm package on Node.js, Deno and Bun. */

import { loader } from '../core/loader';
import '../core/source-inline';
import { createScfHandler } from '../hosts/scf/handler';
import type { HandlerOptions, ScfHandler } from '../hosts/scf/types';

export * from '../api/index';

/** The handler of an SCF function: `exports.main_handler = createHandler()`. */
export function createHandler(handler: HandlerOptions = {}): ScfHandler {
  return createScfHandler(loader, handler);
}
