/** A report for a person, most important first: how it ended, what failed and why, what it was of, what was made and found. */

import type { Finding, Language, Output, Place, Report, Task } from '../../report';
import type { Colours } from '../terminal/colours';
import { table } from '../terminal/table';
import { harmless, indent, widthOf, wrap } from '../terminal/text';
import { bitsPerSecond, bytes, clock } from '../terminal/units';
import { describeMedia } from './media';
import { WORDS, type Words } from './words';

export interface View {
  colours: Colours;
  /** Columns there are. */
  width: number;
  language: Language;
}

/** @param place where the event is, for people */
export function renderReport(report: Report, place: string, view: View): string {
  const words = WORDS[view.language];
  return [
    headline(report, words, view),
    indent(wrap(identity(report, place, words), view.width - 2), '  ').replace(/^.+$/gm, (line) =>
      view.colours.dim(line),
    ),
    failures(report, words, view),
    unfinished(report, words, view),
    source(report, words, view),
    outputs(report, words, view),
    findings(report, words, view),
    warnings(report, words, view),
  ].join('');
}

const SIGNS = { success: '✓', partial: '!', failure: '✗', processing: '…' } as const;
const COLOURS = {
  success: 'green',
  partial: 'yellow',
  failure: 'red',
  processing: 'cyan',
} as const;

export function headline(
  { outcome, input, inputs, event_name, event_type, tasks }: Report,
  words: Words,
  view: View,
) {
  const { bold, ...colours } = view.colours;
  const name = harmless(input === undefined ? (event_name ?? event_type) : fileName(input));
  const others = inputs && inputs.length > 1 ? ` (+${inputs.length - 1})` : '';
  const suggested = tasks
    .flatMap(({ findings }) => findings)
    .sort((one, other) => urgency(one) - urgency(other))
    .map(({ suggestion = '' }) => suggestion)
    .find((suggestion) => URGENT.includes(suggestion));
  const state = [`${SIGNS[outcome]} ${words[outcome]}`, suggested].filter(Boolean).join(' · ');
  const paint = colours[suggested === undefined ? COLOURS[outcome] : 'yellow'];
  const [first = '', ...rest] = wrap(`${name}${others}`, view.width - widthOf(state) - 2);
  const below = rest.map((line) => `${' '.repeat(widthOf(state) + 2)}${bold(line)}\n`);
  return `${bold(paint(state))}  ${bold(first)}\n${below.join('')}`;
}

function identity(report: Report, place: string, words: Words): string {
  const { task_id, event_name, event_type, started_at, finished_at } = report;
  const seconds = (Date.parse(finished_at ?? '') - Date.parse(started_at ?? '')) / 1000;
  return [
    task_id && harmless(task_id),
    harmless(event_name ?? event_type),
    seconds >= 0 && `${words.took} ${clock(seconds)}`,
    finished_at && harmless(finished_at),
    harmless(place),
  ]
    .filter(Boolean)
    .join(' · ');
}

function heading(word: string, count: number | undefined, { colours }: View, beside = ''): string {
  const text = count === undefined ? word : `${word} (${count})`;
  return `\n${colours.bold(text)}${beside === '' ? '' : `  ${beside}`}\n`;
}

/** One entry for each reason: a bad source makes many sub-tasks fail alike. */
function failures(
  { tasks, message, explanation, code, outcome }: Report,
  words: Words,
  view: View,
) {
  const failed = tasks.filter(({ status }) => status === 'failure');
  if (failed.length === 0) {
    const own = reason({ message, explanation, code, code_ext: undefined });
    const isTold = outcome === 'failure' || outcome === 'partial';
    return isTold && own.length > 0
      ? heading(words.failed, undefined, view) + why(own, '  ', view)
      : '';
  }
  const kinds = new Map<string, { reason: string[]; names: string[] }>();
  for (const task of failed) {
    const lines = reason(task);
    const entry = kinds.get(lines.join('\n')) ?? { reason: lines, names: [] };
    entry.names.push(taskName(task));
    kinds.set(lines.join('\n'), entry);
  }
  const entries = [...kinds.values()].map(({ reason: lines, names }) => {
    const title = indent(wrap(names.join(', '), view.width - 2), '  ');
    return (
      title.replace(/^( *)(.+)$/gm, (_, space, line) => space + view.colours.red(line)) +
      why(lines, '    ', view)
    );
  });
  return heading(words.failed, failed.length, view) + entries.join('');
}

/** What it means and what to do, then what the service says of it. */
function reason(of: {
  explanation?: string | undefined;
  message?: string | undefined;
  code?: number | undefined;
  code_ext?: string | undefined;
}): string[] {
  const codes = [...new Set([of.code_ext, of.code?.toString()].filter(Boolean))].join(' ');
  const said = [codes, of.message].filter(Boolean).join(': ');
  return [of.explanation, said].filter((line): line is string => Boolean(line)).map(harmless);
}

function why(lines: readonly string[], by: string, view: View): string {
  return lines.map((line) => indent(wrap(line, view.width - by.length), by)).join('');
}

function unfinished({ tasks, outcome }: Report, words: Words, view: View): string {
  if (outcome !== 'processing') return '';
  const open = tasks.filter(({ status }) => status === 'processing' || status === 'waiting');
  if (open.length === 0) return '';
  const names = open.map((task) =>
    task.progress ? `${taskName(task)} ${task.progress}%` : taskName(task),
  );
  return (
    heading(words.unfinished, open.length, view) +
    indent(wrap(names.join(', '), view.width - 2), '  ')
  );
}

function source({ input, inputs, media }: Report, words: Words, view: View): string {
  const places = inputs ?? (input === undefined ? [] : [input]);
  const content = media === undefined ? '' : describeMedia(media);
  if (places.length === 0 && content === '') return '';
  const shown = places.flatMap((it) => wrap(harmless(whereIs(it)), view.width - 2));
  return (
    heading(words.source, undefined, view) +
    indent(shown, '  ') +
    (content === '' ? '' : indent(wrap(harmless(content), view.width - 2), '  '))
  );
}

/** Every file that was made; where all lie in one folder, that is said once. */
function outputs({ tasks }: Report, words: Words, view: View): string {
  const made = tasks.flatMap((task) => task.outputs.map((output) => ({ task, output })));
  if (made.length === 0) return '';
  const folders = new Set(made.map(({ output }) => folderOf(whereIs(output))));
  const [folder = ''] = folders.size === 1 ? folders : [];
  const rows = made.map(({ task, output }, index) => {
    const isNew = index === 0 || made[index - 1]?.task !== task;
    return [
      isNew ? harmless(task.name ?? task.kind) : '',
      isNew && task.definition !== undefined ? `${task.definition}` : '',
      output.size === undefined ? '' : bytes(output.size),
      output.bitrate === undefined ? '' : bitsPerSecond(output.bitrate),
      output.duration === undefined ? '' : clock(output.duration),
      harmless(whereIs(output).slice(folder.length)) + remark(output),
    ];
  });
  const head = [words.kind, words.template, words.size, words.bitrate, words.length, words.file];
  const beside = folder === '' ? '' : harmless(folder);
  return (
    heading(words.output, made.length, view) +
    (beside === '' ? '' : indent(wrap(beside, view.width - 2), '  ')) +
    // The name of a file is easier to copy where it is not broken.
    table(head, rows, [2, 3, 4], view, Number.POSITIVE_INFINITY)
  );
}

function remark({ member, language, expires_at }: Output): string {
  const parts = [
    PLAIN.test(member) ? undefined : member,
    language,
    expires_at && `≤ ${expires_at.slice(0, 10)}`,
  ].filter(Boolean);
  return parts.length === 0 ? '' : ` (${harmless(parts.join(', '))})`;
}

/** Members that say no more than that it is a file. */
const PLAIN = /^(Image)?(Path|Url)(Set)?$/;

/** What somebody has to look at, most urgent first. */
const URGENT = ['block', 'review'];

function urgency({ suggestion = '', severity }: Finding): number {
  const at = URGENT.indexOf(suggestion);
  if (at >= 0) return at;
  return severity === undefined ? URGENT.length : 1;
}

/** What was found, first what somebody has to look at. */
function findings({ tasks }: Report, words: Words, view: View): string {
  const found = tasks.flatMap((task) => task.findings.map((finding) => ({ task, finding })));
  const omitted = tasks.reduce((sum, task) => sum + (task.findings_omitted ?? 0), 0);
  if (found.length === 0) return '';
  found.sort((one, other) => urgency(one.finding) - urgency(other.finding));
  const rows = found.map(({ task, finding }) => [
    harmless(task.name ?? task.kind),
    range(finding),
    describeFinding(finding),
  ]);
  return (
    heading(words.found, found.length + omitted, view) +
    table([words.kind, words.time, words.what], rows, [], view) +
    (omitted > 0 ? `  … ${omitted} ${words.more}\n` : '')
  );
}

function range({ start, end }: Finding): string {
  if (start === undefined) return '';
  return end === undefined || clock(end) === clock(start)
    ? clock(start)
    : `${clock(start)}–${clock(end)}`;
}

function describeFinding(finding: Finding): string {
  const { suggestion, severity, label, name, text, translation, keywords = [] } = finding;
  const certain = finding.confidence === undefined ? '' : `${Math.floor(finding.confidence)}%`;
  const score = finding.score === undefined ? '' : `${finding.score}`;
  return [suggestion, severity, label, name, text, translation, ...keywords, score, certain]
    .filter((part): part is string => Boolean(part))
    .map(harmless)
    .join(' · ');
}

function warnings({ warnings: all }: Report, words: Words, view: View): string {
  if (all.length === 0) return '';
  const lines = all.map(({ message, path }) =>
    harmless(path === '' ? message : `${message} (${path})`),
  );
  return heading(words.unclear, all.length, view) + why(lines, '  ', view);
}

function taskName({ name, kind, definition }: Task): string {
  return harmless(definition === undefined ? (name ?? kind) : `${name ?? kind} ${definition}`);
}

function whereIs(place: Place): string {
  return place.uri ?? place.url ?? place.key ?? place.file_id ?? place.storage;
}

/** Up to the last slash of the path; empty if there is none. */
function folderOf(uri: string): string {
  const [path = ''] = uri.split('?');
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function fileName(place: Place): string {
  const where = whereIs(place).split('?')[0] ?? '';
  return where.slice(where.lastIndexOf('/') + 1) || where;
}
