/** A report for a person, most important first: how it ended, what failed and why, what it was of, what was made and found. */

import { mostUrgent } from '../../core/attention';
import type { Report, Task, Verdict } from '../../core/report';
import { span } from '../../display/durations';
import { counted } from '../language/counts';
import { COLON, translated } from '../language/translate';
import { shownPlace } from '../terminal/place';
import { escaped, indent, sanitizedLines, widthOf, wrap } from '../terminal/text';
import { findings } from './findings';
import { kindLabel, withKindNames } from './kinds';
import { describeMedia } from './media';
import { outputs } from './output-columns';
import { fileName, whereIs } from './place';
import { heading, type View } from './section';
import { type Outcome, WORDS, type Words } from './words';

/** @param place where the event is, for people */
export function renderReport(report: Report, place: string, view: View): string {
  const words = WORDS[view.language];
  return [
    headline(report, words, view),
    indent(identity(report, place, { ...view, width: view.width - 2 }), '  ').replace(
      /^.+$/gm,
      (line) => view.colours.dim(line),
    ),
    failures(report, words, view),
    unfinished(report, words, view),
    unknown(report, words, view),
    source(report, words, view),
    outputs(report, words, view),
    findings(report, words, view),
    warnings(report, words, view),
  ].join('');
}

const SIGNS: Record<Outcome, string> = {
  success: '✓',
  partial: '!',
  failure: '✗',
  processing: '…',
  unknown: '?',
};
const COLOURS = {
  success: 'green',
  partial: 'yellow',
  failure: 'red',
  processing: 'cyan',
  unknown: 'magenta',
} as const satisfies Record<Outcome, string>;

export function headline(report: Report, words: Words, view: View): string {
  const { bold } = view.colours;
  const { text, paint } = stateOf(report, words, view);
  const [first = '', ...rest] = wrap(subjectOf(report), view.width - widthOf(text) - 2);
  const below = rest.map((line) => `${' '.repeat(widthOf(text) + 2)}${bold(line)}\n`);
  return `${bold(paint(text))}  ${bold(first)}\n${below.join('')}`;
}

/** The verdict, and behind it what else is to be known, in words and in a colour. */
function stateOf({ verdict, outcome, tasks }: Report, words: Words, { colours }: View) {
  if (isOutcome(verdict)) {
    // A failure comes before what was found; that stands behind it.
    const urgent = mostUrgent(tasks.flatMap((task) => task.findings));
    const attention = urgent && words.attention[urgent];
    const text = [`${SIGNS[verdict]} ${words[verdict]}`, attention].filter(Boolean).join(' · ');
    return { text, paint: colours[COLOURS[verdict]] };
  }
  const ended = outcome === 'success' ? words.done : words[outcome];
  const text = `! ${words.attention[verdict]} · ${ended}`;
  return { text, paint: colours[verdict === 'block' ? 'red' : 'yellow'] };
}

const isOutcome = (verdict: Verdict): verdict is Outcome & Verdict => verdict in SIGNS;

/** The file that was processed, and how many more there were; of what has none, the type of the event. */
function subjectOf({ input, inputs, inputs_omitted, event_name, event_type }: Report): string {
  const name = escaped(input === undefined ? (event_name ?? event_type) : fileName(input));
  const more = (inputs?.length ?? 1) - 1 + (inputs_omitted ?? 0);
  return more > 0 ? `${name} (+${more})` : name;
}

/** A report on one line. Nothing in it is cut, so that a search for a task finds it. */
export function renderLine(report: Report, place: string, view: View): string {
  const { text, paint } = stateOf(report, WORDS[view.language], view);
  const { task_id = '', event_name, event_type } = report;
  const rest = [escaped(event_name ?? event_type), escaped(task_id), subjectOf(report)];
  const parts = [
    ...new Set(rest.filter(Boolean)),
    view.colours.dim(shownPlace(place, view.language)),
  ];
  return `${view.colours.bold(paint(text))}  ${parts.join('  ')}\n`;
}

/** How many reports ended how. */
export function renderTotal(outcomes: ReadonlyMap<Outcome, number>, view: View): string {
  const words = WORDS[view.language];
  const parts = Object.entries(SIGNS).flatMap(([name, sign]) => {
    const count = outcomes.get(name as Outcome);
    return count === undefined
      ? []
      : `${sign} ${words[name as Outcome]}${COLON[view.language]}${count}`;
  });
  const lines: string[] = [];
  for (const part of parts) {
    const longer = `${lines.at(-1)}  ${part}`;
    if (lines.length > 0 && widthOf(longer) <= view.width) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return `${lines.join('\n')}\n`;
}

/** The lines that identify the task. Its id is never broken, so that it can be copied and searched. */
function identity(report: Report, place: string, { language, width }: View): string[] {
  const { task_id, event_name, event_type, started_at, finished_at } = report;
  const seconds = (Date.parse(finished_at ?? '') - Date.parse(started_at ?? '')) / 1000;
  const id = task_id === undefined ? '' : escaped(task_id);
  const rest = [
    escaped(event_name ?? event_type),
    seconds >= 0 && `${WORDS[language].took} ${span(seconds, language)}`,
    finished_at && escaped(finished_at),
    shownPlace(place, language),
  ]
    .filter(Boolean)
    .join(' · ');
  if (widthOf(id) > width) return [id, ...wrap(rest, width)];
  return wrap([id, rest].filter(Boolean).join(' · '), width);
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
    entry.names.push(taskName(task, view));
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
  return [of.explanation, said].filter((line): line is string => Boolean(line)).map(sanitizedLines);
}

function why(lines: readonly string[], by: string, view: View): string {
  return lines.map((line) => indent(wrap(line, view.width - by.length), by)).join('');
}

function unfinished({ tasks, outcome }: Report, words: Words, view: View): string {
  if (outcome !== 'processing') return '';
  const open = tasks.filter(({ status }) => status === 'processing' || status === 'waiting');
  if (open.length === 0) return '';
  const names = open.map((task) =>
    task.progress ? `${taskName(task, view)} ${task.progress}%` : taskName(task, view),
  );
  return (
    heading(words.unfinished, open.length, view) +
    indent(wrap(names.join(', '), view.width - 2), '  ')
  );
}

/** That the event does not say how the task ended, and what it says instead. */
function unknown(report: Report, words: Words, view: View): string {
  const { tasks, outcome, message, explanation, code } = report;
  if (outcome !== 'unknown') return '';
  const names = tasks
    .filter(({ status }) => status === 'unknown')
    .map((task) => taskName(task, view));
  const own = reason({ message, explanation, code, code_ext: undefined });
  const lines = [words.unknownHelp, names.join(', '), ...own].filter(Boolean);
  return `\n${why(lines, '  ', view)}`;
}

function source(
  { input, inputs, inputs_omitted: omitted, media }: Report,
  words: Words,
  view: View,
): string {
  const places = inputs ?? (input === undefined ? [] : [input]);
  const content = media === undefined ? '' : describeMedia(media);
  if (places.length === 0 && content === '') return '';
  const shown = places.map((it) => escaped(whereIs(it)));
  return (
    heading(words.source, undefined, view) +
    indent(shown, '  ') +
    (omitted === undefined ? '' : `  … ${counted(omitted, 'more', view.language)}\n`) +
    (content === '' ? '' : indent(wrap(escaped(content), view.width - 2), '  '))
  );
}

function warnings({ warnings: all, tasks }: Report, words: Words, view: View): string {
  if (all.length === 0) return '';
  const lines = all.map(({ message, path }) => {
    const said = withKindNames(translated(message, view.language), tasks, view.language);
    return sanitizedLines(path === '' ? said : `${said} (${path})`);
  });
  return heading(words.unclear, all.length, view) + why(lines, '  ', view);
}

/** What it is called in messages. Without the sign, snapshots of the template 10 would be ten snapshots. */
function taskName(task: Task, { language }: View): string {
  const label = escaped(kindLabel(task, language));
  return task.definition === undefined ? label : `${label} #${task.definition}`;
}
