/** The entry point of every template: `index.js` of what is deployed, beside `core.wasm` and its parts. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { CoreLoader } from './core';
import { loadProcess } from './process-file';
import { createScfHandler } from './scf';

/** The name of the template's folder; the build puts it in. */
declare const TEMPLATE: string;

const loader = new CoreLoader((part) => {
  const name = part === 0 ? 'core.wasm' : `core.${part}.wasm`;
  return new WebAssembly.Module(readFileSync(join(__dirname, name)));
});

// While the platform starts the instance, not when the first event waits.
loader.load();

const process = loadProcess(__dirname);

export const main_handler = createScfHandler(loader, process && { process }, TEMPLATE);
