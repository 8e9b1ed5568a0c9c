/** Parses, verifies, renders and plans events, on every platform. */

import type { CoreError } from '../core/error';
import { MpsWebhookError } from '../core/error';
import { loader } from '../core/loader';
import type { CloudEvent, Language, Report } from '../core/report';
import { decode, encode } from '../core/utf8';
import {
  type BytesInput,
  checkDocument,
  checkObject,
  checkOptionNames,
  checkText,
  checkType,
  checkWord,
  eventBytes,
  timeOf,
} from '../input/arguments';
import { own } from '../input/own';
import { planDelivery } from './plan';
import type { Plan, PlanOptions } from './planned';

/**
 * An event as received: an object, its JSON text, or the bytes of that text. Bytes may be in any view or buffer. Any other
 * value, such as a promise, is an error with the code `invalid_argument`.
 */
export type EventInput = object | string | BytesInput;

export interface ParseOptions {
  /** The language of explanations of errors; `zh` by default. */
  lang?: Language;
}

export interface CloudEventOptions extends ParseOptions {
  /** The time of an event without an end time; now by default. */
  now?: Date;
}

export interface VerifyOptions {
  /** The time at which signatures must be valid; now by default. */
  now?: Date;
}

/** The result of `safeParse`. */
export type ParseResult =
  | { ok: true; reports: Report[] }
  | {
      ok: false;
      error: MpsWebhookError;
      /** The event as received, as text; of an object its JSON text. */
      raw: string;
    };

/** `text`, `markdown`, or a kind of bot: the JSON text that this bot receives. */
export type RenderFormat =
  | 'text'
  | 'markdown'
  | 'wecom'
  | 'dingtalk'
  | 'feishu'
  | 'slack'
  | 'webhook';

const LANGUAGES: readonly Language[] = ['zh', 'en', 'ja', 'ko'];
const FORMATS: readonly RenderFormat[] = [
  'text',
  'markdown',
  'wecom',
  'dingtalk',
  'feishu',
  'slack',
  'webhook',
];

/** An error instead of a report. */
interface Refused {
  error: CoreError;
}

/**
 * Returns the reports of all notifications in an event, in any envelope. Envelopes are for example a web request, records
 * of a queue, a batch of logs.
 *
 * @throws {MpsWebhookError} if a part of the event is not a notification; see `code`, `path` and `offset`.
 *
 * @example
 * const [report] = parse(event);
 * if (report?.outcome === 'failure') {
 *   for (const task of report.tasks) console.log(task.kind, task.code, task.explanation);
 * }
 */
export function parse(event: EventInput, options: ParseOptions = {}): Report[] {
  const language = languageOf(options);
  const bytes = eventBytes(event);
  return loader.use((core) => {
    const parsed: unknown[] = [];
    // In parts, because the text of all reports of a batch of logs takes as much memory as the batch.
    core.parseInParts(bytes, language, {
      push: (part) => {
        for (const result of JSON.parse(part)) {
          parsed.push(result);
        }
      },
    });
    return results<Report>(parsed);
  });
}

/**
 * Parses an event and returns an error instead of throwing it.
 *
 * @throws {MpsWebhookError} with the code `invalid_argument` if the options are invalid.
 *
 * @example
 * const result = safeParse(event);
 * if (result.ok) console.log(result.reports.length);
 * else console.log(result.error.code, result.error.help, result.raw);
 */
export function safeParse(event: EventInput, options: ParseOptions = {}): ParseResult {
  languageOf(options);
  let bytes: Uint8Array | undefined;
  try {
    bytes = eventBytes(event);
    return { ok: true, reports: parse(bytes, options) };
  } catch (error) {
    // A fault of the platform is not a fault of the event.
    if (!(error instanceof MpsWebhookError) || error.code === 'not_ready') {
      throw error;
    }
    const raw = typeof event === 'string' ? event : bytes === undefined ? '' : decode(bytes);
    return { ok: false, error, raw };
  }
}

/**
 * Returns every report of an event as a CloudEvent 1.0 in JSON form.
 *
 * @throws {MpsWebhookError} as `parse`.
 *
 * @example
 * for (const { id, type, data } of toCloudEvents(event)) console.log(id, type, data.outcome);
 */
export function toCloudEvents(
  event: EventInput,
  options: CloudEventOptions = {},
): CloudEvent<Report>[] {
  const language = languageOf(options, ['lang', 'now']);
  const now = timeOf(options.now, 'options.now');
  const bytes = eventBytes(event);
  return loader.use((core) => results(JSON.parse(core.toCloudEvents(bytes, language, now))));
}

/**
 * Checks that every notification in an event is signed with the task's `NotifyKey`. The signature is `Sign` and
 * `Timestamp`, and must not have expired. It does not cover the notification: it only keeps out strangers.
 *
 * @throws {MpsWebhookError} with the code `unverified` if a signature is missing, wrong or expired; or as `parse`.
 *
 * @example
 * verify(body, notifyKey);
 */
export function verify(event: EventInput, notifyKey: string, options: VerifyOptions = {}): void {
  checkText(notifyKey, 'notifyKey');
  checkOptionNames(options, ['now']);
  const now = timeOf(options.now, 'options.now');
  const bytes = eventBytes(event);
  loader.use((core) => {
    const refused = core.verify(bytes, encode(notifyKey), now);
    if (refused !== '') {
      throw new MpsWebhookError((JSON.parse(refused) as Refused).error);
    }
  });
}

/**
 * Returns the message for each notification in an event. Texts of the event are escaped, so none becomes markup, a link or
 * a mention.
 *
 * @throws {MpsWebhookError} as `parse`.
 *
 * @example
 * const [text] = render(event, 'text', { lang: 'en' });
 */
export function render(
  event: EventInput,
  format: RenderFormat = 'text',
  options: ParseOptions = {},
): string[] {
  checkWord(format, 'format', FORMATS);
  const language = languageOf(options);
  const bytes = eventBytes(event);
  return loader.use((core) => {
    const json = core.render(bytes, encode(format), language);
    return results<{ text: string }>(JSON.parse(json)).map(({ text }) => text);
  });
}

/**
 * Returns what would be stored, sent and invoked for an event, and why targets are skipped: a dry run. Every request counts as successful. Nothing is
 * read from the environment of the process; see `PlanOptions`.
 *
 * The requests are signed for a limited time, and contain URLs of bots and session tokens: do not log them.
 *
 * @throws {MpsWebhookError} with the code `invalid_argument` if an argument is invalid.
 *
 * @example
 * const options = { cos: { bucket: 'results-1250000000', region: 'ap-guangzhou' } };
 * for (const { method, url } of plan(event, { options }).requests) console.log(method, url);
 */
export function plan(event: EventInput, options: PlanOptions = {}): Plan {
  checkOptionNames(options, ['options', 'env', 'template', 'http', 'lang', 'now']);
  const { options: wanted, env, template, http, now } = options;
  timeOf(now, 'options.now');
  checkType(template, 'options.template', 'string');
  checkWord(options.lang, 'options.lang', LANGUAGES);
  checkType(http, 'options.http', 'boolean');
  checkDocument(wanted === undefined ? {} : wanted, 'options.options');
  checkObject(env === undefined ? {} : env, 'options.env');
  const bytes = eventBytes(event);
  return loader.use((core) => planDelivery(core, bytes, options));
}

/** The id of the requested language for the core; empty without one. */
function languageOf(options: ParseOptions, known: readonly string[] = ['lang']): Uint8Array {
  checkOptionNames(options, known);
  checkWord(options.lang, 'options.lang', LANGUAGES);
  return encode(options.lang || '');
}

/** Returns the results, or throws the first error among them. */
function results<T extends object>(parsed: unknown[]): T[] {
  return parsed.map((result) => {
    const { error } = own(result as Partial<Refused>);
    if (error !== undefined) {
      throw new MpsWebhookError(error);
    }
    return result as T;
  });
}
