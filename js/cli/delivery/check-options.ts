/** Whether a delivery can do anything with its options, found out before any event is tried with them. */

import type { CoreError } from '../../core/error';
import { VARIABLES_OF_SCF } from '../../delivery/dry-run-summary';
import { advised, holdsBack, isMissingRegion, TIMER_BY_DEPLOY, WITHOUT_TIMER } from '../advice';
import { UsageError } from '../context';
import { loader, PKG } from '../core';
import { misspelt, variableNames } from '../function/variable-names';
import type { LogLine } from './deliver';
import { dryRunEvent } from './dry-run';
import type { Target } from './target';

/** Something to try the options with. */
const PROBE = Buffer.from(
  '{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"probe","Status":"FINISH"}}',
);

/**
 * @param now ms since 1970
 * @returns what the options are warned of
 * @throws UsageError if the core refuses them
 */
export function checkTargetOptions(target: Target, now: number): string[] {
  const { error, notes } = tried(target, now);
  if (error === undefined) return notes;
  const { message, help } = advised(error);
  throw new UsageError(`${message}; ${help}`);
}

/** What is said of variables that look like those of the function and are not. */
export function misspeltIn({ env }: Target): string[] {
  return misspelt(env, variableNames(PKG));
}

/** What is to be known of targets whose messages digests or quiet hours hold back: a plan does not know the triggers. */
export function timerNotes(target: Target, now: number): string[] {
  const { template, options, env } = complete(target);
  const settings = Buffer.from(JSON.stringify({ template, options, env }));
  const { bots } = JSON.parse(loader.use((core) => core.probe(settings, now)));
  return holdsBack(bots) ? [`${WITHOUT_TIMER}; ${TIMER_BY_DEPLOY}`] : [];
}

/** What a plan does without. */
export type Missing = 'region' | 'keys';

/** What the options lack of what only sending needs. */
export function missingFor(target: Target, now: number): Missing[] {
  const { error } = tried(target, now);
  if (error === undefined) return [];
  if (error.code === 'missing_credentials') return ['keys'];
  if (!isMissingRegion(error)) return [];
  const { TENCENTCLOUD_REGION } = VARIABLES_OF_SCF;
  const inRegion = { ...target, env: { ...target.env, TENCENTCLOUD_REGION } };
  return ['region', ...missingFor(inRegion, now)];
}

/** The target with a region and keys, if it has none: for plans, which send nothing. */
export function complete(target: Target): Target {
  return { ...target, env: { ...VARIABLES_OF_SCF, ...target.env } };
}

function tried(target: Target, now: number): { error: CoreError | undefined; notes: string[] } {
  const { done, log } = dryRunEvent(PROBE, target, now);
  const notes = (log as LogLine[])
    .filter(({ level, key }) => level === 'warn' && key === undefined)
    .map(({ msg }) => msg);
  const { error } = done;
  const isOfOptions = error?.code === 'invalid_options' || error?.code === 'missing_credentials';
  return { error: isOfOptions ? error : undefined, notes };
}
