/**
 * The core on Node.js, Deno and Bun: `modern` from the file of the package, or else `v1`, which is in the JavaScript. There is no file
 * beside a bundle, and old versions of Node.js cannot run `modern`.
 */

import * as carried from 'core-carried';
import { inflateRaw, readFile } from './builtins-by-require';
import { canRunModern } from './features';
import { provide } from './loader';

declare const Deno: unknown;

provide({ compile: () => new WebAssembly.Module(modern() ?? v1()) });

function modern(): Uint8Array | undefined {
  // Deno would ask its user whether the file may be read.
  if (carried.folder === '' || typeof Deno !== 'undefined' || !canRunModern()) {
    return undefined;
  }
  try {
    const bytes = readFile(`${carried.folder}/core.modern.wasm`);
    // Beside a bundle may be the file of another version.
    return bytes.length === carried.modernLength ? bytes : undefined;
  } catch {
    return undefined;
  }
}

function v1(): Uint8Array {
  return inflateRaw(Buffer.from(carried.v1, 'base64'));
}
