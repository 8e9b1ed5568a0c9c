/** The core in ECMAScript modules on Node.js, Deno and Bun: a file beside the code. Bundlers know this form as well. */

import { readFileSync } from 'node:fs';
import { provide } from './loader';

provide({
  compile: () => new WebAssembly.Module(readFileSync(new URL('./core.v1.wasm', import.meta.url))),
});
