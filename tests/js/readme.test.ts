/** The README: the same in every language, and every link leads somewhere. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { eventBytes, PKG, ROOT } from './support/project';

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

test('the README of the npm package says what its calls return', () => {
  const { parse, safeParse, render, toCloudEvents, MpsWebhookError } = require(
    join(PKG, 'index.js'),
  );
  const event = eventBytes('workflow-many-outputs.json');
  for (const list of [parse(event), render(event, 'text'), toCloudEvents(event)])
    assert.equal(list.length, 1);
  assert.equal(typeof render(event, 'markdown')[0], 'string');
  const page = text('docs/README.npm.md');
  assert.match(
    page,
    /`render\(event, 'text', \{ lang \}\)` \| messages for people, one text a notif/,
  );
  // The message has the help, too, for logs that have nothing else.
  const { ok, error } = safeParse('<html>');
  assert.equal(ok, false);
  assert.ok(error instanceof MpsWebhookError && error.message.endsWith(`; ${error.help}`));
  assert.match(
    page,
    /`message` \(what is wrong, where, and what to do\), `help` \(only what to do\)/,
  );
});
