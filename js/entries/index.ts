/** The npm package on Node.js, Deno and Bun. */

import { loader } from '../core/loader';
import '../core/source-inline';
import { checkOptionsDocument } from '../hosts/check-document';
import { createScfHandler, platform } from '../hosts/scf/handler';
import type { HandlerOptions, ScfHandler } from '../hosts/scf/types';

export * from '../api/index';

/**
 * The handler of an SCF function.
 *
 * @throws {MpsWebhookError} with the code `invalid_argument` if an argument is invalid; `invalid_options` if no event could be
 *   delivered with `options`. Variables are checked with each event.
 *
 * @example
 * exports.main_handler = createHandler({
 *   options: { cos: { bucket: 'results-1250000000' } },
 *   process: (report) => ({ outcome: report.outcome }), // stored instead of the report
 * });
 */
export function createHandler(handler: HandlerOptions = {}): ScfHandler {
  const made = createScfHandler(loader, handler);
  checkOptionsDocument(loader, handler.options, platform.log);
  return made;
}
