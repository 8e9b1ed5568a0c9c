/** The npm package on Node.js, Deno and Bun. */
import './origin-file';
import type { HandlerOptions, ScfHandler } from './scf-contract';
export * from './public';
/** The handler of an SCF function: `exports.main_handler = createHandler()`. */
export declare function createHandler(handler?: HandlerOptions): ScfHandler;
