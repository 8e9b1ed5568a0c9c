/** As `builtins-by-require`, in ECMAScript modules. */

export { readFileSync as readFile } from 'node:fs';
export { inflateRawSync as inflateRaw } from 'node:zlib';
