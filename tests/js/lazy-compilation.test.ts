/** Old Node.js compiles the functions of a function's core when they are called, and it makes no difference to what they do. */

import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { deploy, functionFolder } from './support/function';
import { nodeFor } from './support/nodes';
import {
  envelopes,
  eventNames,
  eventObject,
  malformed,
  SCF_NODE,
  TEMPLATE,
} from './support/project';

/** The first version of each Node.js that compiles all of a module before any of it runs, as SCF has them. */
const OLD = [SCF_NODE, '10.15.0'];

/** The template, telling which flags it sets and which modules it compiles; flags have no effect if it `isEager`. */
const watched = (isEager: boolean) => `
  const v8 = require('v8');
  const steps = [];
  const { setFlagsFromString } = v8;
  v8.setFlagsFromString = (flag) => {
    steps.push(flag);
    if (!${isEager}) setFlagsFromString(flag);
  };
  const { Module } = WebAssembly;
  WebAssembly.Module = function (bytes) {
    steps.push('compile');
    return new Module(bytes);
  };
  const { main_handler } = require(${JSON.stringify(TEMPLATE)});
  exports.main_handler = (event, context) => event.look ? Promise.resolve(steps) : main_handler(event, context);`;

async function start(t: TestContext, node: string, isEager = false) {
  const folder = await functionFolder(t, watched(isEager));
  return deploy(t, { node, scf: { folder } });
}

/** A notification that is much larger than the memory a core begins with. */
function large(taskId: string): Record<string, unknown> {
  const event = eventObject('workflow-many-outputs.json') as {
    WorkflowTaskEvent: { TaskId: string; MediaProcessResultSet: object[] };
  };
  const { MediaProcessResultSet: results } = event.WorkflowTaskEvent;
  event.WorkflowTaskEvent.TaskId = taskId;
  event.WorkflowTaskEvent.MediaProcessResultSet = Array.from({ length: 200 }, () => results).flat();
  return event as unknown as Record<string, unknown>;
}

/** What SCF can hand over: JSON, and not nested too deep to be written. */
function jsonOf(bytes: Buffer): unknown {
  try {
    const value = JSON.parse(bytes.toString());
    JSON.stringify(value);
    return value;
  } catch {
    return bytes.toString();
  }
}

const EVENTS: unknown[] = [
  ...eventNames.map(eventObject),
  ...envelopes().map(({ bytes }) => jsonOf(bytes)),
  ...malformed().map(({ bytes }) => jsonOf(bytes)),
];

for (const version of OLD) {
  test(`on Node ${version} flags are set once, and before the core is compiled`, async (t) => {
    const node = await nodeFor(t, version);
    if (node === undefined) return;
    const { invoke } = await start(t, node);
    assert.ok((await invoke(eventObject('workflow-partial.json'))).ok);
    const { result } = await invoke({ look: true });
    const flags = [
      '--wasm-lazy-compilation',
      '--no-turbo-move-optimization',
      '--no-turbo-preprocess-ranges',
    ];
    assert.deepEqual(result, [...flags, 'compile']);
  });

  test(`on Node ${version} everything is stored as by a core that is compiled at once`, async (t) => {
    const node = await nodeFor(t, version);
    if (node === undefined) return;
    const stored: Map<string, string>[] = [];
    for (const isEager of [false, true]) {
      const { invoke, objects } = await start(t, node, isEager);
      // The memory grows for the large one, after some functions are compiled and before others are.
      for (const event of [...EVENTS.slice(0, 3), large('large'), ...EVENTS.slice(3)]) {
        await invoke(event);
      }
      const texts = [...(await objects())].map(
        ([key, bytes]) => [key, comparable(key, bytes)] as const,
      );
      stored.push(new Map(texts.sort(([one], [other]) => (one < other ? -1 : 1))));
    }
    const [lazy, eager] = stored;
    assert.ok(Number(lazy?.size) > EVENTS.length);
    assert.deepEqual(lazy, eager);
  });
}

/** What does not depend on when it was stored: events as they are, of all else what is no receipt or time. */
function comparable(key: string, bytes: Buffer): string {
  if (key.includes('.event.')) return bytes.toString('hex');
  try {
    const { receipts, at, request_id, ...rest } = JSON.parse(bytes.toString());
    return JSON.stringify(rest);
  } catch {
    return bytes.toString('hex');
  }
}

test('later versions of Node.js are left as they are', async (t) => {
  const { invoke } = await start(t, process.execPath);
  assert.ok((await invoke(eventObject('workflow-partial.json'))).ok);
  const { result } = await invoke({ look: true });
  assert.deepEqual(result, ['compile']);
});
