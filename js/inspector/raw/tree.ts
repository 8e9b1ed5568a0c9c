/** The values of a JSON text and where they stand; a text inside that is JSON itself is read as such. */

import { type Node, parseTree } from 'jsonc-parser';

/** A value without members. */
export interface Leaf {
  /** For people: `WorkflowTask.Status`, and what is inside a text after `›`. */
  path: string;
  /** Characters of the text. */
  start: number;
  end: number;
  value: unknown;
  /** The whole text with another value in its place. */
  replaced(value: unknown): string;
}

interface Level {
  text: string;
  prefix: string;
  /** From characters of this text to those of the whole. */
  place(offset: number): number;
  /** The whole text with another one in this one's place. */
  whole(text: string): string;
}

export function leavesOf(text: string): Leaf[] {
  const leaves: Leaf[] = [];
  collect({ text, prefix: '', place: (offset) => offset, whole: (other) => other }, leaves);
  return leaves;
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
      visit(value, path === '' ? name.value : `${path}.${name.value}`, level, leaves);
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
  const put = (json: string) =>
    level.whole(level.text.slice(0, offset) + json + level.text.slice(offset + length));
  if (typeof node.value === 'string' && /^\s*[{[]/.test(node.value) && isJson(node.value)) {
    const places = placesOf(raw);
    const inner: Level = {
      text: node.value,
      prefix: `${path} › `,
      place: (at) => level.place(offset + (places[at] ?? raw.length - 1)),
      whole: (other) => put(JSON.stringify(other)),
    };
    collect(inner, leaves);
    return;
  }
  leaves.push({
    path,
    start: level.place(offset),
    end: level.place(offset + length),
    value: node.value,
    replaced: (value) => put(JSON.stringify(value)),
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
