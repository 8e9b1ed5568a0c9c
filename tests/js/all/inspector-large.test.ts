/** An event of thousands of sub-tasks: what is drawn of it, and what is asked of the browser. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { en } from '../../../js/inspector/lang/en';
import { ja } from '../../../js/inspector/lang/ja';
import { zh } from '../../../js/inspector/lang/zh';
import { openInspector, traced } from '../support/inspector';

/** What the text of the event is called. */
const RAW = { en: en.raw, zh: zh.raw, ja: ja.raw };

const COUNT = 5600;
/** So many sub-tasks a report has at most; the others are counted. */
const IN_REPORT = 1000;

/** A megabyte and a half on one line. */
function largeEvent(hasFailed: (at: number) => boolean = () => false): Buffer {
  const task = (at: number) => ({
    Type: 'Transcode',
    TranscodeTask: {
      ...(hasFailed(at)
        ? { Status: 'FAIL', ErrCode: 70000, Message: `no worker for ${at}` }
        : { Status: 'SUCCESS', ErrCode: 0 }),
      Input: { Definition: 100_000 + at },
      Output: {
        Path: `/out/${at}.mp4`,
        Size: 2_000_000 + at,
        Bitrate: 1000,
        Duration: 60,
        Md5: 'd41d8cd98f00b204e9800998ecf8427e',
      },
    },
  });
  const event = {
    EventType: 'WorkflowTask',
    WorkflowTaskEvent: {
      TaskId: '1250000000-WorkflowTask-large',
      Status: 'FINISH',
      MediaProcessResultSet: Array.from({ length: COUNT }, (_, at) => task(at)),
    },
  };
  return Buffer.from(JSON.stringify(event));
}

async function open(page: Page, buffer: Buffer): Promise<void> {
  await page.locator('#open-files').setInputFiles({ name: 'large.json', mimeType: '', buffer });
  await page.locator('.raw .name', { hasText: 'large.json' }).waitFor();
  await page.locator('.tasks').waitFor();
}

const elements = async (page: Page) =>
  Number(await page.evaluate('document.querySelectorAll("*").length'));

/** How many elements are put into the page by what is done. */
async function added(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(`(() => {
    globalThis.added = 0;
    globalThis.observer?.disconnect();
    globalThis.observer = new MutationObserver((changes) => {
      for (const { addedNodes } of changes) {
        for (const node of addedNodes) {
          if (node.nodeType === 1) added += 1 + node.querySelectorAll('*').length;
        }
      }
    });
    observer.observe(document.body, { subtree: true, childList: true });
  })()`);
  await act();
  return Number(await page.evaluate('new Promise((done) => setTimeout(() => done(added), 50))'));
}

test('a large event is drawn as far as it is looked at', async (t) => {
  const { page, complaints } = await openInspector(t);
  await open(page, largeEvent());
  await page.locator('h1', { hasText: 'Succeeded' }).waitFor();
  await page.getByText('All 5,600 sub-tasks are done.').waitFor();
  assert.ok((await elements(page)) < 8000, `${await elements(page)}`);
  // What is pressed draws nothing anew but what changes.
  const field = page.locator('[data-field="tasks[7].definition"]').last();
  const byField = await added(page, () => field.click());
  // Whoever scrolls to it passes the ends of lists, which go on by a hundred lines.
  assert.ok(byField < 3000, `${byField}`);
  // And it is still there.
  const { y } = (await field.boundingBox()) ?? { y: -1 };
  assert.ok(y > 0 && y < 900, `${y}`);
  const bySort = await added(page, () => page.locator('th button.sort').first().click());
  assert.ok(bySort < 3000, `${bySort}`);
  // Whoever goes on finds the others.
  const tasks = page.locator('.tasks li');
  await tasks.first().scrollIntoViewIfNeeded();
  const before = await tasks.count();
  await tasks.last().scrollIntoViewIfNeeded();
  await tasks.nth(Math.min(before, 999)).waitFor();
  assert.deepEqual(complaints, []);
});

test('what is not drawn yet is said, is drawn to be searched and printed, and keys lead to it', async (t) => {
  const { page, complaints } = await openInspector(t);
  await open(page, largeEvent());
  const section = page.locator('section', { has: page.locator('.tasks') }).last();
  await section.locator('.end', { hasText: /\d00 of 1,000 are drawn/ }).waitFor();
  const tasks = page.locator('.tasks li');
  const drawn = await tasks.count();
  assert.ok(drawn < IN_REPORT);
  await page.keyboard.press('f');
  // From field to field, past the end of what was drawn.
  await page.evaluate(
    `document.querySelector('[data-field="tasks[${drawn - 2}].status"]').click()`,
  );
  const lit = page.locator(`[data-field^="tasks[${drawn}]"].lit`);
  for (let step = 0; step < 20 && (await lit.count()) === 0; step++) {
    await page.keyboard.press('f');
    await page.waitForTimeout(50);
  }
  assert.equal(await lit.count(), 1);
  await section.getByRole('button', { name: 'Draw all' }).click();
  await tasks.nth(IN_REPORT - 1).waitFor();
  assert.equal(await section.locator('.end').count(), 0);
  const rows = page.locator('.outputs tbody tr');
  assert.ok((await rows.count()) < IN_REPORT);
  await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
  await rows.nth(IN_REPORT - 1).waitFor({ state: 'attached' });
  assert.deepEqual(complaints, []);
});

test('thousands of failures are as few elements, whether they are alike or not', async (t) => {
  const { page } = await openInspector(t);
  await open(
    page,
    largeEvent(() => true),
  );
  await page.locator('h1', { hasText: 'Failed' }).waitFor();
  assert.ok((await elements(page)) < 8000, `${await elements(page)}`);
  const alike = largeEvent(() => true)
    .toString()
    .replace(/no worker for \d+/g, 'no worker');
  await open(page, Buffer.from(alike));
  const heading = page.locator('.failures h3');
  await heading.filter({ hasText: '+992' }).waitFor();
  assert.equal(await heading.count(), 1);
});

test('the sources of a large event are lit up, one at a time, and its one line is not drawn whole', async (t) => {
  const { page, complaints } = await openInspector(t);
  await open(page, largeEvent());
  const footer = page.locator('.raw footer');
  await traced(page);
  await page.locator('[data-field="tasks[7].definition"]').last().click();
  await footer
    .filter({ hasText: 'MediaProcessResultSet[7].TranscodeTask.Input.Definition' })
    .waitFor();
  const lit = page.locator('.raw .cm-lit');
  await lit.waitFor();
  assert.equal(await lit.innerText(), '100007');
  await page.locator('[data-field="tasks[9].status"]').first().click();
  await footer.filter({ hasText: 'MediaProcessResultSet[9].TranscodeTask.Status' }).waitFor();
  assert.equal(await lit.innerText(), '"SUCCESS"');
  // The other way round.
  await lit.click();
  await page.locator('[data-field="tasks[9].status"].lit').waitFor();

  const length = async () => (await page.locator('.raw .cm-content').textContent())?.length ?? 0;
  assert.ok((await length()) < 200_000, `${await length()}`);
  // And not when the view is left and entered again.
  await page.locator('#main').focus();
  await page.keyboard.press('3');
  await page.keyboard.press('1');
  await page.locator('.raw .cm-content').waitFor();
  assert.ok((await length()) < 200_000, `${await length()}`);
  assert.deepEqual(complaints, []);
});

test('the page reads a large event once: neither another language nor a plan stops it', async (t) => {
  const { page, complaints } = await openInspector(t);
  const event = largeEvent();
  // Whatever is read is copied into the memory of the core.
  await page.evaluate(`(() => {
    globalThis.readings = 0;
    const { set } = Uint8Array.prototype;
    Uint8Array.prototype.set = function (from, ...rest) {
      if (from.length >= 1_000_000) readings++;
      return set.call(this, from, ...rest);
    };
  })()`);
  const readings = () => page.evaluate<number>('readings');
  await open(page, event);
  await page.locator('h1', { hasText: 'Succeeded' }).waitFor();
  assert.equal(await readings(), 1);
  for (const [lang, headline] of [
    ['zh', '处理成功'],
    ['ja', '成功'],
    ['en', 'Succeeded'],
  ] as const) {
    await page.locator('#page-language').selectOption(lang);
    await page.locator('h1', { hasText: headline }).waitFor();
    // And its one line is not drawn whole.
    await page.locator(`.raw .cm-content[aria-label="${RAW[lang]}"]`).waitFor();
    const drawn = (await page.locator('.raw .cm-content').textContent()) ?? '';
    assert.ok(drawn.length < 200_000, `${lang}: ${drawn.length}`);
  }
  await page.locator('#main').focus();
  await page.keyboard.press('2');
  await page.locator('.bubble').first().waitFor();
  await page.locator('[id="cos.prefix"]').fill('other/');
  await page.locator('.plan .uri', { hasText: '/other/' }).first().waitFor();
  await page.getByRole('button', { name: 'What happened' }).click();
  await page.locator('.tasks').waitFor();
  assert.equal(await readings(), 1);
  assert.deepEqual(complaints, []);
});

test('neither a plan nor an export lets the page read or write a large JSON text', async (t) => {
  const { page, complaints } = await openInspector(t);
  await open(page, largeEvent());
  await traced(page);
  await page.evaluate(`(() => {
    globalThis.longest = 0;
    const { parse, stringify } = JSON;
    const note = (text) => { longest = Math.max(longest, text?.length ?? 0); };
    JSON.parse = (text, ...rest) => { note(text); return parse(text, ...rest); };
    JSON.stringify = (...all) => { const text = stringify(...all); note(text); return text; };
  })()`);
  await page.locator('#main').focus();
  await page.keyboard.press('2');
  await page.locator('.bubble').first().waitFor();
  // What is stored is shown as far as anybody reads it.
  await page.locator('.request summary').first().click();
  const shown = (await page.locator('.request[open] pre').textContent()) ?? '';
  assert.match(shown, /^PUT https:/);
  assert.ok(shown.length > 10_000 && shown.length < 25_000, `${shown.length}`);
  await page.keyboard.press('e');
  await page.locator('dialog .preview', { hasText: 'schema_version' }).waitFor();
  const longest = await page.evaluate<number>('longest');
  assert.ok(longest > 0 && longest < 500_000, `${longest}`);
  assert.deepEqual(complaints, []);
});

test('a large event is read anew only when who writes has stopped for a moment', async (t) => {
  const { page, complaints } = await openInspector(t);
  await open(page, largeEvent());
  await traced(page);
  await page.locator('.raw .cm-content').focus();
  // From now on time passes only where the test says so.
  await page.clock.install({ time: 0 });
  await page.clock.pauseAt(1000);
  await page.keyboard.type('xyz');
  await page.clock.runFor(250);
  assert.equal(await page.locator('h1').textContent(), 'Succeeded');
  await page.keyboard.type('x');
  await page.clock.runFor(250);
  assert.equal(await page.locator('h1').textContent(), 'Succeeded');
  await page.clock.runFor(100);
  await page.locator('h1', { hasText: 'Not readable' }).waitFor();
  assert.deepEqual(complaints, []);
});
