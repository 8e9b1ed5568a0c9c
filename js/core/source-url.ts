/** The core in ECMAScript modules on Node.js, Deno and Bun: a file beside the code. Bundlers know this form as well. */

import { provide } from './loader';

provide({
  compile: () => {
    // An `import` of it would cost some ms on Node.js, which loads `fs/promises` to list what it exports.
    const { readFileSync }: typeof import('node:fs') = require('node:fs');
    return new WebAssembly.Module(readFileSync(new URL('./core.v1.wasm', import.meta.url)));
  },
});
