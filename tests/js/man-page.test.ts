/** docs/mps-webhook.1: made of the commands there are, and shipped where npm looks for it. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { manPage } from '../../js/cli/man-page';
import { ROOT } from './support/project';

test('the man page is that of the commands there are', () => {
  const page = manPage();
  const file = readFileSync(join(ROOT, 'docs', 'mps-webhook.1'), 'utf8');
  assert.equal(file, page, 'node --import tsx scripts/make-man-page.mjs makes it anew');
  for (const part of [
    '.SS "mps\\-webhook deploy [options]"',
    '.B \\-\\-dead\\-letter',
    'Exit status',
  ]) {
    assert.ok(page.includes(part), part);
  }
  // A line that begins with a dot is for troff; nothing else may be.
  const macros = new Set(page.match(/^[.'].{0,2}/gm)?.map((it) => it.trim()));
  const known = '.\\" .B .I .PP .RE .RS .SH .SS .TH .TP .ad .fi .nf .nh'.split(' ');
  assert.deepEqual([...macros].sort(), known.sort());
});

test('the package has it', () => {
  const { man, files } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  assert.equal(man, './docs/mps-webhook.1');
  assert.ok(files.includes('docs/mps-webhook.1'));
});
