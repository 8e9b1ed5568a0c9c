/** Which events are meant. */

import type { Report } from '../../core/report';
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

/** @throws UsageError if a time is invalid */
export function filterOf(options: FilterOptions): Filter | undefined {
  const since = timeOf(options.since, '--since');
  const until = timeOf(options.until, '--until');
  const { type, outcome, task } = options;
  const tests: Filter[] = [];
  if (type) tests.push(({ event_type, event_name }) => type.includes(event_name ?? event_type));
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
