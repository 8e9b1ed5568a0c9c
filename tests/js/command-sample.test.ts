/** `mps-webhook sample`: every event it prints is one of the tests'. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { run } from '../../js/cli/commands/sample';
import SAMPLES from '../../js/display/samples.json';
import { ROOT } from './support/project';
import { around, KIT } from './support/surroundings';

test('every sample is printed as it is', async (t) => {
  const surroundings = await around(t);
  assert.equal(await run('', { list: true }, surroundings, KIT), 0);
  const names = surroundings.output().trim().split('\n');
  assert.deepEqual(names, Object.keys(SAMPLES));
  for (const [name, path] of Object.entries(SAMPLES)) {
    assert.equal(await run(name, {}, surroundings, KIT), 0);
    assert.equal(surroundings.output(), readFileSync(join(ROOT, path), 'utf8'), name);
  }
});
