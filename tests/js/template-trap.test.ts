/** The shipped core ends in a trap, as when memory runs out: the template goes on with a new one. */

import assert from 'node:assert/strict';
import test from 'node:test';
import { deploy, digestOf, digestOfText, functionFolder } from './support/function';
import { nodeFor } from './support/nodes';
import { eventObject, NODES, TEMPLATE } from './support/project';

/**
 * A function around the template whose core traps in what the event names, as often as it says. Every instance gets a
 * number, and deliveries are remembered by the instance that made them.
 */
const TRAPPING = `
  const Instance = WebAssembly.Instance;
  const realOf = new Map();
  const made = [];
  const wrong = [];
  let trap = { in: '', times: 0 };
  WebAssembly.Instance = function (module, imports) {
    // A part of the core takes functions of it, which have to be its own.
    if (imports.core) return new Instance(module, { core: realOf.get(imports.core) });
    const real = new Instance(module, imports).exports;
    const mine = new Set();
    let isTrapped = false;
    made.push(mine);
    const exports = Object.assign({}, real);
    Object.keys(real).forEach((name) => {
      if (typeof real[name] !== 'function') return;
      exports[name] = function () {
        if (isTrapped && !/^__wbindgen_/.test(name)) wrong.push(name + ' of a trapped instance');
        if (name === trap.in && trap.times > 0) {
          trap.times--;
          isTrapped = true;
          throw new WebAssembly.RuntimeError('unreachable');
        }
        const isFree = name === '__wbg_delivery_free';
        if (isFree && !mine.delete(arguments[0])) {
          wrong.push('free of a delivery that another instance made');
          return; // it would break the memory
        }
        const result = real[name].apply(real, arguments);
        if (name === 'delivery_new') mine.add(result);
        return result;
      };
    });
    realOf.set(exports, real);
    return { exports };
  };
  WebAssembly.Instance.prototype = Instance.prototype;
  const { main_handler } = require(${JSON.stringify(TEMPLATE)});
  require('v8').setFlagsFromString('--expose-gc');
  const gc = require('vm').runInNewContext('gc');
  const collect = (times) => times === 0 ? Promise.resolve() : new Promise((resolve) => {
    gc();
    setTimeout(resolve, 2);
  }).then(() => collect(times - 1));
  exports.main_handler = (event, context) => {
    if (event.look) return collect(20).then(() => ({ instances: made.length, wrong }));
    if (event.trap) { trap = event.trap; event = event.event; }
    return main_handler(event, context);
  };`;

const EVENT = eventObject('edit-media-success.json');
const GOOD = eventObject('workflow-partial.json');

const TASK = (EVENT.EditMediaTaskEvent as { TaskId: string }).TaskId;
/** Where the event is kept after so many traps: in its place, without a report; unread; nowhere, as nothing can be done. */
const KEPT = [
  `mps/EditMediaTask/${TASK}/${digestOf(EVENT)}`,
  `mps/unparsed/${digestOfText(JSON.stringify(EVENT))}`,
  undefined,
];

for (const version of NODES) {
  for (const where of ['delivery_new', 'delivery_poll']) {
    for (const [index, key] of KEPT.entries()) {
      const times = index + 1;
      test(`${times} traps in ${where} on Node ${version}`, async (t) => {
        const node = await nodeFor(t, version);
        if (node === undefined) return;
        const folder = await functionFolder(t, TRAPPING);
        const { invoke, objects } = await deploy(t, { node, scf: { folder } });
        const { statusCode, error } = await invoke({ trap: { in: where, times }, event: EVENT });
        assert.equal(statusCode, 430);
        assert.match(error?.message ?? '', /trap|unreachable/);
        const stored = await objects();
        if (key === undefined) {
          assert.equal(stored.size, 0);
        } else {
          assert.deepEqual([...stored.keys()].sort(), [`${key}.error.json`, `${key}.event.json`]);
          assert.equal(stored.get(`${key}.event.json`)?.toString(), JSON.stringify(EVENT));
          const record = JSON.parse(stored.get(`${key}.error.json`)?.toString() ?? '');
          assert.equal(record.code, 'trapped');
        }
        assert.ok((await invoke(GOOD)).ok, 'a good event was not delivered after it');
        const look = await invoke({ look: true });
        assert.deepEqual(look.result, { instances: times + 1, wrong: [] });
      });
    }
  }

  test(`what trapped gets its report when it comes again, on Node ${version}`, async (t) => {
    const node = await nodeFor(t, version);
    if (node === undefined) return;
    const folder = await functionFolder(t, TRAPPING);
    const { invoke, objects } = await deploy(t, { node, scf: { folder } });
    await invoke({ trap: { in: 'delivery_poll', times: 1 }, event: EVENT });
    assert.ok((await invoke(EVENT)).ok);
    const key = KEPT[0];
    const stored = await objects();
    const report = JSON.parse(stored.get(`${key}.report.json`)?.toString() ?? '');
    assert.equal(report.outcome, 'success');
    assert.equal([...stored.keys()].filter((it) => it.endsWith('.event.json')).length, 1);
  });
}
