/** Texts of the package. That on npm has some of them compressed, by `scripts/npm-package.mjs`. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

/** @param pkg the folder `pkg/` */
export function readPacked(pkg: string, name: string): string {
  const path = join(pkg, name);
  if (existsSync(path)) return readFileSync(path, 'utf8');
  return brotliDecompressSync(readFileSync(`${path}.br`)).toString();
}
