/** The text of the event, the plan's form, and the page on a phone and by the keyboard. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { editorReady, openInspector, paste } from '../support/inspector';
import { eventBytes, fixturePath } from '../support/project';

const line = (name: string) => JSON.stringify(JSON.parse(eventBytes(name).toString()));
const text = (page: Page) => page.locator('.cm-content').innerText();

test('Undo stays within an event, and Revert brings back how it was opened', async (t) => {
  const { page, complaints } = await openInspector(t);
  await editorReady(page);
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('{');
  await page.locator('h1', { hasText: 'Not readable' }).waitFor();
  await page.locator('.raw .tag', { hasText: 'edited' }).waitFor();
  await page.keyboard.press('Control+z');
  await page.locator('h1', { hasText: 'Partly done' }).waitFor();
  await page.keyboard.type(' ');
  await page.getByRole('button', { name: 'Revert' }).click();
  await page.locator('.raw .tag').waitFor({ state: 'detached' });

  await paste(page, line('edit-media-failed.json'));
  await page.locator('h1', { hasText: 'Failed' }).waitFor();
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  assert.match(await text(page), /EditMediaTask/);
  // An edited event is found again edited, and can still be reverted.
  await page.keyboard.press('Control+Home');
  await page.keyboard.type(' ');
  await page.goBack();
  await page.locator('h1', { hasText: 'Partly done' }).waitFor();
  await page.goForward();
  await page.locator('.raw .tag', { hasText: 'edited' }).waitFor();
  assert.deepEqual(complaints, []);
});

test('Format says what is wrong with broken JSON, and goes there', async (t) => {
  const { page } = await openInspector(t);
  await editorReady(page);
  await paste(page, '{"EventType": "WorkflowTask",\n "a": [1, 2 3]}');
  await page.locator('h1', { hasText: 'Not readable' }).waitFor();
  await page.getByRole('button', { name: 'Format' }).click();
  await page.getByText('not JSON: line 2, column 13. A comma must stand here.').waitFor();
  await page.locator('.cm-focused').waitFor();
});

test('an error inside an envelope is lit where it stands in the outer text', async (t) => {
  const { page } = await openInspector(t);
  const body = '{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"a",,}}';
  const event = { httpMethod: 'POST', requestContext: {}, headers: {}, body };
  await paste(page, JSON.stringify(event, null, 2));
  await editorReady(page);
  await page.getByRole('button', { name: /^line 5, column \d+$/ }).click();
  const mark = page.locator('.cm-error');
  assert.equal(await mark.innerText(), ',');
  assert.match((await page.locator('.cm-line', { has: mark }).innerText()) ?? '', /"body"/);
});

test('the path of what the cursor is in is shown and copied, and the search speaks the language', async (t) => {
  const { page } = await openInspector(t);
  await editorReady(page);
  await page.locator('.cm-line', { hasText: '"SamplingRate"' }).first().click();
  const path = page.locator('.raw footer code');
  await path.filter({ hasText: 'AudioStreamSet[0].SamplingRate' }).waitFor();
  await page.locator('.raw footer').getByRole('button', { name: /^Copy/ }).click();
  await page.getByText('Copied').waitFor();
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+f');
  await page.locator('.cm-search [name=search]').waitFor();
  for (const [lang, word] of [
    ['zh', '查找'],
    ['ja', '検索'],
    ['ko', '찾기'],
  ] as const) {
    await page.locator('#page-language').selectOption(lang);
    await page.locator(`.cm-search [placeholder="${word}"]`).waitFor();
  }
});

test('refusals, warnings and plans follow the language at once', async (t) => {
  const { page } = await openInspector(t);
  await page
    .locator('#open-files')
    .setInputFiles(fixturePath('malformed', 'array-missing-bracket.json'));
  await page.locator('h1', { hasText: 'Not readable' }).waitFor();
  for (const [lang, words] of [
    ['zh', '请原样传入收到的通知文本'],
    ['ja', '受け取ったまま'],
    ['ko', '받은 그대로'],
  ] as const) {
    await page.locator('#page-language').selectOption(lang);
    await page.locator('.outcome', { hasText: words }).waitFor();
  }
  await paste2(page, line('workflow-partial.json'));
  await page.keyboard.press('2');
  await page.locator('.bubble', { hasText: '일부 성공' }).waitFor();
  await page.locator('#page-language').selectOption('ja');
  await page.locator('.bubble', { hasText: '一部成功' }).waitFor();

  async function paste2(on: Page, event: string) {
    await on.keyboard.press('p');
    await on.locator('dialog textarea').fill(event);
    await on.locator('dialog button[type=submit]').click();
    await on.locator('dialog').waitFor({ state: 'detached' });
  }
});

test('kinds of sub-tasks have names in every language', async (t) => {
  const { page } = await openInspector(t, { locale: 'zh-CN' });
  await page.locator('#open-files').setInputFiles(fixturePath('events', 'workflow-ai-review.json'));
  await page.locator('h1', { hasText: '建议拦截' }).waitFor();
  await page.locator('.finding-task h3', { hasText: '画面鉴恐' }).waitFor();
  await page.locator('#page-language').selectOption('en');
  await page.locator('.finding-task h3', { hasText: 'Terrorism review, pictures' }).waitFor();
});

test('the form has what most people set first, and says an error once, at its field', async (t) => {
  const { page } = await openInspector(t);
  await page.evaluate('scrollTo(0, 500)');
  await page.keyboard.press('2');
  await page.locator('.bubble').first().waitFor();
  assert.equal(await page.evaluate('scrollY'), 0);
  const layout = page.locator('[id="cos.layout"]');
  assert.equal(await layout.isVisible(), false);
  await page.getByText('5 more options').first().click();
  assert.equal(await layout.isVisible(), true);

  const bucket = page.locator('[id="cos.bucket"]');
  await bucket.fill('BAD');
  const problem = page.locator('[id="cos.bucket-problem"]');
  await problem.filter({ hasText: 'full name with the APPID' }).waitFor();
  assert.equal(await bucket.getAttribute('aria-invalid'), 'true');
  assert.equal(await page.getByText('full name with the APPID').count(), 1);
  await bucket.fill('results-1250000000');
  await problem.waitFor({ state: 'detached' });

  await page.locator('[id="notify.0.url"]').fill('https://qyapi.weixin.qq.com/x?key=VERYSECRET');
  const variables = page.locator('.preview');
  await variables.filter({ hasText: '••••••' }).waitFor();
  assert.doesNotMatch(await variables.innerText(), /VERYSECRET/);
  await page.getByLabel('Show secrets').check();
  await variables.filter({ hasText: 'VERYSECRET' }).waitFor();
});

test('one id a page, in every view', async (t) => {
  const { page } = await openInspector(t);
  const twice = () =>
    page.evaluate(`(() => {
      const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
      return ids.filter((id, index) => ids.indexOf(id) !== index);
    })()`);
  for (const key of ['1', '2', '3', '?', 'Escape', 's']) {
    await page.keyboard.press(key);
    assert.deepEqual(await twice(), [], key);
  }
});

test('rows are within five Tabs, and the focus returns where it was', async (t) => {
  const { page } = await openInspector(t);
  const lines = ['schedule-success.json', 'edit-media-failed.json', 'live-eof.json'].map(line);
  await page
    .locator('#open-files')
    .setInputFiles({ name: 'log.ndjson', mimeType: '', buffer: Buffer.from(lines.join('\n')) });
  await page.getByText('3 of 3 events').waitFor();
  await page.getByRole('banner').getByRole('button', { name: 'Skip to the list' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('j');
  await page.locator('#row-1[aria-selected=true]').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('h1', { hasText: 'Failed' }).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.list:focus').waitFor();
  await page.locator('#row-1[aria-selected=true]').waitFor();
  const tool = page.getByRole('button', { name: 'Samples' });
  await tool.focus();
  await page.keyboard.press('Enter');
  await page.locator('.card').first().waitFor();
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
  assert.match(String(await page.evaluate('document.activeElement.textContent')), /Samples/);
});

test('on a phone nothing covers text, and rows of an archive are seen at once', async (t) => {
  const { page } = await openInspector(t, { viewport: { width: 390, height: 844 } });
  const covering = await page.evaluate(`[...document.querySelectorAll('body *')]
    .filter((element) => getComputedStyle(element).position === 'fixed' && element.offsetHeight > 0)
    .map(({ className }) => className)`);
  assert.deepEqual(covering, []);
  await page.getByRole('button', { name: 'Show the event' }).click();
  await page.locator('.raw .cm-content').waitFor();
  await page.getByRole('button', { name: 'Show the report' }).click();
  const lines = ['schedule-success.json', 'edit-media-failed.json', 'live-eof.json'].map(line);
  await page
    .locator('#open-files')
    .setInputFiles({ name: 'log.ndjson', mimeType: '', buffer: Buffer.from(lines.join('\n')) });
  await page.locator('#row-2').waitFor();
  const bottom = await page.evaluate(
    `document.querySelector('#row-2').getBoundingClientRect().bottom`,
  );
  assert.ok(Number(bottom) <= 844, `${bottom}`);
});
