/** How the inspector looks: one scale of type, two radii, a verdict that leaves room for the rest, panels that stand still. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { editorReady, openInspector } from '../support/inspector';
import { eventNames, fixturePath } from '../support/project';

const WIDE = { width: 1440, height: 900 };

async function show(page: Page, name: string): Promise<void> {
  await page.locator('#open-files').setInputFiles(fixturePath('events', name));
  await page.locator('.raw .name', { hasText: name }).waitFor({ state: 'attached' });
}

/** The height of a line of text, pixels. */
const LINE = 24;

test('the verdict takes at most a fifth of the screen, and a line for each further reason', async (t) => {
  const { page } = await openInspector(t, { viewport: WIDE });
  for (const name of eventNames) {
    await show(page, name);
    const [height, reasons] = await page.evaluate<[number, number]>(
      `[document.querySelector('.outcome').getBoundingClientRect().height, document.querySelectorAll('.outcome li').length]`,
    );
    const most = WIDE.height / 5 + LINE * Math.max(reasons - 1, 0);
    assert.ok(height <= most, `${name}: ${height}, ${reasons} reasons`);
  }
});

test('report and event begin at one height, and the head of the event keeps its own', async (t) => {
  const { page } = await openInspector(t, { viewport: WIDE });
  await editorReady(page);
  await show(page, 'workflow-partial.json');
  const places = () =>
    page.evaluate<number[]>(
      `['.outcome', '.raw', '.raw .code'].map((it) => document.querySelector(it).getBoundingClientRect().top)`,
    );
  // What was shown before may stay for a moment.
  await page.waitForFunction(
    `document.querySelector('.outcome').getBoundingClientRect().top === document.querySelector('.raw').getBoundingClientRect().top`,
  );
  const [, , text] = await places();
  await page.locator('.raw .cm-content').click();
  await page.keyboard.type(' ');
  await page.locator('.raw .tag', { hasText: 'edited' }).waitFor();
  assert.equal((await places())[2], text);
});

test('all views have five sizes of type and two radii', async (t) => {
  const { page } = await openInspector(t, { viewport: WIDE });
  await show(page, 'workflow-ai-review.json');
  const sizes = new Set<string>();
  const radii = new Set<string>();
  for (const key of ['1', '2', '3', '?', 's', 'e']) {
    await page.keyboard.press('Escape');
    await page.keyboard.press(key);
    const found = await page.evaluate<[string, string][]>(`
      [...document.querySelectorAll('body *')].map((element) => {
        const style = getComputedStyle(element);
        const hasText = [...element.childNodes].some((it) => it.nodeType === 3 && it.data.trim());
        return [hasText ? style.fontSize : '', style.borderRadius];
      })`);
    for (const [size, radius] of found) {
      if (size !== '') sizes.add(size);
      for (const corner of radius.split(' ')) radii.add(corner);
    }
  }
  const pixels = [...sizes].map(Number.parseFloat).sort((one, other) => one - other);
  assert.deepEqual(pixels, [12, 13, 14, 17, 24]);
  assert.deepEqual([...radii].sort(), ['0px', '4px', '50%', '8px']);
});
