// Makes of a function's core a first module, which is all that an everyday delivery needs, and parts that are loaded when
// something of them is needed. Node.js 8.9 compiles a module as a whole when it is loaded, 0.4 ms a KB, and much of the core
// is there for what seldom happens.
//
// What belongs where nobody has to say: the core is run with the deliveries of everyday.mjs, and tells what it reaches.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { divide } from './divide.mjs';
import { deliver, EVERYDAY } from './everyday.mjs';
import { outline } from './outline.mjs';
import { addProbes } from './reach.mjs';
import { parse, print } from './wat.mjs';

/**
 * Writes `core.wasm`, `core.1.wasm`, … into the folder of a core that is there as `named.wasm`.
 *
 * @param {{ folder: string, template: string, binaryen: (tool: string, ...args: string[]) => void,
 *   optimize: string[], finish: string[] }} options `optimize` is how wasm-opt makes a module small, `finish` what it
 *   does last
 */
export async function makeParts({ folder, template, binaryen, optimize, finish }) {
  const file = (name) => join(folder, name);
  binaryen('wasm-dis', file('named.wasm'), '-o', file('named.wat'));
  const module = parse(readFileSync(file('named.wat'), 'utf8'));
  const partOf = new Map();
  const everyday = EVERYDAY[template];
  // From what all of the deliveries leave out to what the most usual do.
  for (let part = everyday.length; part > 0; part--) {
    const deliveries = everyday.slice(0, part).flat();
    const reached = await reachedBy({ deliveries, module, part, template, binaryen, file });
    const names = outline(
      module,
      (place) => reached.has(place),
      (name) => partOf.has(name),
      `${part}-`,
    );
    for (const name of names) {
      partOf.set(name, part);
    }
  }
  divide(module, partOf, everyday.length).forEach((it, index) => {
    const name = index === 0 ? 'core' : `core.${index}`;
    const [text, named] = [file(`${name}.wat`), file(`${name}.named.wasm`)];
    writeFileSync(text, print(it));
    binaryen('wasm-as', text, '--mvp-features', '-g', '-o', named);
    binaryen('wasm-opt', named, ...optimize, '-g', '-o', named);
    binaryen('wasm-opt', named, ...optimize, ...finish, '-o', file(`${name}.wasm`));
  });
}

/** The places of a module that deliveries reach. */
async function reachedBy({ deliveries, module, part, template, binaryen, file }) {
  const probed = structuredClone(module);
  addProbes(probed);
  writeFileSync(file('probed.wat'), print(probed));
  binaryen('wasm-as', file('probed.wat'), '--mvp-features', '-o', file('probed.wasm'));
  const reached = new Set();
  const imports = '__wbg_get_imports()';
  const glue = readFileSync(file('mps_webhook.js'), 'utf8').replaceAll(
    `imports = ${imports};`,
    `imports = { ...${imports}, reach: globalThis.reach };`,
  );
  writeFileSync(file(`probed.${part}.mjs`), glue);
  globalThis.reach = { place: (number) => reached.add(number) };
  const core = await import(pathToFileURL(file(`probed.${part}.mjs`)).href);
  core.initSync({ module: new WebAssembly.Module(readFileSync(file('probed.wasm'))) });
  for (const delivery of deliveries) {
    deliver(core, template, delivery);
  }
  return reached;
}
