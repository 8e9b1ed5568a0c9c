/** `.github/workflows/release.yml`: nothing is published before it is tested and its version is compared with the last release. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { parse } from 'yaml';
import { findingsOf, GUIDE } from '../../scripts/check-metadata.mjs';
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

test('nothing is published before the owner has said whose it is, and one page says where', () => {
  const { test: tested } = read('release.yml');
  assert.ok(tested?.steps.some(({ run }) => run === 'node scripts/check-metadata.mjs'));
  assert.ok(!JSON.stringify(read('ci.yml')).includes('check-metadata'));

  assert.deepEqual(findingsOf({}, {}, 'owner/name'), [
    'package.json has no repository',
    'package.json has no homepage',
    'package.json has no bugs',
    'package.json has no author',
    'Cargo.toml has no repository',
    'Cargo.toml has no homepage',
  ]);
  const guide = readFileSync(join(ROOT, GUIDE), 'utf8');
  const [, json = ''] = /```json\n([\s\S]*?)```/.exec(guide) ?? [];
  const manifest = JSON.parse(`{${json}}`);
  const homepage = 'https://github.com/OWNER/NAME';
  const crate = { repository: homepage, homepage };
  assert.deepEqual(findingsOf(manifest, crate, 'OWNER/NAME'), []);
  assert.deepEqual(findingsOf(manifest, crate, 'other/name'), [
    'package.json: repository is not other/name',
    'Cargo.toml: repository is not other/name',
  ]);
});
