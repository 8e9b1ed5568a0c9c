/** Why a task failed: each cause once, and the files that it is about. */

import type { Place, Report } from '../../core/report';
import { words } from '../lang';
import { kindName, taskName } from '../state/kinds';
import { stepsFor } from './Next';

export interface Why {
  code?: number;
  code_ext?: string;
  message?: string;
  explanation?: string;
}

interface Item {
  names: string[];
  /** The same without their templates. */
  kinds: string[];
  path: string;
  it: Why;
}

export interface Cause extends Item {
  /** Its error codes, with the path of the field that has one first. */
  codes: Map<string, string>;
}

/** What must be corrected comes before what a retry is enough for. */
function urgency(cause: Cause): number {
  return ['after_fix', undefined].includes(stepsFor(questionOf(cause))?.retry) ? 0 : 1;
}

/** Why it failed: each cause once; of those that are equally urgent the one of most sub-tasks first. */
export function causesOf(report: Report): Cause[] {
  const failed = report.tasks
    .map((task, index) => ({ task, path: `tasks[${index}]` }))
    .filter(({ task }) => task.status === 'failure');
  const whole = isFailed(report) && (report.code !== undefined || report.message !== undefined);
  const causes = joined([
    ...failed.map(({ task, path }) => ({
      names: [taskName(task)],
      kinds: [kindName(task)],
      path: `${path}.`,
      it: task,
    })),
    // What a sub-task says as well is said of that.
    ...(whole ? [{ names: [], kinds: [], path: '', it: report }] : []),
  ]);
  return causes.sort(
    (one, other) => urgency(one) - urgency(other) || other.names.length - one.names.length,
  );
}

/** What failed for the same reason is said once, with all codes of it. */
function joined(items: readonly Item[]): Cause[] {
  const groups = new Map<string, Cause>();
  for (const item of items) {
    const { code, code_ext, message, explanation } = item.it;
    // What is not explained is known by its codes only.
    const key = JSON.stringify([message, explanation ?? [code, code_ext]]);
    const group: Cause = groups.get(key) ?? { ...item, names: [], kinds: [], codes: new Map() };
    groups.set(key, group);
    group.names.push(...item.names);
    group.kinds.push(...item.kinds);
    const codes: [string, string | undefined][] = [
      [`${item.path}code_ext`, code_ext],
      [`${item.path}code`, code === undefined ? undefined : String(code)],
    ];
    for (const [path, text] of codes) {
      if (text && !group.codes.has(text)) group.codes.set(text, path);
    }
  }
  return [...groups.values()];
}

export const isFailed = ({ outcome, code }: Report): boolean =>
  outcome === 'failure' || outcome === 'partial' || code !== undefined;

/** What the core is asked about a cause. */
export const questionOf = ({ it: { code, code_ext, message } }: Cause) => ({
  code,
  code_ext,
  message,
});

/** A cause in one line, what to do about it, and the field that says it. A code alone says that it is one. */
export function whyOf(item: Cause) {
  const { explanation, message, code_ext, code } = item.it;
  const steps = stepsFor(questionOf(item));
  const isQuoted = explanation === undefined && message !== undefined;
  const known = code_ext ?? code;
  const why =
    steps?.cause ??
    explanation ??
    message?.split('\n')[0] ??
    (known === undefined ? undefined : `${words.value.fields.code} ${known}`);
  // A clause of the core stands as a sentence here.
  const begun = why && why.charAt(0).toUpperCase() + why.slice(1);
  return {
    why: begun,
    fix: steps?.fix,
    path: `${item.path}${isQuoted ? 'message' : 'explanation'}`,
  };
}

/**
 * The files that the verdict is about, in the order of the inputs: of a failure, those that an error names. `isOneOf`: one of them is at
 * fault, and nothing says which.
 */
export function filesOf(report: Report): { files: Place[]; isOneOf: boolean } {
  const { inputs, input, message = '', tasks } = report;
  const files = inputs ?? (input ? [input] : []);
  if (files.length < 2 || !isFailed(report)) return { files, isOneOf: false };
  const said = [message, ...tasks.map((task) => task.message ?? '')];
  const named = files.filter(({ key }) => key && said.some((it) => it.includes(key)));
  // A key may be a part of another.
  const exact = named.filter(
    ({ key = '' }) => !named.some((other) => other.key !== key && other.key?.includes(key)),
  );
  if (exact.length > 0) return { files: exact, isOneOf: false };
  const faults = causesOf(report).map((cause) => stepsFor(questionOf(cause))?.fault);
  return { files, isOneOf: faults.includes('source') };
}
