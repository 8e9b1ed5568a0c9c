/** The core of a function is loaded in parts: what is loaded when, and that it makes no difference. */

import assert from 'node:assert/strict';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import fc from 'fast-check';
import { deploy, functionFolder, type Observed } from './support/function';
import { nodeFor } from './support/nodes';
import { eventObject, NODES, TEMPLATE } from './support/project';

/** The template, telling which files of WebAssembly it has read. */
const WATCHED = `
  const fs = require('fs');
  const path = require('path');
  const read = [];
  const original = fs.readFileSync;
  fs.readFileSync = function (file) {
    if (/\\.wasm$/.test(file)) read.push(path.basename(file));
    return original.apply(fs, arguments);
  };
  const { main_handler } = require(${JSON.stringify(TEMPLATE)});
  exports.main_handler = (event, context) => event.look ? Promise.resolve(read) : main_handler(event, context);`;

const WORKFLOW = eventObject('workflow-many-outputs.json');
const MALFORMED = { EventType: 'WorkflowTask' };

/** A notification that is much larger than the memory a core begins with. */
function large(): Record<string, unknown> {
  const event = eventObject('workflow-many-outputs.json') as {
    WorkflowTaskEvent: { TaskId: string; MediaProcessResultSet: object[] };
  };
  const { MediaProcessResultSet: results } = event.WorkflowTaskEvent;
  event.WorkflowTaskEvent.TaskId = 'a-large-task';
  event.WorkflowTaskEvent.MediaProcessResultSet = Array.from({ length: 200 }, () => results).flat();
  return event as unknown as Record<string, unknown>;
}

async function watched(t: TestContext, node: string, env: Record<string, string> = {}) {
  const folder = await functionFolder(t, WATCHED);
  const { invoke, objects } = await deploy(t, { node, env, scf: { folder } });
  return {
    objects,
    invoke,
    read: async (): Promise<string[]> => (await invoke({ look: true })).result,
  };
}

const recordOf = ({ result }: Observed): string => result.events[0].record_key;

for (const version of NODES) {
  test(`on Node ${version} a part of the core is loaded when it is needed`, async (t) => {
    const node = await nodeFor(t, version);
    if (node === undefined) return;
    const { invoke, read } = await watched(t, node);
    assert.ok((await invoke(WORKFLOW)).ok);
    assert.deepEqual(await read(), ['core.wasm'], 'storing a usual notification takes no part');
    assert.ok((await invoke(eventObject('schedule-success.json'))).ok);
    assert.deepEqual(await read(), ['core.wasm', 'core.1.wasm']);
    assert.equal((await invoke(MALFORMED)).ok, false);
    assert.ok((await invoke(eventObject('workflow-ai-review.json'))).ok);
    // Findings have texts of every kind, which messages have, too.
    const all = ['core.wasm', 'core.1.wasm', 'core.3.wasm', 'core.2.wasm'];
    assert.deepEqual(await read(), all);
  });

  test(`on Node ${version} all parts see the memory grow`, async (t) => {
    const node = await nodeFor(t, version);
    if (node === undefined) return;
    // Once with every part loaded before it grows, once with none.
    const others = [MALFORMED, eventObject('edit-media-success.json')];
    const stored: string[] = [];
    for (const order of [
      [...others, large(), WORKFLOW],
      [large(), ...others, WORKFLOW],
    ]) {
      const { invoke, objects } = await watched(t, node);
      const invocations = [];
      for (const event of order) invocations.push(await invoke(event));
      assert.deepEqual(
        invocations.map(({ ok }) => ok),
        order.map((event) => event !== MALFORMED),
      );
      const found = await objects();
      const last = JSON.parse(`${found.get(recordOf(invocations.at(-1) as Observed))}`);
      stored.push(JSON.stringify({ ...last, receipts: undefined }));
      const unparsed = [...found.keys()].filter((key) => key.includes('/unparsed/'));
      assert.equal(unparsed.length, 2, 'the malformed event and the reason');
    }
    assert.equal(stored[0], stored[1]);
  });

  test(`on Node ${version} a part that cannot be used says so`, async (t) => {
    const node = await nodeFor(t, version);
    if (node === undefined) return;
    const folder = await functionFolder(t, '');
    cpSync(TEMPLATE, folder, { recursive: true });
    const { invoke } = await deploy(t, { node, scf: { folder } });
    writeFileSync(join(folder, 'core.3.wasm'), 'not WebAssembly');
    const broken = await invoke(MALFORMED);
    assert.match(broken.error?.message ?? '', /part of the core cannot be loaded: .*magic/);
    const usual = await invoke(WORKFLOW);
    assert.ok(usual.ok, 'it takes nothing else down');

    rmSync(join(folder, 'core.3.wasm'));
    const incomplete = await deploy(t, { node, scf: { folder } });
    const refused = await incomplete.invoke(WORKFLOW);
    assert.match(refused.error?.message ?? '', /core\.3\.wasm is missing: deploy all files/);
  });
}

/** The names and ids that owners choose. */
const CHOSEN = new Set(['TaskId', 'SessionId', 'SessionContext', 'Object', 'Path']);

test('no name, id or number that a usual notification may have takes a part', async (t) => {
  const { invoke, read } = await watched(t, process.execPath);
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 90 }),
    fc.string({ unit: 'grapheme-ascii', maxLength: 200 }),
  );
  let count = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('workflow-many-outputs.json', 'workflow-partial.json'),
      fc.infiniteStream(text),
      fc.infiniteStream(fc.nat(1e8).map((thousandths) => thousandths / 1000)),
      fc.uuid(),
      async (name, texts, numbers, taskId) => {
        const vary = (member: string, value: unknown) => {
          if (member === 'TaskId') return taskId;
          if (CHOSEN.has(member) && typeof value === 'string')
            return `/a${texts.next().value}/${count++}.mp4`;
          return typeof value === 'number' && !Number.isInteger(value)
            ? numbers.next().value
            : value;
        };
        const event = JSON.parse(JSON.stringify(eventObject(name)), vary);
        assert.ok((await invoke(event)).ok);
        assert.deepEqual(await read(), ['core.wasm'], JSON.stringify(event));
      },
    ),
    { seed: 7, numRuns: 150 },
  );
});
