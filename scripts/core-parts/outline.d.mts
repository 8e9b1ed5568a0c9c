import type { Node } from './wat.mjs';

/** See `outline.mjs`. */
export function outline(
  module: Node,
  isReached: (number: number) => boolean,
  isLeft: (name: string) => boolean,
  mark: string,
): Set<string>;
