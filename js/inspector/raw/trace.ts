/**
 * Where the fields of a report are from.
 *
 * No table says that, and none is needed: every value of the event is changed in turn, and the fields of the report that
 * change with it are those that are from it.
 */

import { decode, encode, type InspectorCore } from '../core';
import { type Leaf, leavesOf } from './tree';

/** A value of the event and the fields that depend on it. */
export interface Origin {
  path: string;
  /** Characters of the text. */
  start: number;
  end: number;
  fields: string[];
}

/** Undefined if the event is too large for it. */
export type Traced = Origin[] | undefined;

/** Every value costs a reading of the whole event. */
const MOST = 60_000_000;

export function trace(core: InspectorCore, bytes: Uint8Array, which: number): Traced {
  const leaves = leavesOf(decode(bytes));
  if (leaves.length * bytes.length > MOST) return undefined;
  const before = fieldsOf(core, bytes, which);
  if (before === undefined) return [];
  const origins: Origin[] = [];
  for (const leaf of leaves) {
    const changed = otherThan(leaf);
    if (changed === undefined) continue;
    const after = fieldsOf(core, encode(leaf.replaced(changed)), which);
    const fields = [...before.keys()].filter((path) => after?.get(path) !== before.get(path));
    const { path, start, end } = leaf;
    if (fields.length > 0) origins.push({ path, start, end, fields });
  }
  return origins;
}

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

/** The values of a report by their paths. */
function fieldsOf(
  core: InspectorCore,
  bytes: Uint8Array,
  which: number,
): Map<string, unknown> | undefined {
  const report = core.parse(bytes, 'en')[which]?.report;
  if (report === undefined) return undefined;
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

/** The value a field is from: of those it depends on, the one on which the fewest do. */
export function originOf(origins: readonly Origin[], field: string): Origin | undefined {
  const inside = (path: string) =>
    path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`);
  return origins
    .filter(({ fields }) => fields.some(inside))
    .sort((a, b) => a.fields.length - b.fields.length)[0];
}

/** The fields that are from the value at a place. */
export function fieldsAt(origins: readonly Origin[], offset: number): string[] {
  const at = origins.find(({ start, end }) => start <= offset && offset <= end);
  return at?.fields ?? [];
}
