/** The npm package on Node.js, Deno and Bun. */

import { loader } from '../core/loader';
import '../core/source-inline';
import { createScfHandler } from '../hosts/scf/handler';
import type { HandlerOptions, ScfHandler } from '../hosts/scf/types';

export * from '../api/index';

/**
 * The handler of an SCF function.
 *
 * @example
 * exports.main_handler = createHandler({
 *   options: { cos: { bucket: 'results-1250000000' } },
 *   process: (report) => ({ outcome: report.outcome }), // stored instead of the report
 * });
 */
export function createHandler(handler: HandlerOptions = {}): ScfHandler {
  return createScfHandler(loader, handler);
}
