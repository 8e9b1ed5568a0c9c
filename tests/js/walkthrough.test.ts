/** The walk-throughs: the same in every language, and what they show of the log and the bucket is what there is. */

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { TEMPLATES, type Template } from '../../js/input/templates';
import { deploy } from './support/function';
import { nodeFor } from './support/nodes';
import { envelopes, eventObject, PKG, ROOT, SCF_NODE } from './support/project';

const FOLDER = join(ROOT, 'docs', 'walkthrough');
const LANGUAGES = ['en', 'ja', 'ko', 'zh'];
const REQUEST_ID = 'f03dc946-3df4-45a0-8e54-0123456789ab';

/** The event whose log is shown. */
const EVENTS: Record<Template, () => object> = {
  'mps-webhook': () => eventObject('workflow-partial.json'),
  'mps-to-cos': () => eventObject('workflow-partial.json'),
  'cls-to-cos': () => {
    const found = envelopes().find(({ name }) => name === 'cls-only-logs.json');
    return JSON.parse(`${found?.bytes}`);
  },
};

const text = (template: Template, language: string) =>
  readFileSync(join(FOLDER, `${template}.${language}.md`), 'utf8');
const blocks = (page: string) => page.match(/^```[\s\S]*?^```/gm) ?? [];
/** The blocks of the steps in which the log is read and the bucket is looked into. */
const shown = (template: Template) => {
  const page = text(template, 'en');
  return blocks(page.slice(page.indexOf('\n## 6'), page.indexOf('\n## 8'))).map((block) =>
    block.replace(/^```.*\n?/gm, '').trim(),
  );
};
/** The rows of a table and the steps of a list, by what begins them. */
const shape = (page: string) =>
  page
    .split('\n')
    .map((line) => /^(#+ \d*|\d\.|\| `[^`]+`|\|)/.exec(line)?.[0])
    .filter((start) => start !== undefined);

test('every template has one in every language', () => {
  const names = TEMPLATES.flatMap((template) =>
    LANGUAGES.map((language) => `${template}.${language}.md`),
  );
  assert.deepEqual(readdirSync(FOLDER).sort(), names.sort());
});

for (const template of TEMPLATES) {
  test(`${template}: every language has the same steps`, () => {
    const english = text(template, 'en');
    assert.deepEqual(
      english.match(/^## \d/gm),
      ['1', '2', '3', '4', '5', '6', '7', '8'].map((n) => `## ${n}`),
    );
    for (const language of LANGUAGES) {
      const page = text(template, language);
      assert.deepEqual(blocks(page), blocks(english), language);
      assert.deepEqual(shape(page), shape(english), language);
      for (const [, link = ''] of page.matchAll(/\]\(([^)]+)\)/g)) {
        assert.ok(existsSync(join(dirname(join(FOLDER, 'x')), link)), link);
      }
    }
  });

  test(`${template}: the log and the objects are as shown`, async (t) => {
    const node = await nodeFor(t, SCF_NODE);
    if (node === undefined) return;
    const [log = '', again = '', keys, content, ...more] = shown(template);
    assert.deepEqual(more, []);
    const { invoke, objects } = await deploy(t, {
      node,
      scf: { folder: join(PKG, 'scf', template) },
    });
    const event = EVENTS[template]();
    const withoutTimes = (lines: string) => lines.replace(/"ms":\d+/g, '"ms":0');
    for (const lines of [log, again]) {
      const { logs } = await invoke(event, { requestId: REQUEST_ID });
      assert.equal(withoutTimes(logs.join('\n')), withoutTimes(lines));
    }
    const stored = await objects();
    assert.equal([...stored.keys()].sort().join('\n'), keys);
    if (content !== undefined) assert.equal(`${[...stored.values()][0]}`.trim(), content);
  });

  test(`${template}: the messages to look for are those of the function`, async (t) => {
    const node = await nodeFor(t, SCF_NODE);
    if (node === undefined) return;
    const said = async (env: Record<string, string | undefined>, event: object) => {
      const scf = { folder: join(PKG, 'scf', template) };
      const { invoke } = await deploy(t, { node, env, scf });
      const { logs, error } = await invoke(event);
      return `${logs.join('\n')}\n${error?.message ?? ''}`;
    };
    const event = EVENTS[template]();
    const all = [
      await said({ COS_BUCKET: undefined }, event),
      await said({ TENCENTCLOUD_SECRETID: undefined }, event),
      await said({ COS_BUCKET: 'other-1250000000', TENCENTCLOUD_SECRETKEY: 'another' }, event),
      await said({}, { hello: 'world' }),
    ].join('\n');
    const page = text(template, 'en');
    const rows = /^## 6[\s\S]*^## 7/m.exec(page)?.[0].match(/^\| `.*$/gm) ?? [];
    assert.equal(rows.length, 4);
    for (const row of rows) {
      const [wanted = ''] = /(?<=^\| `)[^`]+/.exec(row) ?? [];
      assert.ok(all.includes(wanted), wanted);
    }
  });
}
