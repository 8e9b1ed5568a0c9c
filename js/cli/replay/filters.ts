/** Which events are meant. */

import { closest, distance } from 'fastest-levenshtein';
import type { EventType, Report } from '../../core/report';
import { UsageError } from '../context';

export interface FilterOptions {
  since?: string;
  until?: string;
  type?: string[];
  outcome?: string[];
  task?: string[];
}

/** Whether a notification is meant; undefined: all are. */
export type Filter = (report: Report) => boolean;

/** Every type of event that reports name; the compiler says if one is missing. */
const EVENT_TYPES: Record<EventType, true> = {
  WorkflowTask: true,
  EditMediaTask: true,
  ScheduleTask: true,
  BatchTask: true,
  ExtractBlindWatermark: true,
  LiveScheduleTask: true,
  LiveStreamProcessTask: true,
  AiReviewResult: true,
  AiRecognitionResult: true,
  AiAnalysisResult: true,
  AiQualityControlResult: true,
  AiSmartSubtitleResult: true,
  LiveRecordResult: true,
  ProcessEof: true,
  other: true,
};

/** @throws UsageError if there is no such type of event: it would leave out everything */
function checkType(type: string): void {
  const known = Object.keys(EVENT_TYPES);
  if (known.includes(type)) return;
  const near = closest(type, known);
  const isNear = distance(type.toLowerCase(), near.toLowerCase()) <= near.length / 3;
  throw new UsageError(
    isNear
      ? `--type ${type}: there is no such type of event; did you mean ${near}?`
      : `--type ${type}: there is no such type of event; there are ${known.join(', ')} (what this version does not know)`,
  );
}

/** @throws UsageError if a time or a type is invalid */
export function filterOf(options: FilterOptions): Filter | undefined {
  const since = timeOf(options.since, '--since');
  const until = timeOf(options.until, '--until');
  const { type, outcome, task } = options;
  const tests: Filter[] = [];
  if (type) {
    type.forEach(checkType);
    tests.push(({ event_type }) => type.includes(event_type));
  }
  if (outcome) tests.push((report) => outcome.includes(report.outcome));
  if (task) tests.push(({ task_id = '' }) => task.some((part) => task_id.includes(part)));
  if (since !== undefined) tests.push((report) => when(report) >= since);
  if (until !== undefined) tests.push((report) => when(report) < until);
  return tests.length === 0 ? undefined : (report) => tests.every((test) => test(report));
}

/** When a task ended or, of those that have not, began; NaN, which is neither before nor after anything, if nothing says it. */
function when({ finished_at, started_at }: Report): number {
  return Date.parse(finished_at ?? started_at ?? '');
}

function timeOf(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time)) {
    throw new UsageError(
      `${option} ${text} is not a valid time; write it as 2024-06-01 or 2024-06-01T08:00:00Z`,
    );
  }
  return time;
}
