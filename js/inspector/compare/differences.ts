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
  if (Array.isArray(value)) return value.map(opened);
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

function pathOf(path: readonly (string | number)[]): string {
  return path
    .map((part, index) =>
      typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`,
    )
    .join('');
}
