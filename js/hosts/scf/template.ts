/**
 * The entry point of every template: `index.js` of what is deployed, beside `core.wasm` and its parts. From the npm package
 * that is its own core, which has none.
 */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { CoreLoader } from '../../core/instance';
import { createScfHandler } from './handler';
import { loadProcess } from './load-processor';

/** The name of the template's folder, and how many parts its core has beside the first; the build puts them in. */
declare const TEMPLATE: string;
declare const PARTS: number;

const nameOf = (part: number) => (part === 0 ? 'core.wasm' : `core.${part}.wasm`);

const loader = new CoreLoader(
  (part) => new WebAssembly.Module(readFileSync(join(__dirname, nameOf(part)))),
);

// While the platform starts the instance, not when the first event waits.
loader.load();

// Whoever deploys too little is to see it at once, not when the first unusual event comes.
for (let part = 1; loader.hasParts && part <= PARTS; part++) {
  if (!existsSync(join(__dirname, nameOf(part)))) {
    throw new Error(`${nameOf(part)} is missing: deploy all files of the template's folder`);
  }
}

const process = loadProcess(__dirname);

export const main_handler = createScfHandler(loader, process && { process }, TEMPLATE);
