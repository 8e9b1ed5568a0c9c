/** `.github/workflows/release.yml`: nothing is published before it is tested and its version is compared with the last release. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { parse } from 'yaml';
import { ROOT } from './support/project';

interface Job {
  needs?: string[];
  steps: { uses?: string; run?: string; if?: string; id?: string }[];
}

const read = (name: string): Record<string, Job> =>
  parse(readFileSync(join(ROOT, '.github', 'workflows', name), 'utf8')).jobs;

test('both publishes wait for the tests and for the comparison with the last release', () => {
  const jobs = read('release.yml');
  for (const name of ['npm', 'crate']) assert.deepEqual(jobs[name]?.needs, ['test', 'semver']);
  const [, looksUp, compares] = jobs.semver?.steps ?? [];
  assert.match(looksUp?.run ?? '', /index\.crates\.io\/mp\/s-\/mps-webhook/);
  assert.equal(compares?.if, `steps.${looksUp?.id}.outputs.any == 'true'`);
  assert.match(compares?.run ?? '', /cargo semver-checks --package mps-webhook/);
});

test('actions are pinned by their digests', () => {
  for (const name of ['ci.yml', 'release.yml']) {
    for (const { uses } of Object.values(read(name)).flatMap(({ steps }) => steps)) {
      if (uses !== undefined) assert.match(uses, /@[0-9a-f]{40}$/, name);
    }
  }
});
