/**
 * Where the fields of a report are from.
 *
 * No table says that, and none is needed: values of the event are changed, and the fields of the report that change with
 * them are those that are from them. In an event of a usual size each value is changed in turn, once. In a large one that
 * would take hours, so it is done for the one value, or the one field, that somebody points at.
 */

import type { Report } from '../../core/report';
import { type Leaf, leavesOf, textWith } from './tree';

/** A value of the event and the fields that depend on it. */
export interface Origin {
  path: string;
  /** Characters of the text. */
  start: number;
  end: number;
  fields: string[];
}

/** `origins`: of all values. `on demand`: ask for each. `too large`: not even that. */
export type Traced = { origins: Origin[] } | 'on demand' | 'too large';

/** Every value costs a reading of the whole event: so many values times bytes are read at once. */
const MOST_AT_ONCE = 60_000_000;
/** The values of a larger event would need more memory than a page should take, bytes. */
const MOST_BYTES = 64 * 1024 * 1024;
/** The most kinds of values that are compared for how much depends on them. */
const MOST_GROUPS = 64;

export class Tracer {
  private leaves: Leaf[] = [];
  private before: Report | undefined;
  private fields = new Map<string, unknown>();
  /** The values, those on which the fewest fields depend first; undefined: not yet known. */
  private bySpecificity: Leaf[] | undefined;

  /** @param read the report of an event; undefined if it has none */
  constructor(private readonly read: (bytes: Uint8Array) => Report | undefined) {}

  start(bytes: Uint8Array): Traced {
    if (bytes.length > MOST_BYTES) return 'too large';
    this.leaves = leavesOf(new TextDecoder().decode(bytes)).filter(
      (leaf) => otherThan(leaf) !== undefined,
    );
    this.before = this.read(bytes);
    this.fields = fieldsOf(this.before);
    if (this.leaves.length * bytes.length > MOST_AT_ONCE) return 'on demand';
    return { origins: this.leaves.flatMap((leaf) => this.originFrom(leaf) ?? []) };
  }

  /** The fields that are from the value at a place. */
  at(offset: number): Origin | undefined {
    const leaf = this.leaves.find(({ start, end }) => start <= offset && offset <= end);
    return leaf && this.originFrom(leaf);
  }

  /** The value that a field is from; undefined if it is from none alone. */
  originOf(field: string): Origin | undefined {
    const value = valueAt(this.before, field);
    const alike = this.leaves.filter((leaf) => isAlike(leaf.value, value));
    const found = this.firstOf(alike, field) ?? this.firstOf(this.specific(), field);
    return found && { ...placeOf(found), fields: [field] };
  }

  /** The first of some values with which a field changes, by halves. */
  private firstOf(leaves: readonly Leaf[], field: string): Leaf | undefined {
    const before = JSON.stringify(valueAt(this.before, field));
    const isFrom = (some: readonly Leaf[]) =>
      JSON.stringify(valueAt(this.changed(some), field)) !== before;
    if (leaves.length === 0 || !isFrom(leaves)) return undefined;
    let [from, to] = [0, leaves.length];
    while (to - from > 1) {
      const middle = (from + to) >> 1;
      if (isFrom(leaves.slice(0, middle))) to = middle;
      else from = middle;
    }
    const found = leaves.slice(from, to);
    return isFrom(found) ? found[0] : undefined;
  }

  /** How much depends on a value is much the same for all values of the same name. */
  private specific(): Leaf[] {
    if (this.bySpecificity !== undefined) return this.bySpecificity;
    const groups = new Map<string, Leaf[]>();
    for (const leaf of this.leaves) {
      const name = leaf.path.replace(/\[\d+\]/g, '[]');
      const group = groups.get(name);
      if (group === undefined) groups.set(name, [leaf]);
      else group.push(leaf);
    }
    const largest = [...groups.values()].sort((a, b) => b.length - a.length);
    const weight = new Map(
      largest.slice(0, MOST_GROUPS).map((group) => {
        const middle = group[group.length >> 1];
        const fields = middle === undefined ? [] : this.fieldsFrom(middle);
        return [group, fields.length || Number.POSITIVE_INFINITY] as const;
      }),
    );
    const of = (group: Leaf[]) => weight.get(group) ?? Number.MAX_VALUE;
    this.bySpecificity = largest.sort((a, b) => of(a) - of(b)).flat();
    return this.bySpecificity;
  }

  private originFrom(leaf: Leaf): Origin | undefined {
    const fields = this.fieldsFrom(leaf);
    return fields.length > 0 ? { ...placeOf(leaf), fields } : undefined;
  }

  /** The fields that change with a value. */
  private fieldsFrom(leaf: Leaf): string[] {
    const after = fieldsOf(this.changed([leaf]));
    return [...this.fields]
      .filter(([path, value]) => after.get(path) !== value)
      .map(([path]) => path);
  }

  /** The report of the event with some other values. */
  private changed(leaves: readonly Leaf[]): Report | undefined {
    return this.read(new TextEncoder().encode(textWith(leaves, otherThan)));
  }
}

const placeOf = ({ path, start, end }: Leaf) => ({ path, start, end });

/** Another value that is plausible, so that only what is from this one changes. */
function otherThan({ value }: Leaf): unknown {
  switch (typeof value) {
    case 'string':
      return `${value}0`;
    case 'number':
      return value + 1;
    case 'boolean':
      return !value;
    default:
      return undefined;
  }
}

/** Whether a field may be a value as it stands, or spelled otherwise: `SUCCESS`, `success`. */
function isAlike(value: unknown, field: unknown): boolean {
  if (typeof field === 'object' || field === undefined) return false;
  const plain = (it: unknown) =>
    String(it)
      .toLowerCase()
      .replace(/[_\s-]/g, '');
  return plain(value) === plain(field);
}

/** The values of a report by their paths. */
function fieldsOf(report: unknown): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  const visit = (value: unknown, path: string) => {
    if (Array.isArray(value)) {
      value.forEach((item, index) => {
        visit(item, `${path}[${index}]`);
      });
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, item] of Object.entries(value)) {
        visit(item, path === '' ? name : `${path}.${name}`);
      }
    } else fields.set(path, value);
  };
  visit(report, '');
  return fields;
}

/** What stands at a path of a report: `tasks[0].outputs[1].size`. */
function valueAt(report: unknown, path: string): unknown {
  let value = report;
  for (const name of path.split(/[.[\]]+/).filter(Boolean)) {
    value = (value as Record<string, unknown> | null | undefined)?.[name];
  }
  return value;
}
