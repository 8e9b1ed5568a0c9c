/** How old Node.js compiles WebAssembly. */

import { setFlagsFromString } from 'node:v8';

/**
 * Flags of V8. The first compiles a function of WebAssembly when it is called for the first time; the others leave out two steps
 * of the optimizing compiler that make its code a little faster and take a sixth of its time.
 */
const FLAGS = [
  '--wasm-lazy-compilation',
  '--no-turbo-move-optimization',
  '--no-turbo-preprocess-ranges',
];

/**
 * Lets Node.js 8 and 10 compile each function of WebAssembly when it is called for the first time, and faster. By default they
 * compile and optimize all of a module before any of it runs; later versions compile fast enough.
 *
 * Call it before the first module is compiled, and only in a process that we own. Measurements are in
 * `docs/decisions/0005-one-core-compiled-lazily.md`.
 */
export function compileLazily(): void {
  if (/^(8|10)\./.test(process.versions.node)) {
    for (const flag of FLAGS) setFlagsFromString(flag);
  }
}
