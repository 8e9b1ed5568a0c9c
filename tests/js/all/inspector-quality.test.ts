/** Accessibility, the keyboard, large archives; pictures of every state go to target/inspector/. */

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { editorReady, memoryOfPages, openInspector, PICTURES, paste } from '../support/inspector';
import { eventBytes, fixturePath } from '../support/project';

const AXE = readFileSync(createRequire(join(PICTURES, 'x')).resolve('axe-core'), 'utf8');

const STATES: Record<string, (page: Page) => Promise<void>> = {
  report: async () => undefined,
  review: async (page) => {
    await page.keyboard.press('s');
    await page.locator('.card', { hasText: 'workflow-ai-review' }).click();
  },
  refused: async (page) => {
    await page.keyboard.press('s');
    await page.locator('.card', { hasText: 'array-missing-bracket' }).click();
    await page.locator('.outcome.unreadable').waitFor();
  },
  samples: (page) => page.keyboard.press('s'),
  keys: (page) => page.keyboard.press('?'),
  export: (page) => page.keyboard.press('e'),
  plan: async (page) => {
    await page.keyboard.press('2');
    await page.locator('.bubble').first().waitFor();
  },
  compare: async (page) => {
    await page.keyboard.press('3');
    await page.locator('.compare select').selectOption('workflow-many-outputs.json');
    await page.locator('.differences').waitFor();
  },
  outputs: async (page) => {
    await page
      .locator('#open-files')
      .setInputFiles(fixturePath('events', 'workflow-many-outputs.json'));
    await page.locator('.facts summary').click();
    await page.evaluate(`document.querySelector('#outputs').scrollIntoView()`);
  },
  several: async (page) => {
    await openSeveral(
      page,
      eventBytes('edit-media-failed.json'),
      eventBytes('schedule-success.json'),
    );
    await page.locator('.stepper').waitFor();
  },
  unknown: async (page) => {
    await page.locator('#open-files').setInputFiles({
      name: 'a.json',
      mimeType: '',
      buffer: Buffer.from('{"EventType":"hello"}'),
    });
    await page.locator('.outcome.unknown').waitFor();
  },
  'refused link': async (page) => {
    await page.evaluate(`location.hash = '#e=AAAA'`);
    await page.locator('.outcome.unreadable').waitFor();
  },
  archive: async (page) => {
    await page
      .locator('#open-files')
      .setInputFiles({ name: 'log.ndjson', mimeType: '', buffer: archive(300) });
    await page.locator('.row').nth(3).waitFor();
    await page.locator('.plot-table summary').click();
    await page.locator('.list-tools [aria-pressed=false]').last().click();
    await page.locator('#row-1').click();
    await page.locator('#row-1.picked').waitFor();
  },
};
/** Opens one document with several notifications. */
async function openSeveral(page: Page, ...events: Buffer[]): Promise<void> {
  const Records = events.map((event) => ({ CMQ: { msgBody: JSON.parse(event.toString()) } }));
  const buffer = Buffer.from(JSON.stringify({ Records }));
  await page.locator('#open-files').setInputFiles({ name: 'several.json', mimeType: '', buffer });
}

const PATTERN = [
  'workflow-partial.json',
  'workflow-many-outputs.json',
  'edit-media-failed.json',
  'workflow-processing.json',
  'live-eof.json',
];

function archive(count: number): Buffer {
  const lines = PATTERN.map((name) => JSON.stringify(JSON.parse(eventBytes(name).toString())));
  lines.push('{"EventType": "WorkflowTask"');
  return Buffer.from(
    Array.from({ length: count }, (_, index) => `${lines[index % lines.length]}\n`).join(''),
  );
}

const SCREENS = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
];

for (const locale of ['en-US', 'zh-CN', 'ja-JP', 'ko-KR']) {
  for (const [name, go] of Object.entries(STATES)) {
    if (!['en-US', 'zh-CN'].includes(locale) && !['report', 'plan'].includes(name)) continue;
    test(`axe finds nothing wrong with: ${name}, ${locale}, light and dark`, async (t) => {
      const { page, complaints } = await openInspector(t, { locale });
      await editorReady(page);
      await go(page);
      await page.evaluate(AXE);
      for (const viewport of SCREENS) {
        await page.setViewportSize(viewport);
        const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
        assert.equal(wide, false, `wider than ${viewport.width}`);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          const path = join(PICTURES, `${name}-${colorScheme}-${locale}-${viewport.width}.png`);
          await page.screenshot({ path });
          const { violations } = (await page.evaluate(
            `axe.run({ preload: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })`,
          )) as AxeResults;
          const found = violations.map(
            ({ id, impact, nodes }) =>
              `${impact} ${id}: ${nodes.map(({ target }) => target).join(' ')}`,
          );
          assert.deepEqual(found, [], `${colorScheme}, ${viewport.width}`);
        }
      }
      assert.deepEqual(complaints, []);
    });
  }
}

test('all of it by the keyboard alone', async (t) => {
  const { page } = await openInspector(t);
  await editorReady(page);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate('document.activeElement.className'), 'skip');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate('document.activeElement.id'), 'main');
  await page.keyboard.press('f');
  await page.locator('[data-field="verdict"].lit').waitFor();
  await page.keyboard.press('?');
  await page.locator('dialog kbd').first().waitFor();
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('p');
  await page.locator('dialog textarea:focus').waitFor();
  await page.keyboard.insertText(archive(12).toString());
  await page.keyboard.press('Tab');
  await page.locator('dialog button[type=submit]:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.row').nth(5).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('edit');
  await page.getByText('2 of 12 events').waitFor();
  await page.locator('.list').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('h1', { hasText: 'Failed' }).waitFor();
  await page.keyboard.press('k');
  await page.keyboard.press('Escape');
  await page.locator('.list').waitFor();
  await page.keyboard.press('2');
  await page.locator('.planner').waitFor();
  await page.keyboard.press('?');
  await page.locator('dialog input[type=checkbox]').uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('3');
  assert.equal(await page.locator('.planner').count(), 1);
});

test('what is dropped is read', async (t) => {
  const { page } = await openInspector(t);
  const event = eventBytes('edit-media-failed.json').toString();
  const transfer = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([${JSON.stringify(event)}], 'dropped.json'));
    return transfer;
  })()`);
  await page.dispatchEvent('main', 'dragover', { dataTransfer: transfer });
  await page.locator('.drop').waitFor();
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
  await page.locator('.drop').waitFor({ state: 'detached' });
  await page.locator('.raw .name', { hasText: 'dropped.json' }).waitFor();
  // In the comparison it is the other event.
  await page.getByRole('button', { name: 'Compare' }).click();
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
  await page.getByText('They are the same.').waitFor();
});

test('on paper there is the report, and nothing to press', async (t) => {
  const { page } = await openInspector(t, { colorScheme: 'dark' });
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  for (const hidden of ['.top', '.raw', '.actions']) {
    assert.equal(await page.locator(hidden).first().isVisible(), false, hidden);
  }
  assert.equal(await page.locator('.outputs').isVisible(), true);
  await page.pdf({ path: join(PICTURES, 'report.pdf'), printBackground: true });
});

test('a document of several notifications opens on the worst one, and leads to the others', async (t) => {
  const { page } = await openInspector(t);
  const message = (name: string) => ({ msgBody: JSON.parse(eventBytes(name).toString()) });
  const broken = { msgBody: '{"EventType":"WorkflowTask"' };
  const open = (...messages: object[]) =>
    paste(page, JSON.stringify({ Records: messages.map((CMQ) => ({ CMQ })) }));
  const done = message('schedule-success.json');
  await open(done, done, broken);
  await page.locator('h1', { hasText: 'Not readable' }).waitFor();
  await page.getByText('Notification 3 of 3').waitFor();
  await page.keyboard.press('k');
  await page.getByText('Notification 2 of 3').waitFor();
  await page.locator('h1', { hasText: 'Succeeded' }).waitFor();
  await page.locator('.stepper .unreadable', { hasText: '1 Not readable' }).click();
  await page.getByText('Notification 3 of 3').waitFor();
  await page.locator('.stepper .success', { hasText: '2 Succeeded' }).click();
  await page.getByText('Notification 1 of 3').waitFor();

  await open(done, message('workflow-partial.json'), message('edit-media-failed.json'));
  await page.locator('h1', { hasText: 'Failed' }).waitFor();
  // Back leads to the one that was looked at.
  await page.goBack();
  await page.getByText('Notification 1 of 3').waitFor();
  await page.locator('h1', { hasText: 'Succeeded' }).waitFor();
});

test('an archive of 100,000 events is read, searched, and let go of', async (t) => {
  const { page, complaints } = await openInspector(t);
  const path = join(PICTURES, 'archive.ndjson');
  writeFileSync(path, archive(100_000));
  const memory = async () => {
    await page.evaluate('gc(), gc()');
    return (await memoryOfPages()) ?? 0;
  };
  const before = await memory();
  await page.locator('#open-files').setInputFiles(path);
  // The first rows are there, and open, while the others are read.
  await page.locator('#row-0 .why').waitFor();
  assert.equal(await page.locator('progress').count(), 1);
  const status = page.getByText(/100,000 events, .* read in/);
  await status.waitFor({ timeout: 600_000 });
  console.log(await status.textContent());
  await page.locator('.total.unreadable', { hasText: '16,666' }).waitFor();
  assert.ok((await page.locator('.row').count()) < 60);
  await page.locator('.list').focus();
  await page.keyboard.press('End');
  await page.locator('#row-99999 .main').waitFor();
  await page.getByLabel('Search').fill('edit-media');
  await page.getByLabel('Search').fill('EditMedia');
  await page.getByText('16,667 of 100,000 events').waitFor();
  await page.getByLabel('Outcome').selectOption('success');
  await page.getByText('No event matches.').waitFor();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.locator('.chip', { hasText: 'SourceFileError.NoVideoMedia' }).click();
  await page.getByText('16,667 of 100,000 events').waitFor();
  const full = await memory();
  await page.getByRole('button', { name: 'Close' }).click();
  await page.locator('.outcome').waitFor();
  // The worker's memory is given back when it has ended, which takes a moment.
  const isGivenBack = (now: number) => now - before <= Math.max(0, full - before) / 2;
  let after = await memory();
  for (let round = 0; round < 60 && !isGivenBack(after); round++) {
    await page.waitForTimeout(250);
    after = await memory();
  }
  const mb = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  console.log(`memory: ${mb(before)} before, ${mb(full)} with the archive, ${mb(after)} after`);
  assert.equal(page.workers().length <= 1, true, 'only the worker that finds sources is left');
  // Not all of it: the browser keeps some for later.
  assert.ok(isGivenBack(after), 'most of its memory is given back');
  assert.deepEqual(complaints, []);
});
