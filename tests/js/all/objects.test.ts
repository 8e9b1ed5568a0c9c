/**
 * The core that gives objects, by serde-wasm-bindgen, says what the text says that `JSON.parse` reads.
 */

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { buildObjects } from '../../../scripts/build-objects.mjs';
import { events } from '../../conformance/events';
import { fixtures } from '../support/project';

const folder = mkdtempSync(join(tmpdir(), 'objects-'));
after(() => rmSync(folder, { recursive: true, force: true }));

interface ObjectsCore {
  parse(event: Uint8Array, language: Uint8Array): string;
  parseToObjects(event: Uint8Array, language: Uint8Array): unknown[];
}

test('the objects of a core are what its text says', () => {
  const core: ObjectsCore = createRequire(__filename)(buildObjects(folder));
  const given = (['events', 'envelopes', 'malformed', 'malformed-envelopes'] as const).flatMap(
    (it) => fixtures(it).map(({ path }) => readFileSync(path)),
  );
  const random = [...events(20_241_130, 300)].map((event) => Buffer.from(JSON.stringify(event)));
  assert.ok(given.length > 40);
  for (const bytes of [...given, ...random]) {
    for (const language of ['zh', 'en']) {
      const id = Buffer.from(language);
      assert.deepEqual(core.parseToObjects(bytes, id), JSON.parse(core.parse(bytes, id)));
    }
  }
});
