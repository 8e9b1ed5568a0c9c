/** A plan for a person. */

import type { CoreError } from '../../core/error';
import type { Language } from '../../core/report';
import type { Delivered } from '../../delivery/deliver';
import { bytes } from '../../display/units';
import { WORDS } from '../inspect/words';
import { translated } from '../language/translate';
import type { Colours } from '../terminal/colours';
import { shownPlace } from '../terminal/place';
import { table } from '../terminal/table';
import { escaped, indent, sanitizedLines, wrap, wrapProse } from '../terminal/text';
import type { Notified, Plan } from './dry-run';

export interface View {
  colours: Colours;
  /** Columns there are. */
  width: number;
  language: Language;
}

export function renderPlan(plan: Plan, view: View): string {
  const { bold, dim, yellow } = view.colours;
  const { done, stored, notified, invoked, skipped, notes } = plan;
  const say = (text: string) => translated(text, view.language);
  const section = (title: string, content: string) => `\n${bold(say(title))}\n${content}`;
  const parts = [
    ...done.events.map((event) => headline(event, done.error, view)),
    ...(done.events_omitted === undefined ? [] : [`${say(`… and ${done.events_omitted} more`)}\n`]),
    `  ${dim(shownPlace(plan.place, view.language))}\n`,
  ];
  const origin = commonFolder(stored.map(({ url }) => url));
  if (stored.length > 0) {
    const rows = stored.map(({ url, bytes: size, content_type }) => [
      bytes(size),
      content_type.split(';')[0] ?? '',
      escaped(url.slice(origin.length)),
    ]);
    parts.push(
      section(
        `Store (${stored.length})`,
        indent([escaped(origin)], '  ') +
          table(['size', 'type', 'key'].map(say), rows, [0], view, 'names'),
      ),
    );
  }
  for (const message of notified) {
    parts.push(section(`Notify ${message.target}`, renderMessage(message, view)));
  }
  if (invoked.length > 0) {
    const rows = invoked.map(({ target, bytes: size }) => [bytes(size), escaped(target)]);
    parts.push(
      section(
        `Invoke (${invoked.length})`,
        table(['event', 'function'].map(say), rows, [0], view, 'names'),
      ),
    );
  }
  if (skipped.length > 0) {
    const lines = skipped.flatMap(({ target, reason }) =>
      wrap(`${escaped(target)}: ${escaped(reason)}`, view.width - 2),
    );
    parts.push(section(`Not sent (${skipped.length})`, indent(lines, '  ')));
  }
  if (stored.length + notified.length + invoked.length === 0)
    parts.push(`\n${say('Nothing would be sent.')}\n`);
  const all = new Set(notes.filter((note) => !done.error || !note.includes(done.error.message)));
  if (all.size > 0) {
    const lines = [...all].flatMap((note) => wrapProse(sanitizedLines(say(note)), view.width - 2));
    parts.push(section(yellow(say(`Note (${all.size})`)), indent(lines, '  ')));
  }
  return parts.join('');
}

/** @param said the error that is reported on its own, with what to do */
function headline(event: Delivered, said: CoreError | undefined, view: View): string {
  const { event_type, task_id, outcome, records, error } = event;
  const { bold, red } = view.colours;
  if (event_type === undefined && records === undefined) {
    const isSaid = error === undefined || error.message === said?.message;
    const reason = translated(isSaid ? 'not parsed' : error.message, view.language);
    return indent(wrapProse(`✗ ${sanitizedLines(reason)}`, view.width), '').replace(
      /^.+$/gm,
      (line) => red(line),
    );
  }
  const batch = records === 1 ? 'a batch of 1 log' : `a batch of ${records} logs`;
  const what =
    records === undefined
      ? `${event_type} ${outcomeIn(view.language, outcome)}`
      : translated(batch, view.language);
  return `${bold(escaped([what, task_id].filter(Boolean).join('  ')))}\n`;
}

/** In English it is the word that reports have. */
function outcomeIn(language: Language, outcome: Delivered['outcome']): string {
  return language === 'en' || outcome === undefined ? `${outcome}` : WORDS[language][outcome];
}

function renderMessage(
  { host, texts, bytes: size }: Notified,
  { width, colours, language }: View,
): string {
  const lines = texts.flatMap((text) => [sanitizedLines(text), '']).slice(0, -1);
  const shown = lines.flatMap((line) => wrap(line, width - 4));
  return (
    `  ${colours.dim(translated(`at ${host}, ${bytes(size)}`, language))}\n` +
    shown.map((line) => `  ${colours.dim('│')} ${line}`.trimEnd()).join('\n') +
    (shown.length > 0 ? '\n' : '')
  );
}

/** What all URLs begin with, up to a slash. */
function commonFolder(urls: readonly string[]): string {
  let common = urls[0] ?? '';
  for (const url of urls) {
    while (!url.startsWith(common)) common = common.slice(0, -1);
  }
  return common.slice(0, common.lastIndexOf('/') + 1);
}
