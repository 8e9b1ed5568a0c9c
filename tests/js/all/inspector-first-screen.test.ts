/**
 * For twelve events, what somebody asks first stands in the first screen, on a desk and on a phone.
 * `UPDATE_DOCS=1` writes the table of docs/inspector.md.
 */

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ASKED_EVENTS } from '../support/asked-events';
import { openInspector, PICTURES } from '../support/inspector';
import { fixturePath, ROOT } from '../support/project';

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]) {
  test(`the answer stands in the first screen of ${viewport.width} × ${viewport.height}`, async (t) => {
    const { page } = await openInspector(t, { viewport });
    for (const { folder, name, question, answer, selector } of ASKED_EVENTS) {
      await page.locator('#open-files').setInputFiles(fixturePath(folder, `${name}.json`));
      await page.locator('.raw .name', { hasText: name }).waitFor({ state: 'attached' });
      const element = page.locator(selector, { hasText: answer }).first();
      await element.waitFor();
      assert.equal(await page.evaluate('scrollY'), 0, name);
      const box = await element.boundingBox();
      assert.ok(box && box.y + box.height <= viewport.height, `${question} ${box?.y}`);
      await page.screenshot({ path: join(PICTURES, `first-screen-${name}-${viewport.width}.png`) });
    }
  });
}

test('the table of the documentation has these events', () => {
  const path = join(ROOT, 'docs', 'inspector.md');
  const text = readFileSync(path, 'utf8');
  const [begin, end] = ['<!-- first screen -->\n', '<!-- end of first screen -->'];
  const lines = ASKED_EVENTS.map(
    ({ name, question, answer, where }) => `| \`${name}\` | ${question} | ${answer} | ${where} |`,
  );
  const table = [
    '| event | question | answer | where |',
    '| --- | --- | --- | --- |',
    ...lines,
    '',
  ];
  const [before = '', rest = ''] = text.split(begin);
  const [now, behind = ''] = rest.split(end);
  if (process.env.UPDATE_DOCS) {
    writeFileSync(path, before + begin + table.join('\n') + end + behind);
    return;
  }
  assert.equal(now, table.join('\n'));
});
