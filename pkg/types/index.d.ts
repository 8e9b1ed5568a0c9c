/** The npm package on Node.js: reports of MPS notifications, and the handler of an SCF function. */
import type { CloudEvent, Language, Report } from './report';
import { type HandlerOptions, type ScfHandler } from './scf';
export type { Delivered, Done, HandedOn } from './deliver';
export { MpsWebhookError } from './error';
export type { Process } from './process';
export type * from './report';
export type { HandlerOptions, ScfContext, ScfHandler } from './scf';
/** An event as it came: an object, its JSON text, or the bytes of that. */
export type EventInput = object | string | Uint8Array;
export interface ParseOptions {
    /** The language of the explanations of errors; `zh` if it is left out. */
    lang?: Language;
}
export interface CloudEventOptions extends ParseOptions {
    /** The time of events that do not say when they ended; now, if it is left out. */
    now?: Date;
}
export interface VerifyOptions {
    /** The time at which signatures must not have expired; now, if it is left out. */
    now?: Date;
}
/**
 * The reports of the notifications in an event, which may be wrapped in whatever carried it: a web request, records of a
 * queue, a batch of logs.
 *
 * @throws {MpsWebhookError} if there is anything else in it; `code`, `path` and `offset` say what and where.
 */
export declare function parse(event: EventInput, options?: ParseOptions): Report[];
/**
 * As `parse`, with every report as a CloudEvent 1.0 in its JSON form.
 *
 * @throws {MpsWebhookError} as `parse`.
 */
export declare function toCloudEvents(event: EventInput, options?: CloudEventOptions): CloudEvent<Report>[];
/**
 * Checks that every notification in an event was signed with the task's `NotifyKey` (`Sign` and `Timestamp`), and that the
 * signature has not expired. Signatures do not cover the notification: they keep strangers out, and no more.
 *
 * @throws {MpsWebhookError} with the code `unverified` if it was not; or as `parse`.
 */
export declare function verify(event: EventInput, notifyKey: string, options?: VerifyOptions): void;
/** The handler of an SCF function: `exports.main_handler = createHandler()`. */
export declare function createHandler(handler?: HandlerOptions): ScfHandler;
