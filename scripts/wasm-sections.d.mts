export const CODE: number;
export const DATA: number;
export function numberAt(bytes: Uint8Array, start: number): [value: number, end: number];
export function sections(
  bytes: Uint8Array,
): Iterable<{ id: number; start: number; length: number }>;
