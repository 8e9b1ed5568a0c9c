import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { MpsWebhookError } from '../../core/error';
import type { Report } from '../../core/report';
import { encode, type Result } from '../core';
import { linkTo } from '../input/fragment';
import { type Strings, words } from '../lang';
import { background } from '../state/background';
import { core, source } from '../state/event';
import { placeName } from '../state/place';
import { language } from '../state/settings';
import { Check } from '../ui/Check';
import { copyText } from '../ui/Copy';
import { Dialog } from '../ui/Dialog';
import { Icon } from '../ui/Icon';
import { Preview } from '../ui/Scroll';
import { count } from '../units';
import { saveFile } from './save';
import { toCsv, toMarkdown } from './tables';

type Form = 'json' | 'csv' | 'markdown' | 'cloudevents' | 'link';
const FORMS: readonly Form[] = ['json', 'csv', 'markdown', 'cloudevents', 'link'];
const FILES: Record<Form, string> = {
  json: 'report.json',
  csv: 'outputs.csv',
  markdown: 'report.md',
  cloudevents: 'cloudevents.json',
  link: 'link.txt',
};

/** Of a large event, what takes long is made beside the page. */
async function make(form: Form, event: string, t: Strings): Promise<string> {
  if (form === 'link') return linkTo(event);
  const inspector = core.peek();
  if (inspector === undefined) return '';
  const question = { core: inspector.module, event, language: language.peek() };
  const worker = await background();
  if (form === 'json' || form === 'cloudevents') {
    return (await worker.ask<string>('export', { ...question, form, now: Date.now() })) ?? '';
  }
  const bytes = encode(event);
  const results = await worker.ask<Result[]>('read', { ...question, bytes });
  const reports = (results ?? []).flatMap(({ report }): Report[] => (report ? [report] : []));
  return form === 'csv'
    ? toCsv(reports)
    : reports.map((report) => toMarkdown(report, t)).join('\n---\n\n');
}

/** The report and the event, to be taken elsewhere. */
export function Export() {
  const t = words.value;
  const form = useSignal<Form>('json');
  const redacts = useSignal(true);
  const text = useSignal('');
  const inspector = core.value;
  const { bytes } = source.value;
  const isAnonymous = redacts.value;
  const redacted = useSignal<string | undefined>(undefined);
  useEffect(() => {
    let isLate = false;
    redacted.value = undefined;
    if (inspector) {
      background()
        .then((worker) =>
          worker.ask<string>('redact', { core: inspector.module, bytes, isAnonymous }),
        )
        .then((made) => {
          if (!isLate) redacted.value = made;
        });
    }
    return () => {
      isLate = true;
    };
  }, [inspector, bytes, isAnonymous]);
  const event = redacted.value;
  useEffect(() => {
    let isLate = false;
    // What was made before is not what is asked for now.
    text.value = '';
    if (inspector && event !== undefined) {
      make(form.value, event, t)
        // What is too large for a link.
        .catch((error) =>
          error instanceof MpsWebhookError && error.code === 'too_large'
            ? t.linkTooLarge
            : Promise.reject(error),
        )
        .then((made) => {
          if (!isLate) text.value = made;
        });
    }
    return () => {
      isLate = true;
    };
  }, [form.value, event, t]);
  return (
    <Dialog title={t.exportTitle}>
      <p class="muted">{placeName(source.value.name, t)}</p>
      <fieldset class="segments">
        <legend class="visually-hidden">{t.exportTitle}</legend>
        {FORMS.map((name) => (
          <label key={name}>
            <input
              type="radio"
              name="form"
              value={name}
              checked={form.value === name}
              onChange={() => {
                form.value = name;
              }}
            />
            <span>{t.exportAs[name]}</span>
          </label>
        ))}
      </fieldset>
      <Check setting={redacts} label={t.redact} />
      <p class="muted">{t.redactHint}</p>
      <Preview name="preview" label={t.exportAs[form.value]} text={text.value.slice(0, 20_000)} />
      {form.value === 'link' && (
        <p class="muted">{t.linkLength(count(text.value.length, language.value))}</p>
      )}
      <p class="buttons">
        <button
          type="button"
          class="primary"
          disabled={text.value === ''}
          onClick={() => copyText(text.value)}
        >
          <Icon name="copy" /> {t.copy}
        </button>
        <button
          type="button"
          class="quiet"
          disabled={text.value === ''}
          onClick={() => saveFile(FILES[form.value], new Blob([text.value]))}
        >
          <Icon name="download" /> {t.download}
        </button>
        <button type="button" class="quiet" onClick={() => print()}>
          <Icon name="print" /> {t.print}
        </button>
      </p>
    </Dialog>
  );
}
