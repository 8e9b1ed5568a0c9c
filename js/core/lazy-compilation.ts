/** How old Node.js compiles WebAssembly. */

import { setFlagsFromString } from 'node:v8';

/**
 * Lets Node.js 8 and 10 compile each function of WebAssembly when it is called for the first time. Left to themselves they compile
 * and optimize all of a module before any of it runs, twice the work that an event needs; later versions compile fast enough.
 *
 * It is for a process that is ours, and comes before the first module. Sizes and times, and what was tried to trust it, are in
 * `docs/decisions/0005-one-core-compiled-lazily.md`.
 */
export function compileLazily(): void {
  if (/^(8|10)\./.test(process.versions.node)) {
    setFlagsFromString('--wasm-lazy-compilation');
  }
}
