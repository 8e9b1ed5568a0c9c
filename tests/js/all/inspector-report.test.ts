/** The report as it is read, by mouse and by keys: outputs, fields, texts from outside, several notifications. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { editorReady, openInspector, paste, traced } from '../support/inspector';
import { eventBytes, fixturePath } from '../support/project';

async function show(page: Page, name: string): Promise<void> {
  await page.locator('#open-files').setInputFiles(fixturePath('events', name));
  await page.locator('.raw .name', { hasText: name }).waitFor({ state: 'attached' });
}

test('outputs are whole, with what can be done with them, in every language and on every screen', async (t) => {
  const { page } = await openInspector(t);
  for (const name of ['workflow-many-outputs.json', 'workflow-partial.json']) {
    await show(page, name);
    for (const lang of ['en', 'zh', 'ja', 'ko']) {
      await page.locator('#page-language').selectOption(lang);
      for (const width of [1920, 1440, 1024, 390]) {
        await page.setViewportSize({ width, height: 900 });
        const found = await page.evaluate<string[]>(`(() => {
          const box = document.querySelector('.scroll:has(> .outputs)');
          const { right } = box.getBoundingClientRect();
          const cut = [...box.querySelectorAll('.outputs a, .outputs button, .outputs td')]
            .filter((it) => it.getBoundingClientRect().right > right + 0.5);
          // A word of a few characters in a line of its own.
          const high = [...box.querySelectorAll('.outputs td')].filter((it) => it.getBoundingClientRect().height > 90);
          return [...cut, ...high].map((it) => it.outerHTML.slice(0, 80));
        })()`);
        assert.deepEqual(found, [], `${name} ${lang} ${width}`);
      }
    }
  }
});

test('no text from outside turns what stands around it, wherever it is drawn', async (t) => {
  const { page, complaints } = await openInspector(t);
  const turn = '\u202egpj.\u2066exe';
  const event = JSON.stringify({
    EventType: 'WorkflowTask',
    WorkflowTaskEvent: {
      TaskId: `1250000000-WorkflowTask-${turn}`,
      Status: 'FINISH',
      InputInfo: {
        Type: 'COS',
        CosInputInfo: { Bucket: `in${turn}`, Region: turn, Object: `/a/${turn}` },
      },
      MediaProcessResultSet: [
        {
          Type: turn,
          TranscodeTask: { Status: 'FAIL', ErrCode: 1, ErrCodeExt: turn, Message: turn },
        },
      ],
    },
  });
  const turning = () =>
    page.evaluate<string[]>(`(() => {
      const turns = /[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]/;
      return [...document.querySelectorAll('body *')].flatMap((element) => [
        ...[...element.childNodes].filter((it) => it.nodeType === 3).map((it) => it.data),
        ...['title', 'aria-label'].map((name) => element.getAttribute(name) ?? ''),
      ]).filter((text) => turns.test(text));
    })()`);
  await page
    .locator('#open-files')
    .setInputFiles({ name: `${turn}.json`, mimeType: '', buffer: Buffer.from(event) });
  await page.locator('.subject', { hasText: '\ufffdgpj.\ufffdexe' }).waitFor();
  await editorReady(page);
  assert.deepEqual(await turning(), []);
  // The editor draws them as signs.
  await page.locator('.raw .cm-specialChar').first().waitFor();
  await page.keyboard.press('2');
  await page.locator('.bubble').first().waitFor();
  assert.deepEqual(await turning(), []);
  await page.keyboard.press('3');
  await page.locator('.compare select').selectOption('workflow-partial.json');
  await page.locator('.differences').waitFor();
  assert.deepEqual(await turning(), []);
  await page.keyboard.press('e');
  await page.locator('dialog .preview', { hasText: 'gpj' }).waitFor();
  assert.deepEqual(await turning(), []);
  await page.keyboard.press('Escape');
  await paste(page, `${event}\n${event}`);
  await page.locator('#row-1 .why').waitFor();
  assert.deepEqual(await turning(), []);
  assert.deepEqual(complaints, []);
});

test('what is short says more when it is pressed, by keys, too', async (t) => {
  const { page } = await openInspector(t);
  await show(page, 'workflow-many-outputs.json');
  const billed = page.locator('.facts summary');
  await billed.focus();
  await page.keyboard.press('Enter');
  await page.getByText('The length of what transcoding made').waitFor();
});

/** Goes through the fields by `f` until it comes round, and says which were lit. */
async function litByKeys(page: Page): Promise<string[]> {
  const lit: string[] = [];
  for (let step = 0; step < 2000; step++) {
    await page.keyboard.press('f');
    const path = await page.evaluate<string>(
      `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
        const { activeElement: it } = document;
        done(it.dataset.field + (it.matches('.lit') ? '' : ' is not lit'));
      })))`,
    );
    if (path === lit[0]) break;
    lit.push(path);
  }
  return lit;
}

test('every field of the report that has a source is reached by keys, and shows it', async (t) => {
  const { page } = await openInspector(t);
  await editorReady(page);
  let most = 0;
  for (const name of [
    'workflow-partial.json',
    'workflow-ai-review.json',
    'workflow-many-outputs.json',
    'edit-media-failed.json',
  ]) {
    await show(page, name);
    await traced(page);
    await page.locator('#main').focus();
    const all = await page.evaluate<string[]>(
      `[...new Set([...document.querySelectorAll('.report [data-field]')].map((it) => it.dataset.field))]`,
    );
    const lit = await litByKeys(page);
    assert.deepEqual(lit.sort(), all.sort(), name);
    most = Math.max(most, all.length);
    // And back.
    await page.keyboard.press('Shift+F');
    await page.locator('[data-field].lit:focus').waitFor();
  }
  console.log(`at most ${most} fields of one report`);
  assert.ok(most >= 63, `${most}`);
});

test('the text follows from one notification of a file to the next, and does not while it is edited', async (t) => {
  const { page } = await openInspector(t);
  const message = (name: string) => ({
    CMQ: { msgBody: JSON.parse(eventBytes(name).toString()) },
  });
  const names = ['schedule-success.json', 'workflow-many-outputs.json', 'edit-media-failed.json'];
  const broken = { CMQ: { msgBody: '{"EventType":"WorkflowTask"' } };
  await paste(page, JSON.stringify({ Records: [...names.map(message), broken] }, null, 1));
  await editorReady(page);
  /** Whether a line with a text is on the screen. */
  const seen = (text: string) => page.locator('.cm-line', { hasText: text }).first().waitFor();
  const scrolled = () =>
    page.evaluate<number>(
      `document.querySelector('.raw .code').shadowRoot.querySelector('.cm-scroller').scrollTop`,
    );
  // The worst one is shown first, and stands last.
  await page.getByText('Notification 4 of 4').waitFor();
  await seen('"{\\"EventType\\":\\"WorkflowTask\\""');
  assert.ok((await scrolled()) > 0);
  for (const name of names.slice().reverse()) {
    await page.keyboard.press('k');
    const id = /"TaskId": "([^"]+)"/.exec(eventBytes(name).toString())?.[1];
    assert.ok(id);
    await seen(id);
  }
  await page.getByText('Notification 1 of 4').waitFor();
  await traced(page);
  await page.locator('.cm-content').focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' ');
  await page.locator('.raw .tag', { hasText: 'edited' }).waitFor();
  await traced(page);
  await page.locator('.cm-line', { hasText: /^\} $/ }).waitFor();
});

test('in the plan, one mistake is said once', async (t) => {
  const { page } = await openInspector(t);
  const refused = page.locator('.plan .refused');
  await page
    .locator('#open-files')
    .setInputFiles(fixturePath('malformed', 'array-missing-bracket.json'));
  await page.locator('h1', { hasText: 'Not readable' }).waitFor();
  await page.keyboard.press('2');
  await refused.first().waitFor();
  assert.equal(await refused.count(), 1);
});

test('what an option has by itself, and what adds one, is said in the language of the page', async (t) => {
  const { page } = await openInspector(t);
  await page.keyboard.press('2');
  await page.locator('.bubble').first().waitFor();
  await page.locator('summary', { hasText: /^invoke/ }).click();
  for (const [lang, add, unset] of [
    ['en', 'Add invoke', 'not set'],
    ['zh', '添加 invoke', '未设置'],
    ['ja', 'invoke を追加', '未設定'],
    ['ko', 'invoke 추가', '설정 안 함'],
  ] as const) {
    await page.locator('#page-language').selectOption(lang);
    await page.getByRole('button', { name: add }).waitFor();
    const choices = await page.locator('.options select option:first-child').allTextContents();
    const unsets = choices.filter((it) => it.startsWith(unset));
    assert.ok(unsets.length > 3, lang);
    for (const text of unsets) assert.doesNotMatch(text, /`/, text);
    if (lang === 'en') continue;
    for (const text of unsets) assert.doesNotMatch(text, /\b(the|of|for|by|and)\b/, text);
  }
});

test('who presses a button that goes away goes on from what is next to it', async (t) => {
  const { page } = await openInspector(t);
  const focus = () =>
    page.evaluate<string>(`(() => {
      const { activeElement: it } = document;
      return it.id || it.className || it.tagName;
    })()`);
  await editorReady(page);
  await page.locator('.cm-content').click();
  await page.keyboard.type(' ');
  await page.getByRole('button', { name: 'Revert' }).press('Enter');
  await page.locator('.raw .tag').waitFor({ state: 'detached' });
  assert.equal(await focus(), 'code');
  await page.locator('#main').focus();
  await page.keyboard.press('2');
  await page.getByRole('button', { name: 'Remove notify 1' }).press('Enter');
  await page.locator('.item').first().waitFor({ state: 'detached' });
  assert.equal(await focus(), 'SUMMARY');
  const lines = ['schedule-success.json', 'edit-media-failed.json'].map((name) =>
    JSON.stringify(JSON.parse(eventBytes(name).toString())),
  );
  await page
    .locator('#open-files')
    .setInputFiles({ name: 'log.ndjson', mimeType: '', buffer: Buffer.from(lines.join('\n')) });
  await page.getByLabel('Search').fill('edit');
  await page.getByText('1 of 2 events').waitFor();
  await page.getByRole('button', { name: 'Clear filters' }).press('Enter');
  await page.getByText('2 of 2 events').waitFor();
  assert.equal(await focus(), 'archive-search');
});

test('an address that names a place of the page, or nothing, is no link with an event', async (t) => {
  const { page } = await openInspector(t);
  // Every title that the page shows from now on.
  await page.evaluate(`(() => {
    const title = () => document.querySelector('h1')?.textContent;
    globalThis.titles = new Set([title()]);
    new MutationObserver(() => titles.add(title())).observe(document.body, {
      childList: true, subtree: true, characterData: true,
    });
  })()`);
  for (const hash of ['#foo', '#main', '#%', '#e', '#example=1']) {
    // The page has handled the address, and has drawn what comes of it.
    await page.evaluate(`new Promise((resolve) => {
      addEventListener('hashchange', () => requestAnimationFrame(() => requestAnimationFrame(resolve)), { once: true });
      location.hash = ${JSON.stringify(hash)};
    })`);
    assert.deepEqual(await page.evaluate('[...titles]'), ['Partly done'], hash);
  }
  await page.evaluate(`location.hash = '#e=AA'`);
  await page.locator('h1', { hasText: 'Link not opened' }).waitFor();
});

test('what was pasted is named in the language of the page, and the zone is not offered where there is one', async (t) => {
  const { page } = await openInspector(t);
  await paste(page, eventBytes('edit-media-failed.json').toString());
  await page.locator('.raw .name', { hasText: 'Paste' }).waitFor();
  await page.locator('#page-language').selectOption('ja');
  await page.locator('.raw .name', { hasText: '貼り付け' }).waitFor();
  assert.equal(await page.locator('.zone').count(), 0);
});

test('a confidence is rounded down, and the marks of one event do not stay for the next', async (t) => {
  const { page } = await openInspector(t);
  await show(page, 'schedule-partial.json');
  assert.doesNotMatch((await page.locator('#main').textContent()) ?? '', /\b100%/);
  await page.locator('.outcome', { hasText: '99%' }).waitFor();
  await page.locator('.finding-task', { hasText: '99%' }).first().waitFor();
  await page.keyboard.press('f');
  await page.locator('.report .lit').first().waitFor();
  await show(page, 'workflow-ai-review.json');
  await page.locator('.finding-task', { hasText: '85%' }).first().waitFor();
  await page.locator('.report .lit').first().waitFor({ state: 'detached' });
});
