/** What the engine knows of WebAssembly. */

/** A module with one function that uses SIMD. */
const SIMD = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15,
  253, 98, 11,
];

/**
 * Whether it knows all that the core `modern` needs. Of that, SIMD came last to every engine: Node.js 16.4, Chrome 91, Firefox 89,
 * Safari 16.4.
 */
export function canRunModern(): boolean {
  return WebAssembly.validate(new Uint8Array(SIMD));
}
