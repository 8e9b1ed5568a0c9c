/** What the package does with events on every platform: reads, checks, renders and plans. */
import { MpsWebhookError } from '../core/error';
import type { CloudEvent, Language, Report } from '../core/report';
import { type BytesInput } from '../input/arguments';
import type { Plan, PlanOptions } from './planned';
/**
 * An event as it came: an object, its JSON text, or the bytes of that in any view or buffer. Anything else, such as a promise
 * of one, is refused by an error with the code `invalid_argument`, as is any other argument that is not what it must be.
 */
export type EventInput = object | string | BytesInput;
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
/** What `safeParse` gives. */
export type ParseResult = {
    ok: true;
    reports: Report[];
} | {
    ok: false;
    error: MpsWebhookError;
    /** The event as text, as it came; of an object its JSON text. */
    raw: string;
};
/** `text`, `markdown`, or the message as the bot of that kind is sent it, JSON text. */
export type RenderFormat = 'text' | 'markdown' | 'wecom' | 'dingtalk' | 'feishu' | 'slack' | 'webhook';
/**
 * The reports of the notifications in an event, in any envelope: a web request, records of a queue, a batch of logs.
 *
 * @throws {MpsWebhookError} if there is anything else in it; `code`, `path` and `offset` say what and where.
 */
export declare function parse(event: EventInput, options?: ParseOptions): Report[];
/**
 * As `parse`, but an event that cannot be read is a result and not an error that is thrown.
 *
 * @throws {MpsWebhookError} with the code `invalid_argument` if the options are wrong.
 */
export declare function safeParse(event: EventInput, options?: ParseOptions): ParseResult;
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
/**
 * The message for each notification in an event. Texts of the event are escaped, so none becomes markup, a link or a mention.
 *
 * @throws {MpsWebhookError} as `parse`.
 */
export declare function render(event: EventInput, format?: RenderFormat, options?: ParseOptions): string[];
/**
 * What would be stored, sent and invoked for an event, without doing any of it: the delivery is told that all it asks for
 * went well. Nothing is read from the environment of the process; see `PlanOptions`.
 *
 * The requests are signed, and of no use once that has expired; but URLs of bots and session tokens are in them as they
 * are: do not log them.
 *
 * @throws {MpsWebhookError} with the code `invalid_argument` if an argument is wrong.
 */
export declare function plan(event: EventInput, options?: PlanOptions): Plan;
