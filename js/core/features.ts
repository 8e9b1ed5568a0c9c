/** What the engine knows of WebAssembly. */

/** A module with one function: it copies memory, converts a number without a trap, and extends a sign. */
const MODERN = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 127, 3, 2, 1, 0, 5, 3, 1, 0, 1, 10, 26, 1, 24, 0,
  65, 0, 65, 0, 65, 0, 252, 10, 0, 0, 68, 0, 0, 0, 0, 0, 0, 0, 0, 252, 2, 192, 11,
];

/**
 * Whether it knows all that the core `modern` needs. Of that, bulk memory came last to every engine: Node.js 12.5, Chrome 75,
 * Firefox 79, Safari 15.
 */
export function canRunModern(): boolean {
  return WebAssembly.validate(new Uint8Array(MODERN));
}
