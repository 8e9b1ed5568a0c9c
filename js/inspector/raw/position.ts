/** Places in a text. */

import { decode } from '../core';

export interface Position {
  /** 1 for the first one. */
  line: number;
  /** 1 for the first one, in characters. */
  column: number;
  /** In characters from the start. */
  offset: number;
}

/** Where a byte of a document is in its text. */
export function positionOf({ bytes }: { bytes: Uint8Array }, byte: number): Position {
  const before = decode(bytes.subarray(0, byte));
  return positionIn(before, before.length);
}

/** Where a character of a text is. */
export function positionIn(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  const column = before.length - before.lastIndexOf('\n');
  return { line, column, offset };
}
