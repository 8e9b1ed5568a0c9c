/** The values of a JSON text and where they stand; a text inside that is JSON itself is read as such. */

import { type Node, parseTree } from 'jsonc-parser';

/** A value without members. */
export interface Leaf {
  /** For people: `WorkflowTask.Status`, and what is inside a text after `›`. */
  path: string;
  /** Characters of the whole text. */
  start: number;
  end: number;
  value: unknown;
  /** Where it stands in the text that it is in. */
  level: Level;
  at: number;
  length: number;
}

/** The text itself, or a text inside of it. */
interface Level {
  text: string;
  prefix: string;
  /** From characters of this text to those of the whole. */
  place(offset: number): number;
  /** The text that this one is in, and where; undefined for the whole. */
  outer?: { level: Level; at: number; length: number };
}

export function leavesOf(text: string): Leaf[] {
  const leaves: Leaf[] = [];
  collect({ text, prefix: '', place: (offset) => offset }, leaves);
  return leaves;
}

/** What stands in the place of a part of a text: a value, or a text in which something was changed. */
interface Edit {
  at: number;
  length: number;
  by: string | Level;
}

/** The whole text with other values in the places of some. */
export function textWith(leaves: readonly Leaf[], other: (leaf: Leaf) => unknown): string {
  const edits = new Map<Level, Edit[]>();
  const add = (level: Level, edit: Edit) => {
    const own = edits.get(level);
    if (own !== undefined) {
      own.push(edit);
      return;
    }
    edits.set(level, [edit]);
    if (level.outer) add(level.outer.level, { ...level.outer, by: level });
  };
  for (const leaf of leaves) {
    add(leaf.level, { at: leaf.at, length: leaf.length, by: JSON.stringify(other(leaf)) });
  }
  const written = (level: Level): string => {
    const parts: string[] = [];
    let from = 0;
    for (const { at, length, by } of (edits.get(level) ?? []).sort((a, b) => a.at - b.at)) {
      parts.push(level.text.slice(from, at));
      parts.push(typeof by === 'string' ? by : JSON.stringify(written(by)));
      from = at + length;
    }
    return parts.join('') + level.text.slice(from);
  };
  let whole = leaves[0]?.level;
  while (whole?.outer) whole = whole.outer.level;
  return whole === undefined ? '' : written(whole);
}

function collect(level: Level, leaves: Leaf[]): void {
  const root = parseTree(level.text, [], { disallowComments: true });
  if (root !== undefined) visit(root, level.prefix, level, leaves);
}

function visit(node: Node, path: string, level: Level, leaves: Leaf[]): void {
  if (node.type === 'object') {
    for (const { children } of node.children ?? []) {
      const [name, value] = children ?? [];
      if (name === undefined || value === undefined) continue;
      const dot = path === level.prefix ? '' : '.';
      visit(value, `${path}${dot}${name.value}`, level, leaves);
    }
    return;
  }
  if (node.type === 'array') {
    (node.children ?? []).forEach((child, index) => {
      visit(child, `${path}[${index}]`, level, leaves);
    });
    return;
  }
  const { offset, length } = node;
  const raw = level.text.slice(offset, offset + length);
  if (typeof node.value === 'string' && /^\s*[{[]/.test(node.value) && isJson(node.value)) {
    const places = placesOf(raw);
    const inner: Level = {
      text: node.value,
      prefix: `${path} › `,
      place: (at) => level.place(offset + (places[at] ?? raw.length - 1)),
      outer: { level, at: offset, length },
    };
    collect(inner, leaves);
    return;
  }
  leaves.push({
    path,
    start: level.place(offset),
    end: level.place(offset + length),
    value: node.value,
    level,
    at: offset,
    length,
  });
}

/** Where each character of a JSON string's value stands in its text, and where the text after the last one goes on. */
function placesOf(raw: string): number[] {
  const places: number[] = [];
  let at = 1;
  while (at < raw.length - 1) {
    places.push(at);
    at += raw[at] !== '\\' ? 1 : raw[at + 1] === 'u' ? 6 : 2;
  }
  places.push(at);
  return places;
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
