/** The npm package on Node.js, Deno and Bun. */
import '../core/source-inline';
import type { HandlerOptions, ScfHandler } from '../hosts/scf/types';
export * from '../api/index';
/** The handler of an SCF function: `exports.main_handler = createHandler()`. */
export declare function createHandler(handler?: HandlerOptions): ScfHandler;
