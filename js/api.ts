/** What the package does with events on every platform: reads, checks, renders and plans. */

import type { CoreError } from './done';
import { MpsWebhookError } from './error';
import { loader } from './loader';
import { planDelivery } from './plan';
import type { Plan, PlanOptions } from './planned';
import type { CloudEvent, Language, Report } from './report';
import { decode, encode } from './utf8';

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

/** What `safeParse` gives. */
export type ParseResult =
  | { ok: true; reports: Report[] }
  | {
      ok: false;
      error: MpsWebhookError;
      /** The event as text, as it came; of an object its JSON text. */
      raw: string;
    };

/** `text`, `markdown`, or the message as the bot of that kind is sent it, JSON text. */
export type RenderFormat =
  | 'text'
  | 'markdown'
  | 'wecom'
  | 'dingtalk'
  | 'feishu'
  | 'slack'
  | 'webhook';

/** What stands in the place of a report. */
interface Refused {
  error: CoreError;
}

/**
 * The reports of the notifications in an event, which may be wrapped in whatever carried it: a web request, records of a
 * queue, a batch of logs.
 *
 * @throws {MpsWebhookError} if there is anything else in it; `code`, `path` and `offset` say what and where.
 */
export function parse(event: EventInput, options: ParseOptions = {}): Report[] {
  return loader.use((core) => {
    const [bytes, language] = [bytesOf(event), encode(options.lang || '')];
    return results<Report>(
      core.parseToObjects
        ? core.parseToObjects(bytes, language)
        : JSON.parse(core.parse(bytes, language)),
    );
  });
}

/** As `parse`, but an event that cannot be read is a result and not an error that is thrown. */
export function safeParse(event: EventInput, options: ParseOptions = {}): ParseResult {
  try {
    return { ok: true, reports: parse(event, options) };
  } catch (error) {
    // What is wrong with the platform is not wrong with the event.
    if (!(error instanceof MpsWebhookError) || error.code === 'not_ready') {
      throw error;
    }
    return { ok: false, error, raw: decode(bytesOf(event)) };
  }
}

/**
 * As `parse`, with every report as a CloudEvent 1.0 in its JSON form.
 *
 * @throws {MpsWebhookError} as `parse`.
 */
export function toCloudEvents(
  event: EventInput,
  options: CloudEventOptions = {},
): CloudEvent<Report>[] {
  return loader.use((core) => {
    const language = encode(options.lang || '');
    return results(JSON.parse(core.toCloudEvents(bytesOf(event), language, time(options.now))));
  });
}

/**
 * Checks that every notification in an event was signed with the task's `NotifyKey` (`Sign` and `Timestamp`), and that the
 * signature has not expired. Signatures do not cover the notification: they keep strangers out, and no more.
 *
 * @throws {MpsWebhookError} with the code `unverified` if it was not; or as `parse`.
 */
export function verify(event: EventInput, notifyKey: string, options: VerifyOptions = {}): void {
  loader.use((core) => {
    const refused = core.verify(bytesOf(event), encode(notifyKey), time(options.now));
    if (refused !== '') {
      throw new MpsWebhookError((JSON.parse(refused) as Refused).error);
    }
  });
}

/**
 * What people are told of each notification in an event. Texts of the event are made harmless in it: none of them can
 * become markup, a link or a mention.
 *
 * @throws {MpsWebhookError} as `parse`.
 */
export function render(
  event: EventInput,
  format: RenderFormat = 'text',
  options: ParseOptions = {},
): string[] {
  return loader.use((core) => {
    const language = encode(options.lang || '');
    const json = core.render ? core.render(bytesOf(event), encode(format), language) : '';
    if (json === '') {
      throw new TypeError(`there is no format ${JSON.stringify(format)}`);
    }
    return results<{ text: string }>(JSON.parse(json)).map(({ text }) => text);
  });
}

/**
 * What would be stored, sent and invoked for an event, without doing any of it: the delivery is told that all it asks for
 * went well. Nothing is read from the environment of the process; see `PlanOptions`.
 *
 * The requests are signed, and of no use once that has expired; but URLs of bots and session tokens are in them as they
 * are: do not log them.
 */
export function plan(event: EventInput, options: PlanOptions = {}): Plan {
  return loader.use((core) => planDelivery(core, bytesOf(event), options));
}

function bytesOf(event: EventInput): Uint8Array {
  return event instanceof Uint8Array
    ? event
    : encode(typeof event === 'string' ? event : JSON.stringify(event) || 'null');
}

function time(date: Date | undefined): number {
  return (date || new Date()).getTime();
}

/** The results, unless one of them is an error. */
function results<T extends object>(parsed: unknown[]): T[] {
  return (parsed as (T | Refused)[]).map((result) => {
    if ('error' in result) {
      throw new MpsWebhookError(result.error);
    }
    return result;
  });
}
