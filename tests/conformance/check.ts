/** Compares reports with what they have to say. */

import type { Report } from '../../js/core/report';
import {
  type Expectations,
  type ExpectedFile,
  expectationsOf,
  type Found,
  holdsSecret,
  type Place,
} from './expectations';

/** What a problem is about; each has a test. */
export type Aspect = 'understood' | 'tasks' | 'files' | 'secrets' | 'findings';

export interface Problem {
  aspect: Aspect;
  /** In words, without what differs from event to event, so that equal problems can be counted. */
  message: string;
}

/** A file in VOD can have an id and no path. */
type NamedPlace = Report['tasks'][number]['outputs'][number] & { file_id?: string };

/** Warnings that say that something was not understood. */
const NOT_UNDERSTOOD = ['unknown_event_type', 'unknown_kind', 'unknown_status', 'missing_result'];

/** At most so many findings of a task are kept, so that some may be missing where there are more. */
const MOST_FINDINGS = 100;

/** Checks what `parse` makes of a notification's text. */
export function check(
  event: Record<string, unknown>,
  parse: (text: string) => Report[],
): Problem[] {
  const text = JSON.stringify(event);
  let reports: Report[];
  try {
    reports = parse(text);
  } catch (error) {
    return [problem('understood', (error as Error).message)];
  }
  const expected = expectationsOf(event);
  if (expected === undefined) {
    return [
      problem('understood', `no expectations of ${event.EventType}`),
      ...reports.flatMap(warned),
    ];
  }
  const [report] = reports;
  if (report === undefined || reports.length !== 1) {
    return [problem('understood', `${expected.eventType}: ${reports.length} reports`)];
  }
  return [
    ...warned(report),
    ...understood(report, expected),
    ...tasks(report, expected),
    ...files(report, expected),
    ...(holdsSecret(JSON.stringify(reports))
      ? [problem('secrets', `${expected.eventType}: a secret is in the report`)]
      : []),
    ...findings(report, expected),
  ];
}

function warned(report: Report): Problem[] {
  return report.warnings
    .filter(({ code }) => NOT_UNDERSTOOD.includes(code))
    .map(({ code, path, message }) =>
      problem('understood', `${code} at ${path.replace(/\[\d+\]/g, '[]')}: ${message}`),
    );
}

function* understood(report: Report, expected: Expectations): Generator<Problem> {
  if (report.event_type !== expected.eventType) {
    yield problem('understood', `event_type is ${report.event_type} for ${expected.eventType}`);
  }
  if (report.task_id !== expected.taskId) {
    yield problem('understood', `${expected.eventType}: another task_id than the event’s`);
  }
  if (expected.finished !== undefined && (report.status === 'finished') !== expected.finished) {
    yield problem('understood', `${expected.eventType}: status is ${report.status}`);
  }
}

function* tasks(report: Report, expected: Expectations): Generator<Problem> {
  if (report.tasks.length !== expected.tasks) {
    const difference = report.tasks.length < expected.tasks ? 'too few' : 'too many';
    yield problem('tasks', `${expected.eventType}: ${difference} tasks`);
  } else if (expected.states !== undefined) {
    const states = report.tasks.map(({ status }) => status).sort();
    if (states.join() !== expected.states.join()) {
      yield problem('tasks', `${expected.eventType}: states of tasks differ`);
    }
  }
}

function* files(report: Report, expected: Expectations): Generator<Problem> {
  const outputs = new Map<string, Place[]>();
  for (const output of report.tasks.flatMap((task) => task.outputs as NamedPlace[])) {
    const name = bare(output.key ?? output.url ?? output.file_id ?? output.uri ?? '');
    outputs.set(name, [...(outputs.get(name) ?? []), output]);
  }
  for (const file of expected.files) {
    const { value, at, isEvidence } = file;
    const isUrl = /^[a-z][a-z\d+.-]*:\/\//i.test(value);
    const found = outputs.get(isUrl ? bare(value) : value.replace(/^\/+/, ''));
    if (found === undefined) {
      if (!isEvidence || !foundIn(report, value)) yield problem('files', `missing: ${at}`);
    } else if (!isUrl && !found.some((output) => liesAt(output, file))) {
      yield problem('files', `in another place: ${at}`);
    }
  }
  const texts = [...expected.texts];
  const names = new Set(texts.flatMap((text) => [text, bare(text), text.replace(/^\/+/, '')]));
  for (const name of outputs.keys()) {
    if (!names.has(name))
      yield problem('files', `${expected.eventType}: not in the event’s outputs`);
  }
}

/** A URL without what signs it or logs in by it: reports have no more of it. Anything else as it is. */
function bare(text: string): string {
  return /^[a-z][a-z\d+.-]*:\/\//i.test(text)
    ? text.replace(/[?#].*$/s, '').replace(/^([^/]+\/\/)[^/]*@/, '$1')
    : text;
}

function liesAt(output: Place, { places }: ExpectedFile): boolean {
  return places.some(({ storage, bucket, region }) => {
    if (output.bucket !== bucket) return false;
    if (bucket === undefined) return true;
    return output.storage === storage && (region === undefined || output.region === region);
  });
}

/** Whether a text stands in any finding. The findings have no other texts than those of the event. */
function foundIn(report: Report, value: string): boolean {
  return findingsOf(report).some((finding) => Object.values(finding).includes(value));
}

function* findings(report: Report, expected: Expectations): Generator<Problem> {
  const found = findingsOf(report);
  const suggestions = new Set(found.map(({ suggestion }) => suggestion));
  yield* missing(expected.suggestions, (value) => suggestions.has(value));
  if (report.tasks.some((task) => tasksFindings(task).length >= MOST_FINDINGS)) return;
  const texts = new Set(found.flatMap(({ label, name, text }) => [label, name, text]));
  const cut = [...texts].filter((text) => typeof text === 'string' && text.endsWith('…'));
  yield* missing(expected.words, (value) => texts.has(value) || cut.some(isCutOf(value)));
}

function* missing(all: Found[], isThere: (value: string) => boolean): Generator<Problem> {
  for (const { at, value } of all) {
    if (!isThere(value)) yield problem('findings', `missing: ${at}`);
  }
}

/** Long texts are cut; how they are counted is not said, so that ninety characters have to be left. */
function isCutOf(value: string): (text: unknown) => boolean {
  return (text) => {
    const kept = String(text).slice(0, -1);
    return kept.length >= 90 && kept.length < value.length && value.startsWith(kept);
  };
}

type Finding = Record<string, unknown>;

function findingsOf(report: Report): Finding[] {
  return report.tasks.flatMap(tasksFindings);
}

function tasksFindings(task: Report['tasks'][number]): Finding[] {
  return task.findings as unknown as Finding[];
}

function problem(aspect: Aspect, message: string): Problem {
  return { aspect, message };
}
