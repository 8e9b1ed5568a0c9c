/** The worker for what would stop the page: it finds out where fields are from, reads large events, redacts, and plans. */

import type { Language } from '../core/report';
import { encode, InspectorCore, type Result } from './core';
import { anonymous } from './out/redact';
import { dryRun, type Plan } from './plan/dry-run';
import { type Origin, type Traced, Tracer } from './raw/trace';
import type { FromWorker } from './worker-client';

interface Asked {
  id: number;
  core: WebAssembly.Module;
}

/** What the page asks of it. `field` and `offset`: of the event that was traced last. */
export type ToBackground =
  | ({ ask: 'trace'; bytes: Uint8Array; which: number } & Asked)
  | { ask: 'field'; id: number; field: string }
  | { ask: 'offset'; id: number; offset: number }
  | ({ ask: 'read'; bytes: Uint8Array; language: Language } & Asked)
  | ({
      ask: 'export';
      event: string;
      form: 'json' | 'cloudevents';
      language: Language;
      now: number;
    } & Asked)
  | ({ ask: 'redact'; bytes: Uint8Array; isAnonymous: boolean } & Asked)
  | ({
      ask: 'plan';
      bytes: Uint8Array;
      template: string;
      options: unknown;
      now: number;
      language: Language;
    } & Asked);

let tracer: Tracer | undefined;
let inspector: InspectorCore | undefined;

function answer(message: ToBackground): Traced | Origin | Result[] | Plan | string | undefined {
  if ('core' in message) inspector ??= new InspectorCore(message.core);
  const core = inspector;
  if (core === undefined) return undefined;
  switch (message.ask) {
    case 'trace': {
      tracer = new Tracer((bytes) => core.parse(bytes, 'en')[message.which]?.report);
      return tracer.start(message.bytes);
    }
    case 'field':
      return tracer?.originOf(message.field);
    case 'offset':
      return tracer?.at(message.offset);
    case 'read':
      return core.parse(message.bytes, message.language);
    case 'export': {
      const bytes = encode(message.event);
      const reports = () => core.parse(bytes, message.language);
      const made =
        message.form === 'json'
          ? lone(reports().map(({ report, error }) => report ?? { error }))
          : core.cloudEvents(bytes, message.language, message.now);
      return `${JSON.stringify(made, null, 2)}\n`;
    }
    case 'redact': {
      const redacted = core.redact(message.bytes);
      return message.isAnonymous ? anonymous(redacted) : redacted;
    }
    case 'plan': {
      const { bytes, template, options, now, language } = message;
      return dryRun(core, bytes, template, options, { now, lang: language });
    }
  }
}

/** The only one by itself. */
const lone = <T>(all: readonly T[]) => (all.length === 1 ? all[0] : all);

addEventListener('message', ({ data }: MessageEvent<ToBackground>) => {
  let said: FromWorker<never>;
  try {
    said = { id: data.id, answer: answer(data) };
  } catch (error) {
    said = { id: data.id, failed: (error as Error).message };
  }
  postMessage(said);
});
