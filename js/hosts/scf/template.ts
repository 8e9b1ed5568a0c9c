/** The entry point of every template: `index.js` of what is deployed, beside `core.wasm`. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { CoreLoader } from '../../core/instance';
import { compileLazily } from '../../core/lazy-compilation';
import { createScfHandler } from './handler';
import { loadProcess } from './load-processor';

/** The name of the template's folder; the build inserts it. */
declare const TEMPLATE: string;

compileLazily();
const loader = new CoreLoader(() => new WebAssembly.Module(readCore()));

function readCore(): Uint8Array {
  try {
    return readFileSync(join(__dirname, 'core.wasm'));
  } catch (error) {
    throw new Error(
      `core.wasm is not beside index.js: deploy all files of the template, or make its zip with \`npx mps-webhook pack\` (${(error as Error).message})`,
    );
  }
}

// At the start of the instance, before the first event.
loader.load();

const process = loadProcess(__dirname);

export const main_handler = createScfHandler(loader, process && { process }, TEMPLATE);
