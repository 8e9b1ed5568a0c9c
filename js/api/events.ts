/** What the package does with events on every platform: reads, checks, renders and plans. */

import type { CoreError } from '../core/error';
import { MpsWebhookError } from '../core/error';
import { loader } from '../core/loader';
import type { CloudEvent, Language, Report } from '../core/report';
import { decode, encode } from '../core/utf8';
import {
  type BytesInput,
  checkDocument,
  checkObject,
  checkOptions,
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

/** What stands in the place of a report. */
interface Refused {
  error: CoreError;
}

/**
 * The reports of the notifications in an event, in any envelope: a web request, records of a queue, a batch of logs.
 *
 * @throws {MpsWebhookError} if there is anything else in it; `code`, `path` and `offset` say what and where.
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
  return loader.use((core) =>
    results<Report>(
      core.parseToObjects
        ? core.parseToObjects(bytes, language)
        : JSON.parse(core.parse(bytes, language)),
    ),
  );
}

/**
 * As `parse`, but an event that cannot be read is a result and not an error that is thrown.
 *
 * @throws {MpsWebhookError} with the code `invalid_argument` if the options are wrong.
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
    // What is wrong with the platform is not wrong with the event.
    if (!(error instanceof MpsWebhookError) || error.code === 'not_ready') {
      throw error;
    }
    const raw = typeof event === 'string' ? event : bytes === undefined ? '' : decode(bytes);
    return { ok: false, error, raw };
  }
}

/**
 * As `parse`, with every report as a CloudEvent 1.0 in its JSON form.
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
 * Checks that every notification in an event was signed with the task's `NotifyKey` (`Sign` and `Timestamp`), and that the
 * signature has not expired. Signatures do not cover the notification: they keep strangers out, and no more.
 *
 * @throws {MpsWebhookError} with the code `unverified` if it was not; or as `parse`.
 *
 * @example
 * verify(body, notifyKey);
 */
export function verify(event: EventInput, notifyKey: string, options: VerifyOptions = {}): void {
  checkText(notifyKey, 'notifyKey');
  checkOptions(options, ['now']);
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
 * The message for each notification in an event. Texts of the event are escaped, so none becomes markup, a link or a mention.
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
 * What would be stored, sent and invoked for an event, without doing any of it: the delivery gets a success for all it asks for
 * went well. Nothing is read from the environment of the process; see `PlanOptions`.
 *
 * The requests are signed, and of no use once that has expired; but URLs of bots and session tokens are in them as they
 * are: do not log them.
 *
 * @throws {MpsWebhookError} with the code `invalid_argument` if an argument is wrong.
 *
 * @example
 * const options = { cos: { bucket: 'results-1250000000', region: 'ap-guangzhou' } };
 * for (const { method, url } of plan(event, { options }).requests) console.log(method, url);
 */
export function plan(event: EventInput, options: PlanOptions = {}): Plan {
  checkOptions(options, ['options', 'env', 'template', 'http', 'now']);
  const { options: wanted, env, template, http, now } = options;
  timeOf(now, 'options.now');
  checkType(template, 'options.template', 'string');
  checkType(http, 'options.http', 'boolean');
  checkDocument(wanted === undefined ? {} : wanted, 'options.options');
  checkObject(env === undefined ? {} : env, 'options.env');
  const bytes = eventBytes(event);
  return loader.use((core) => planDelivery(core, bytes, options));
}

/** The id of the language that is asked for, as the core takes it; empty if none is. */
function languageOf(options: ParseOptions, known: readonly string[] = ['lang']): Uint8Array {
  checkOptions(options, known);
  checkWord(options.lang, 'options.lang', LANGUAGES);
  return encode(options.lang || '');
}

/** The results, unless one of them is an error. */
function results<T extends object>(parsed: unknown[]): T[] {
  return parsed.map((result) => {
    const { error } = own(result as Partial<Refused>);
    if (error !== undefined) {
      throw new MpsWebhookError(error);
    }
    return result as T;
  });
}
