/** After a trap the package takes a new instance of the core: no call sees what another left behind. */

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import test from 'node:test';
import type * as Package from '../../js/index';
import { eventBytes, PKG } from './support/project';

const EVENT = eventBytes('workflow-partial.json');

for (const [entry, load] of [
  ['index.js', () => createRequire(import.meta.url)(join(PKG, 'index.js'))],
  ['index.mjs', () => import(join(PKG, 'index.mjs'))],
] as const) {
  test(`a trap in ${entry}`, async (t) => {
    let made = 0;
    let traps = false;
    const Instance = WebAssembly.Instance;
    // Instances whose functions trap when they are told to.
    class Trapping extends Instance {
      constructor(module: WebAssembly.Module, imports: object) {
        super(module, imports);
        made++;
        const exports: Record<string, unknown> = {};
        for (const [name, value] of Object.entries(this.exports)) {
          exports[name] =
            typeof value !== 'function' || name.startsWith('__wb')
              ? value
              : (...args: unknown[]) => {
                  if (traps) throw new WebAssembly.RuntimeError('unreachable');
                  return value(...args);
                };
        }
        Object.defineProperty(this, 'exports', { value: exports });
      }
    }
    Object.defineProperty(WebAssembly, 'Instance', { value: Trapping, configurable: true });
    t.after(() => Object.defineProperty(WebAssembly, 'Instance', { value: Instance }));

    const { parse, plan, render, safeParse, toCloudEvents }: typeof Package = await load();
    const before = JSON.stringify(parse(EVENT));
    assert.equal(made, 1);
    for (const call of [parse, safeParse, render, toCloudEvents, plan]) {
      traps = true;
      // What is wrong with the core is no result of an event.
      assert.throws(() => call(EVENT), WebAssembly.RuntimeError);
      traps = false;
      assert.equal(JSON.stringify(parse(EVENT)), before);
    }
    assert.equal(made, 6);
  });
}
