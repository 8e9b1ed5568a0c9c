/** The README: the same in every language, and every link leads somewhere. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { ROOT } from './support/project';

const ENGLISH = 'README.md';
const OTHERS = ['docs/README.zh.md', 'docs/README.ja.md', 'docs/README.ko.md'];

const text = (file: string) => readFileSync(join(ROOT, file), 'utf8');
/** The commands and names of a page: what no language translates. */
const commands = (page: string) =>
  [...page.matchAll(/^(npm|npx) [^#\n]*/gm)].map(([command]) => command.trim());
const variables = (page: string) =>
  [...page.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
/** Headings, steps of lists and rows of tables, without their words. */
const shape = (page: string) =>
  page
    .split('\n')
    .filter((line) => !line.startsWith('>'))
    .map((line) => /^(#+ |\d\. |- |```\w*|\|)/.exec(line)?.[0])
    .filter((start) => start !== undefined);

for (const file of OTHERS) {
  test(`${file} has the content of ${ENGLISH}`, () => {
    const [page, english] = [text(file), text(ENGLISH)];
    assert.deepEqual(commands(page), commands(english));
    assert.deepEqual(variables(page), variables(english));
    assert.deepEqual(shape(page), shape(english));
  });
}

for (const file of [ENGLISH, ...OTHERS]) {
  test(`${file}: every link leads to a file`, () => {
    for (const [, link = ''] of text(file).matchAll(/\]\(([^)\s#]+)[^)]*\)/g)) {
      if (!link.startsWith('https:')) {
        assert.ok(existsSync(join(ROOT, dirname(file), link)), link);
      }
    }
  });
}
