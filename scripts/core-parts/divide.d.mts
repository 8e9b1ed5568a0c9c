import type { Node } from './wat.mjs';

/** See `divide.mjs`. */
export function divide(module: Node, partOf: Map<string, number>, count: number): Node[];
