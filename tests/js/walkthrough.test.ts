/** The walk-throughs: the same in every language, and what they show of the log and the bucket is what there is. */

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { deploy } from './support/function';
import { nodeFor } from './support/nodes';
import { eventObject, ROOT, SCF_NODE } from './support/project';

const FOLDER = join(ROOT, 'docs', 'walkthrough');
const LANGUAGES = ['en', 'ja', 'ko', 'zh'];
const REQUEST_ID = 'f03dc946-3df4-45a0-8e54-0123456789ab';

const text = (language: string) => readFileSync(join(FOLDER, `mps-webhook.${language}.md`), 'utf8');
const blocks = (page: string) => page.match(/^```[\s\S]*?^```/gm) ?? [];
/** The rows of a table and the steps of a list, by what begins them. */
const shape = (page: string) =>
  page
    .split('\n')
    .map((line) => /^(#+ \d*|\d\.|\| `[^`]+`|\|)/.exec(line)?.[0])
    .filter((start) => start !== undefined);

test('every language has the same steps', () => {
  assert.deepEqual(
    readdirSync(FOLDER).sort(),
    LANGUAGES.map((language) => `mps-webhook.${language}.md`),
  );
  for (const language of LANGUAGES) {
    const page = text(language);
    assert.deepEqual(blocks(page), blocks(text('en')), language);
    assert.deepEqual(shape(page), shape(text('en')), language);
    for (const [, link = ''] of page.matchAll(/\]\(([^)]+)\)/g)) {
      assert.ok(existsSync(join(dirname(join(FOLDER, 'x')), link)), link);
    }
  }
});

test('the log and the objects are as shown', async (t) => {
  const node = await nodeFor(t, SCF_NODE);
  if (node === undefined) return;
  const [, , log, again, keys, ...more] = blocks(text('en'));
  assert.deepEqual(more, []);
  const { invoke, objects } = await deploy(t, { node });
  const event = eventObject('workflow-partial.json');
  const without = (lines = '') =>
    lines
      .replace(/^```.*\n?/gm, '')
      .replace(/"ms":\d+/g, '"ms":0')
      .trim();
  for (const shown of [log, again]) {
    const { logs } = await invoke(event, { requestId: REQUEST_ID });
    assert.equal(without(logs.join('\n')), without(shown));
  }
  assert.equal([...(await objects()).keys()].sort().join('\n'), without(keys));
});

test('the messages to look for are those of the function', async (t) => {
  const node = await nodeFor(t, SCF_NODE);
  if (node === undefined) return;
  const said = async (env: Record<string, string | undefined>, event: object) => {
    const { invoke } = await deploy(t, { node, env });
    const { logs, error } = await invoke(event);
    return `${logs.join('\n')}\n${error?.message ?? ''}`;
  };
  const event = eventObject('edit-media-success.json');
  const all = [
    await said({ COS_BUCKET: undefined }, event),
    await said({ TENCENTCLOUD_SECRETID: undefined }, event),
    await said({ COS_BUCKET: 'other-1250000000', TENCENTCLOUD_SECRETKEY: 'another' }, event),
    await said({}, { hello: 'world' }),
  ].join('\n');
  const rows = /^## 6[\s\S]*^## 7/m.exec(text('en'))?.[0].match(/^\| `.*$/gm) ?? [];
  assert.equal(rows.length, 4);
  for (const row of rows) {
    const [wanted = ''] = /(?<=^\| `)[^`]+/.exec(row) ?? [];
    assert.ok(all.includes(wanted), wanted);
  }
});
