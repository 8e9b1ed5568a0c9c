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

/** Where a text differs from another one: from the first to the last character that does; equal ends are left out. */
export function changedPart(text: string, other: string): [from: number, to: number] {
  const shorter = Math.min(text.length, other.length);
  let from = 0;
  while (from < shorter && text[from] === other[from]) from++;
  let same = 0;
  while (same < shorter - from && text.at(-1 - same) === other.at(-1 - same)) same++;
  return [from, text.length - same];
}
