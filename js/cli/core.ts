/** The core for the command line: that of the npm package, beside the bundle. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CoreLoader } from '../core';

declare const CORE_WASM: string;

/** The folder of the bundle: `pkg/` of the package. */
export const PKG = __dirname;

export const loader = new CoreLoader(
  () => new WebAssembly.Module(readFileSync(join(PKG, CORE_WASM))),
);
