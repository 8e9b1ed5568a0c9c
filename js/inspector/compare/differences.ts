/** Two JSON texts, member by member. */

import diff from 'microdiff';

export interface Difference {
  path: string;
  left: unknown;
  right: unknown;
}

export function differencesOf(left: unknown, right: unknown): Difference[] {
  // A text that is JSON itself is looked into.
  const [from, to] = [{ $: opened(left) }, { $: opened(right) }];
  return diff(from, to, { cyclesFix: false }).map((change) => ({
    path: pathOf(change.path.slice(1)),
    left: change.type === 'CREATE' ? undefined : change.oldValue,
    right: change.type === 'REMOVE' ? undefined : change.value,
  }));
}

function opened(value: unknown): unknown {
  if (Array.isArray(value))
    return value.every(isSubTask) && value.length > 0 ? named(value) : value.map(opened);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, opened(inner)]));
  }
  if (typeof value !== 'string' || !/^\s*[{[]/.test(value)) return value;
  try {
    return opened(JSON.parse(value));
  } catch {
    return value;
  }
}

type Members = Record<string, unknown>;

/** Whether it is a sub-task, as a report or as the API names its kind. */
function isSubTask(value: unknown): value is Members {
  const { kind, Type, ActivityType } = (value ?? {}) as Members;
  return typeof (kind ?? Type ?? ActivityType) === 'string';
}

/** Sub-tasks by what they are, so that one more of them does not move all others. */
function named(tasks: readonly Members[]): Members {
  const seen = new Map<string, number>();
  return Object.fromEntries(
    tasks.map((task) => {
      const { kind, name, Type, ActivityType } = task;
      const parts = [kind ?? Type ?? ActivityType, name, templateOf(task)];
      const identity = parts.filter((part) => part !== undefined).join(' ');
      const times = (seen.get(identity) ?? 0) + 1;
      seen.set(identity, times);
      return [`[${identity}${times > 1 ? ` #${times}` : ''}]`, opened(task)];
    }),
  );
}

/** The template of a sub-task: its own, or that of the input of its result. */
function templateOf(task: Members): unknown {
  if (task.definition !== undefined) return task.definition;
  for (const part of Object.values(task)) {
    const input = (part as { Input?: Members } | null)?.Input;
    if (input?.Definition !== undefined) return input.Definition;
  }
  return undefined;
}

function pathOf(path: readonly (string | number)[]): string {
  return path
    .map((part, index) =>
      typeof part === 'number'
        ? `[${part}]`
        : index === 0 || part.startsWith('[')
          ? part
          : `.${part}`,
    )
    .join('');
}

/** From the first to behind the last character. */
export type Part = readonly [from: number, to: number];

/**
 * Where two texts differ: from the first to the last character that does; equal ends are left out. Where one of them has
 * nothing that the other has not, the words that the difference is in are taken in, so that both have a part. Undefined if
 * they are the same, or different for the most part.
 */
export function changedParts(left: string, right: string): { left: Part; right: Part } | undefined {
  if (left === right) return undefined;
  const shorter = Math.min(left.length, right.length);
  let before = 0;
  while (before < shorter && left[before] === right[before]) before++;
  let behind = 0;
  while (behind < shorter - before && left.at(-1 - behind) === right.at(-1 - behind)) behind++;
  if (before + behind === shorter) {
    const isInWord = (at: number) => /^[\p{L}\p{N}_]$/u.test(left[at] ?? '');
    const end = left.length - behind;
    let back = 0;
    while (back < before && isInWord(before - back - 1)) back++;
    let on = 0;
    while (on < behind && isInWord(end + on)) on++;
    // Between words there is but the next character.
    const least = back + on === 0 ? 1 : 0;
    before -= Math.min(before, Math.max(least, back));
    behind -= Math.min(behind, Math.max(least, on));
  }
  // Both halves of a character are in it.
  if (/[\ud800-\udbff]/.test(left[before - 1] ?? '')) before--;
  if (/[\udc00-\udfff]/.test(left[left.length - behind] ?? '')) behind--;
  const partOf = (text: string): Part => [before, text.length - behind];
  const isMost = (text: string) => text.length - behind - before > text.length * MOST;
  if (isMost(left) && isMost(right)) return undefined;
  return { left: partOf(left), right: partOf(right) };
}

/** What is different for the most part needs no mark. */
const MOST = 0.7;
