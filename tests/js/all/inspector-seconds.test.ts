/**
 * What somebody sees of an event in ten seconds: did it fail, why, and what to do. Leaves a picture of each event in both themes:
 * `target/inspector/seconds-*.png`.
 */

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { ASKED_EVENTS, type AskedEvent } from '../support/asked-events';
import { openInspector, PICTURES, paste } from '../support/inspector';
import { eventBytes, fixturePath } from '../support/project';

const line = (name: string) => JSON.stringify(JSON.parse(eventBytes(name).toString()));

async function show(
  page: Page,
  { folder, name }: Pick<AskedEvent, 'folder' | 'name'>,
): Promise<void> {
  const path = fixturePath(folder, `${name}.json`);
  await page.locator('#open-files').setInputFiles(path);
  await page.locator('.raw .name', { hasText: name }).waitFor({ state: 'attached' });
}

/** The text of an element that may not be there. */
const textOf = async (page: Page, selector: string) =>
  (await page.locator(selector).allTextContents()).join(' ').trim();

for (const colorScheme of ['light', 'dark'] as const) {
  test(`ten seconds say whether it failed, why, and what to do: ${colorScheme}`, async (t) => {
    const { page, complaints } = await openInspector(t, { colorScheme });
    for (const event of ASKED_EVENTS) {
      const { name, verdict, why, todo } = event;
      await show(page, event);
      await page.locator('.outcome h1', { hasText: verdict }).waitFor();
      // The names of codes come with the editor.
      await page.locator('.raw .cm-content').waitFor();
      assert.match(await textOf(page, '.outcome .reason'), why, name);
      assert.match(await textOf(page, '.outcome .todo'), todo, name);
      await page.screenshot({ path: join(PICTURES, `seconds-${name}-${colorScheme}-1440.png`) });
    }
    assert.deepEqual(complaints, []);
  });
}

test('every verdict but a success says what to do, in every language', async (t) => {
  const { page } = await openInspector(t);
  const said = new Set<string>();
  for (const event of ASKED_EVENTS) {
    if (event.verdict === 'Succeeded') continue;
    await show(page, event);
    for (const lang of ['zh', 'ja', 'ko', 'en']) {
      await page.locator('#page-language').selectOption(lang);
      await page.locator(`html[lang^=${lang}]`).waitFor();
      const text = await page.locator('.outcome .todo').innerText();
      assert.ok(text.trim().length > 10, `${event.name} ${lang}: ${text}`);
      said.add(text);
    }
  }
  // What is said differs by language and by what happened.
  assert.ok(said.size >= 4 * 7, `${said.size}`);
});

test('one cause is told in one place: the banner has it, the list below only its codes', async (t) => {
  const { page } = await openInspector(t);
  await paste(page, line('edit-media-failed.json'));
  await page.locator('.outcome .reason', { hasText: 'The source was not downloaded' }).waitFor();
  const failures = page.locator('.failures');
  assert.match(
    await failures.innerText(),
    /Editing\s+Source file.*The service said.*Code\s+60000/s,
  );
  assert.doesNotMatch(await failures.innerText(), /not downloaded|retry/i);
  // Of several files only the one that the error names is in the banner.
  assert.equal(await page.locator('.subject strong').innerText(), '不存在.mp4');
  await paste(
    page,
    line('edit-media-failed.json').replace('download source failed: 素材/不存在.mp4', 'bad file'),
  );
  await page.locator('.subject strong', { hasText: /^One of 2 files$/ }).waitFor();
  assert.match(await page.locator('.place strong').first().innerText(), /^片头 v2\.mp4$/);
});

test('a sub-task whose success something contradicts is not green', async (t) => {
  const { page } = await openInspector(t);
  await paste(page, line('workflow-contradictions.json'));
  const rows = page.locator('.tasks li');
  await rows.nth(3).waitFor();
  assert.deepEqual(
    await page.locator('.tasks .state').allTextContents(),
    Array(4).fill('In doubt'),
  );
  // Each says why.
  assert.deepEqual(await page.locator('.doubt').allInnerTexts(), [
    'treat it as failed: there is no file',
    'check its files: ErrCodeExt SourceFileError',
    'probably done: Message retried after a time-out',
    'treat it as failed: there is no file',
  ]);
  const colour = (selector: string) =>
    page.evaluate(`getComputedStyle(document.querySelector('${selector}')).color`);
  assert.equal(await colour('.tasks .state'), await colour('.outcome h1'));
});

test('codes of defects, events and templates have names, and a fatal defect is red', async (t) => {
  const { page } = await openInspector(t);
  const colour = () =>
    page.evaluate(`getComputedStyle(document.querySelector('.outcome h1')).color`);
  await paste(page, line('live-eof-timeout.json'));
  await page.locator('.subject', { hasText: 'End of a live stream' }).waitFor();
  const red = await colour();
  await paste(page, line('workflow-quality-control.json'));
  await page.locator('.outcome .reason', { hasText: 'No picture stream' }).waitFor();
  assert.equal(await colour(), red);
  const found = await page.locator('.findings').innerText();
  for (const words of [
    /No picture stream\s+VideoStreamLack\s+MetaData, however, has a picture stream of 1920 × 1080\.\s+Fatal/,
    /Quality score\s+QualityEvaluationScore\s+71 of 100/,
    /Mean opinion score\s+QualityEvaluationMeanOpinionScore\s+3\.42 of 5/,
    /Blur\s+88% sure/,
    /Flicker\s+Score 62\.5/,
    /TimestampFallback\s+Mar 2, 2025, 02:00:01 UTC/,
  ]) {
    assert.match(found, words);
  }
  await page.locator('#page-language').selectOption('zh');
  await page.locator('.outcome .reason', { hasText: '没有视频流' }).waitFor();
  await show(page, { folder: 'events', name: 'workflow-processing' });
  await page.locator('.tasks', { hasText: '模板 100030' }).waitFor();
});

test('nobody is told that the page looks for where fields are from, unless they wait for it', async (t) => {
  const { page } = await openInspector(t);
  await page.locator('.raw .cm-content').waitFor();
  await page.evaluate(`(() => {
    const footer = document.querySelector('.raw footer');
    globalThis.said = new Set([footer.textContent]);
    new MutationObserver(() => said.add(footer.textContent)).observe(footer, {
      childList: true, subtree: true, characterData: true,
    });
  })()`);
  await show(page, { folder: 'events', name: 'schedule-success' });
  await page.locator('.raw footer[aria-busy=true]').waitFor();
  await page.locator('.raw footer[aria-busy=false]').waitFor();
  const said = await page.evaluate<string[]>('[...said]');
  assert.deepEqual(
    said.filter((text) => !text.startsWith('Edit it')),
    [],
  );
});

test('what goes on has no end, and what is done has: one kind of bar', async (t) => {
  const { page } = await openInspector(t);
  const event = JSON.parse(line('workflow-processing.json'));
  await paste(page, JSON.stringify(event));
  // A bar without a progress would say how far it is.
  await page.locator('.tasks', { hasText: /Processing · no progress given/ }).waitFor();
  assert.equal(await page.locator('.bar').count(), 0);
  const { TranscodeTask: task } = event.WorkflowTaskEvent.MediaProcessResultSet[0];
  task.BeginProcessTime = '2024-06-30T14:30:02Z';
  await paste(page, JSON.stringify(event));
  await page.locator('.axis', { hasText: 'Time since the start' }).waitFor();
  assert.equal(await page.locator('.processing .bar.open').count(), 1);
  assert.equal(await page.locator('.success .bar:not(.open)').count(), 1);
  const looks = (selector: string) =>
    page.evaluate(`(() => {
      const { backgroundColor, height, borderRadius } = getComputedStyle(document.querySelector('${selector}'));
      return { backgroundColor, height, borderRadius };
    })()`);
  const bar = await looks('.success .bar');
  await paste(page, line('workflow-quality-control.json'));
  await page.locator('.mark').first().waitFor();
  assert.deepEqual(await looks('.mark:not(.defect, .review, .block)'), bar);
  await paste(page, line('schedule-success.json'));
  await page.locator('.meter').first().waitFor();
  assert.deepEqual(await looks('tr:not(.source) .meter span'), bar);
});

test('from the search of an archive it is at most two keys to the list', async (t) => {
  const { page } = await openInspector(t);
  const lines = ['schedule-success.json', 'edit-media-failed.json'].map(line).join('\n');
  await page
    .locator('#open-files')
    .setInputFiles({ name: 'log.ndjson', mimeType: '', buffer: Buffer.from(lines) });
  await page.getByText('2 of 2 events').waitFor();
  const hasFocus = () => page.evaluate(`document.activeElement.matches('.list')`);
  for (const keys of [['Tab', 'Enter'], ['ArrowDown'], ['Enter']]) {
    await page.getByLabel('Search').focus();
    for (const key of keys) await page.keyboard.press(key);
    assert.equal(await hasFocus(), true, keys.join());
  }
});

test('the views stand in one row on a phone, in every language', async (t) => {
  const { page } = await openInspector(t, { viewport: { width: 390, height: 844 } });
  for (const lang of ['en', 'zh', 'ja', 'ko']) {
    await page.locator('#page-language').selectOption(lang);
    await page.locator(`html[lang^=${lang}]`).waitFor();
    for (const view of [2, 1, 0]) {
      await page.locator('.views button').nth(view).click();
      await page.locator(`.views button:nth-child(${view + 1})[aria-current]`).waitFor();
      const tops = await page.evaluate<number[]>(
        `[...document.querySelectorAll('.views button')].map((it) => it.getBoundingClientRect().top)`,
      );
      assert.deepEqual(tops, Array(3).fill(tops[0]), `${lang} ${view}`);
    }
  }
});

test('a plan with digests says that they want a timer trigger', async (t) => {
  const { page } = await openInspector(t);
  await page.locator('.raw .cm-content').waitFor();
  await page.keyboard.press('2');
  await page.locator('.bubble').first().waitFor();
  const note = page.locator('.plan .warnings', { hasText: 'Without a timer trigger' });
  assert.equal(await note.count(), 0);
  const digest = page.locator('[id="notify.0.digest"]');
  await digest.evaluate((element) => {
    for (let it = element.closest('details'); it; it = it.parentElement?.closest('details') ?? null)
      it.open = true;
  });
  await digest.selectOption('hourly');
  await note.waitFor();
  // Without a bucket messages have nowhere to wait.
  const bucket = page.locator('[id="cos.bucket"]');
  await bucket.fill('');
  await page.locator('[id="cos.region"]').fill('');
  await note.waitFor({ state: 'detached' });
  await bucket.fill('results-1250000000');
  await page.locator('[id="cos.region"]').fill('ap-guangzhou');
  await note.waitFor();
  await digest.selectOption('never');
  await note.waitFor({ state: 'detached' });
});

test('the history of a task: its notifications, and what was delivered of each', async (t) => {
  const { page, complaints } = await openInspector(t);
  const event = (status: string, time: string) =>
    JSON.stringify({
      EventType: 'WorkflowTask',
      WorkflowTaskEvent: {
        TaskId: '1250000000-WorkflowTask-a',
        Status: status === 'PROCESSING' ? status : 'FINISH',
        MediaProcessResultSet: [
          {
            Type: 'Transcode',
            TranscodeTask: { Status: status, ErrCode: 0, BeginProcessTime: time, FinishTime: time },
          },
        ],
      },
    });
  const receipt = (step: string, at: string, more: object = {}) => ({
    step,
    at,
    tries: 1,
    seen_before: false,
    ...more,
  });
  const report = {
    receipts: [
      receipt('event', '2026-11-21T02:27:55Z'),
      receipt('notify', '2026-11-21T02:27:58Z', { target: 'wecom-8af766bc', tries: 3 }),
    ],
  };
  const file = (name: string, text: string) => ({ name, mimeType: '', buffer: Buffer.from(text) });
  await page
    .locator('#open-files')
    .setInputFiles([
      file('a.event.json', event('PROCESSING', '2026-11-21T02:20:00Z')),
      file('b.event.json', event('FAIL', '2026-11-21T02:27:00Z')),
      file('b.report.json', JSON.stringify(report)),
      file('c.event.json', line('schedule-success.json')),
    ]);
  await page.getByText('3 of 3 events').waitFor();
  await page.locator('.row', { hasText: 'b.event.json' }).click();
  const history = page.locator('.history li');
  await history.nth(3).waitFor();
  const texts = (await history.allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
  assert.match(texts[0] ?? '', /02:20:00 UTC Processing a\.event\.json/);
  assert.match(texts[1] ?? '', /02:27:00 UTC Failed b\.event\.json/);
  assert.match(texts[2] ?? '', /02:27:55 UTC Stored/);
  assert.match(texts[3] ?? '', /02:27:58 UTC Notified wecom-8af766bc · after 3 attempts/);
  assert.equal(await history.nth(1).getAttribute('aria-current'), 'true');
  await page.screenshot({ path: join(PICTURES, 'history-1440.png'), fullPage: true });
  // The other notification is one press away.
  await history.first().getByRole('button').click();
  await page.locator('.raw .name', { hasText: 'a.event.json' }).waitFor();
  // A task with one notification and no receipts has none.
  await page.getByRole('button', { name: 'All events' }).click();
  await page.locator('.row', { hasText: 'c.event.json' }).click();
  await page.locator('h1', { hasText: 'Succeeded' }).waitFor();
  assert.equal(await history.count(), 0);
  assert.deepEqual(complaints, []);
});

test('a HAR file is opened, and what is filtered of it is taken along as lines', async (t) => {
  const { page } = await openInspector(t);
  const entry = (name: string) => ({
    request: { method: 'POST', url: 'https://example.com', postData: { text: line(name) } },
  });
  const names = ['schedule-success.json', 'edit-media-failed.json', 'schedule-ai-failed.json'];
  // All of it is one line.
  const har = JSON.stringify({ log: { version: '1.2', entries: names.map(entry) } });
  await page
    .locator('#open-files')
    .setInputFiles({ name: 'console.har', mimeType: '', buffer: Buffer.from(har) });
  await page.getByText('3 of 3 events').waitFor();
  await page.locator('.total.failure').click();
  await page.getByText('2 of 3 events').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Events (NDJSON)' }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk));
  const taken = Buffer.concat(chunks)
    .toString()
    .trim()
    .split('\n')
    .map((it) => JSON.parse(it));
  assert.deepEqual(
    taken.map(({ EventType }) => EventType),
    ['EditMediaTask', 'ScheduleTask'],
  );
});

test('a place has its picture, and what is counted above is what stands below', async (t) => {
  const { page } = await openInspector(t);
  await show(page, { folder: 'events', name: 'live-review' });
  await page.locator('.subject', { hasText: 'Task 2600011633-procedure-live-' }).waitFor();
  const heading = page.locator('#findings');
  assert.match(
    await heading.innerText(),
    /^Findings\s+4\s+2 block suggested\s*1 review suggested\s*1 passed$/,
  );
  const guns = page.locator('.findings li', { hasText: 'guns' });
  assert.match(
    (await guns.getByRole('link', { name: 'Open the picture' }).getAttribute('href')) ?? '',
    /^https:.*\/shots\/live-1\.jpg/,
  );
  await guns.locator('.picture .over', { hasText: 'expired' }).waitFor();
  // A passed place is not one of which something is sure.
  const passed = page.locator('.findings li', { hasText: 'politician' });
  assert.match(await passed.locator('.sure').innerText(), /^passed\s+Score 12$/i);
  // Nothing in this event says where it ran.
  await page.locator('.next', { hasText: 'Add --region' }).waitFor();
  await show(page, { folder: 'events', name: 'workflow-ai-review' });
  await page.locator('.reason', { hasText: '(1:11)' }).waitFor();
  await page.locator('#findings', { hasText: '3 block suggested' }).waitFor();
  // A line about the whole that says no more than the one of a place is not there.
  assert.equal(await page.locator('.findings li', { hasText: 'guns' }).count(), 1);
  assert.equal(await page.locator('.next', { hasText: 'Add --region' }).count(), 0);
});

test('a broken text says what is missing, and that the task is another matter', async (t) => {
  const { page } = await openInspector(t);
  const missing = page.locator('.unreadable .facts', { hasText: 'Missing' }).locator('code');
  for (const [text, character] of [
    ['{"a":[{"b":"]\\""}}', ']'],
    ['[{"a":1]', '}'],
    ['{"a":["b', '"]}'],
  ] as const) {
    await paste(page, text);
    await page
      .locator('.lead', { hasText: 'about the text you gave, not about the task' })
      .waitFor();
    assert.equal((await missing.allInnerTexts())[0], character, text);
  }
  await paste(page, '[1] 2');
  await page.locator('.unreadable', { hasText: 'column 5' }).waitFor();
  assert.equal(await missing.count(), 0);
});

test('several causes are in one order, what must be corrected first: in the banner and in the cards', async (t) => {
  const { page } = await openInspector(t);
  await show(page, { folder: 'events', name: 'schedule-ai-failed' });
  const causes = page.locator('ul.reason strong');
  await causes.nth(3).waitFor();
  const shown = await causes.allTextContents();
  const advice = await page.locator('.failures .advice').allTextContents();
  assert.deepEqual(
    shown.map((cause) => cause.toLowerCase()),
    advice.map((text) => text.split('; ')[0]),
  );
  // A code stands behind what it means.
  assert.match(
    await page.locator('.failures li').nth(3).innerText(),
    /reply\s+Code\s+302\s+60000$/,
  );
});
