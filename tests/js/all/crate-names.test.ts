/** The names that the crate gives to programs: a change of them shows as a diff of the list. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { ROOT } from '../support/project';

const LIST = join(ROOT, 'tests', 'vectors', 'public-names.txt');

test('the public names of the crate are those of the list', () => {
  const folder = join(ROOT, 'target', 'doc');
  const document = ['doc', '--no-deps', '--all-features', '--locked', '--quiet'];
  execFileSync('cargo', document, {
    cwd: ROOT,
    env: {
      ...process.env,
      CARGO_TARGET_DIR: join(ROOT, 'target'),
      RUSTDOCFLAGS: '--deny warnings',
    },
  });
  const page = readFileSync(join(folder, 'mps_webhook', 'all.html'), 'utf8');
  const links = page.matchAll(/<a href="[\w/]*?(\w+)\.\w+\.html">([\w:]+)<\/a>/g);
  const names = [...links].map(([, kind, name]) => `${name} (${kind})`).sort();
  assert.ok(names.length > 50, 'the page of all items is made in another way');
  const text = `${names.join('\n')}\n`;
  if (process.env.UPDATE_VECTORS !== undefined) writeFileSync(LIST, text);
  assert.equal(text, readFileSync(LIST, 'utf8'));
});
