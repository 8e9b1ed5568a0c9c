/**
 * All malformed and hostile events through one instance of each of the two cores: it survives them all, reads a good
 * event the same after each, and its memory ends where it was.
 */

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import type * as Package from '../../js/entries/index';
import { eventBytes, malformed, malformedEnvelopes, PKG } from './support/project';

interface Case {
  name: string;
  bytes: Buffer;
  /** What is expected of the first result, if anything is. */
  expected: string | undefined;
}

const CASES: Case[] = [
  ...[...malformed(), ...malformedEnvelopes()].map(({ path, bytes, expected }) => ({
    name: path,
    bytes,
    expected: expected === 'any' ? undefined : expected,
  })),
  ...[' ', '[', '\0'].map((filling) => ({
    name: `a gzip bomb of ${JSON.stringify(filling)}`,
    bytes: clsEvent(gzipSync(Buffer.alloc(128_000_000, filling), { level: 9 })),
    expected: 'error',
  })),
];

function clsEvent(data: Buffer): Buffer {
  return Buffer.from(JSON.stringify({ clslogs: { data: data.toString('base64') } }));
}

/** What of an instance is looked at. */
interface Instance {
  exports: { memory: { buffer: ArrayBuffer } };
}

/** The instances of WebAssembly that were made since the last look. */
const instances: Instance[] = [];
const wasm = WebAssembly as unknown as { Instance: new () => Instance };
wasm.Instance = new Proxy(wasm.Instance, {
  construct(target, parameters, newTarget) {
    const instance = Reflect.construct(target, parameters, newTarget);
    instances.push(instance);
    return instance;
  },
});

function memorySize(): number {
  const [instance, ...more] = instances;
  assert.ok(instance !== undefined && more.length === 0, 'there must be one instance');
  return instance.exports.memory.buffer.byteLength;
}

test('there are at least two hundred cases', () => {
  assert.ok(CASES.length >= 200, `${CASES.length}`);
});

for (const [entry, load] of [
  ['index.js', () => createRequire(import.meta.url)(join(PKG, 'index.js'))],
  ['index.mjs', () => import(join(PKG, 'index.mjs'))],
] as const) {
  test(`torture of ${entry}`, async (t) => {
    const { parse, MpsWebhookError }: typeof Package = await load();
    instances.length = 0;
    const good = eventBytes('workflow-many-outputs.json');
    const reports = parse(good);

    const attempt = ({ name, bytes, expected }: Case) => {
      let given = 'report';
      try {
        assert.ok(parse(bytes).length > 0, name);
      } catch (error) {
        // Anything else, a trap above all, is a defect.
        assert.ok(error instanceof MpsWebhookError, `${name}: ${error}`);
        assert.ok(error.message.length > 10 && error.help.length > 10, name);
        given = 'error';
      }
      if (expected !== undefined) assert.equal(given, expected, name);
    };

    for (const each of CASES) {
      await t.test(each.name, () => {
        attempt(each);
        assert.deepEqual(parse(good), reports, 'a good event is not read the same after it');
      });
    }

    await t.test('one instance has done it all, and does not grow any more', () => {
      const before = memorySize();
      for (let round = 0; round < 5; round++) {
        for (const { bytes } of CASES) {
          try {
            parse(bytes);
          } catch {}
        }
      }
      assert.equal(memorySize(), before);
      assert.ok(before < 96 << 20, `${before} bytes: the smallest function has 128 MB in all`);
    });
  });
}
