/** See `wat.mjs`. */
export type Node = (string | Node)[];
export function parse(text: string): Node;
export function print(node: Node): string;
