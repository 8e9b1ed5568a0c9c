/** Node.js's modules that the core is loaded by, in CommonJS. None is loaded before it is needed. */

import { givenBuiltin } from './given-builtin';

export function readFile(path: string): Uint8Array {
  const fs: typeof import('node:fs') = givenBuiltin('fs') || require('node:fs');
  return fs.readFileSync(path);
}

export function inflateRaw(bytes: Uint8Array): Uint8Array {
  const zlib: typeof import('node:zlib') = givenBuiltin('zlib') || require('node:zlib');
  return zlib.inflateRawSync(bytes);
}
