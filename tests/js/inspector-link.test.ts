/** Links that open an event in the inspector: what stands behind `#` is read here by zlib. */

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import test from 'node:test';
import { inflateRawSync } from 'node:zlib';
import type * as Inspector from '../../js/entries/inspector-link';
import { eventBytes, eventNames, PKG } from './support/project';

const BASE = 'https://inspector.example.com/a/';

for (const [entry, load] of [
  ['inspector.js', async () => createRequire(import.meta.url)(join(PKG, 'inspector.js'))],
  ['inspector.mjs', () => import(join(PKG, 'inspector.mjs'))],
] as const) {
  test(`links of ${entry}`, async () => {
    const { inspectorLink }: typeof Inspector = await load();
    const open = (link: string) => {
      const [, text] = /^https:\/\/inspector\.example\.com\/a\/#e=([\w-]+)$/.exec(link) ?? [];
      assert.ok(text, link);
      return inflateRawSync(Buffer.from(text, 'base64url')).toString();
    };
    for (const name of eventNames) {
      const text = eventBytes(name).toString();
      assert.equal(open(await inspectorLink(text, { base: BASE })), text);
      assert.equal(open(await inspectorLink(Buffer.from(text), { base: `${BASE}#e=old` })), text);
      const event = JSON.parse(text);
      assert.equal(open(await inspectorLink(event, { base: BASE })), JSON.stringify(event));
    }
    // Every length of the last group of Base64.
    for (const text of ['', '1', '12', '"é漢😀"', '\ufeff{}']) {
      assert.equal(open(await inspectorLink(text, { base: BASE })), text);
    }
    // The inspector opens no larger one.
    const most = ' '.repeat(8 * 1024 * 1024);
    assert.equal(open(await inspectorLink(most, { base: BASE })), most);
    await assert.rejects(inspectorLink(`${most} `, { base: BASE }), {
      code: 'too_large',
      path: 'event',
      help: 'pass it on as a file',
      message: /8388609 bytes/,
    });
  });
}
