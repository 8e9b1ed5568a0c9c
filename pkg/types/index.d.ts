/** The npm package on Node.js: reports of MPS notifications, and the handler of an SCF function. */
import type { Report } from './report';
import { type HandlerOptions, type ScfHandler } from './scf';
export type { Delivered, Done } from './deliver';
export { MpsWebhookError } from './error';
export type * from './report';
export type { HandlerOptions, ScfContext, ScfHandler } from './scf';
/**
 * The reports of the notifications in an event: an object, its JSON text, or the bytes of that.
 *
 * @throws {MpsWebhookError} if there is anything else in it; `code`, `path` and `offset` say what and where.
 */
export declare function parse(event: object | string | Uint8Array): Report[];
/** The handler of an SCF function: `exports.main_handler = createHandler()`. */
export declare function createHandler(handler?: HandlerOptions): ScfHandler;
