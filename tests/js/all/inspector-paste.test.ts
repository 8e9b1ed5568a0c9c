/** What people have is pasted as it is; links that cannot be read and the first visit say what is shown. */

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { editorReady, FOLDER, openInspector, paste } from '../support/inspector';
import { eventBytes } from '../support/project';

const pretty = (name: string) => JSON.stringify(JSON.parse(eventBytes(name).toString()), null, 2);
const line = (name: string) => JSON.stringify(JSON.parse(eventBytes(name).toString()));
const FAILED = 'edit-media-failed.json';

/** The event in what people copy. */
const COPIED: Record<string, string> = {
  'a message with Markdown': `Why did this fail?\n\n\`\`\`json\n${pretty(FAILED)}\n\`\`\`\nThanks!`,
  'a log of SCF': `START RequestId: 7c6e\nEvent RequestId: 7c6e\n2024-06-30T12:00:00.000Z\t7c6e\tINFO\t${line(FAILED)}\nReport RequestId: 7c6e Duration:3ms`,
  'an escaped text': `message: ${JSON.stringify(line(FAILED))}`,
  'a command of curl': `curl -X POST 'https://example.com/hook' -H 'Content-Type: application/json' \\\n  --data-raw '${pretty(FAILED)}'`,
  'a HAR file': JSON.stringify({
    log: {
      version: '1.2',
      entries: [{ request: { method: 'POST', postData: { text: line(FAILED) } } }],
    },
  }),
};

test('one event is found in what people copy, and shown', async (t) => {
  const { page, complaints } = await openInspector(t);
  for (const [name, text] of Object.entries(COPIED)) {
    await paste(page, text);
    await page.locator('h1', { hasText: 'Failed' }).waitFor();
    await page.getByText('Found 1 event in this text').waitFor();
    await paste(page, line('schedule-success.json'));
    await page.locator('h1', { hasText: 'Succeeded' }).waitFor();
    assert.equal(await page.getByText('Found 1 event').count(), 0, name);
  }
  assert.deepEqual(complaints, []);
});

test('several events in one text are an archive, and each is on its line', async (t) => {
  const { page } = await openInspector(t);
  await paste(
    page,
    `${pretty(FAILED)}\n${pretty('schedule-success.json')}\n\n${pretty('workflow-ai-review.json')}`,
  );
  await page.getByText('Found 3 events in this text').waitFor();
  await page.locator('.row.failure', { hasText: 'Paste:1' }).waitFor();
  await page.locator('.row.block').click();
  await page.locator('.outcome', { hasText: 'Block suggested' }).getByText('guns').waitFor();

  // A log of docker: what is not an event is passed over, and counted.
  const log = ['listening', line(FAILED), line('schedule-success.json'), 'bye']
    .map((text) => JSON.stringify({ log: `${text}\n`, stream: 'stdout' }))
    .join('\n');
  await page
    .locator('#open-files')
    .setInputFiles({ name: 'docker.log', mimeType: '', buffer: Buffer.from(log) });
  await page.getByText('2 of 2 events').waitFor();
  await page.getByText('Found 2 events in this text · Passed over: 2 other lines').waitFor();
  await page.locator('.row.failure', { hasText: 'docker.log:2' }).waitFor();

  // A broken one beside others is not lost.
  await paste(page, `a ${line(FAILED).slice(0, -40)}\nb ${line('schedule-success.json')}`);
  await page.getByText('2 of 2 events').waitFor();
  await page.locator('.row.unreadable', { hasText: 'Paste:1' }).waitFor();
});

test('a link that cannot be read says so, and shows no sample', async (t) => {
  for (const fragment of ['#e=AAAA', '#e=not%20one', '#e=%']) {
    const url = pathToFileURL(join(FOLDER, 'index.html')).href + fragment;
    const { page } = await openInspector(t, { url });
    await page.locator('h1', { hasText: 'Link not opened' }).waitFor();
    assert.equal(await page.getByText('This is a sample').count(), 0);
    await editorReady(page);
    assert.equal(await page.locator('.cm-content').innerText(), '\n');
  }
});

test('the first visit is plainly a sample, with three more to try', async (t) => {
  const { page } = await openInspector(t);
  await page.getByText('This is a sample.').waitFor();
  const tries = page.locator('.tries button');
  assert.equal(await tries.count(), 4);
  await tries.filter({ hasText: 'Block suggested' }).click();
  await page.locator('.outcome', { hasText: 'Block suggested' }).getByText('guns').waitFor();
  await page.getByText('This is a sample.').waitFor();
  await tries.filter({ hasText: 'All samples' }).click();
  await page.locator('.card').first().waitFor();
  await page.keyboard.press('Escape');
  await paste(page, line('schedule-success.json'));
  await page.locator('h1', { hasText: 'Succeeded' }).waitFor();
  assert.equal(await page.getByText('This is a sample.').count(), 0);
});
