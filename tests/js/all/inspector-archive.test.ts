/** Archives: over time, side by side, on paper. */

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openInspector, PICTURES, paste } from '../support/inspector';
import { eventBytes } from '../support/project';

/** An event of the fixtures on one line. */
const line = (name: string) => JSON.stringify(JSON.parse(eventBytes(`${name}.json`).toString()));

/** A task that ended so many hours after the archive begins. */
function taskAt(hour: number, id = hour): string {
  const time = new Date(Date.UTC(2026, 10, 20, 0, 30) + hour * 3_600_000).toISOString();
  const hasFailed = hour >= 20 && hour < 24;
  return JSON.stringify({
    EventType: 'WorkflowTask',
    WorkflowTaskEvent: {
      TaskId: `1250000000-WorkflowTask-${id}`,
      Status: 'FINISH',
      MediaProcessResultSet: [
        {
          Type: 'Transcode',
          TranscodeTask: {
            Status: hasFailed ? 'FAIL' : 'SUCCESS',
            ErrCode: hasFailed ? 70000 : 0,
            ...(hasFailed && { ErrCodeExt: 'InternalError', Message: 'no worker' }),
            BeginProcessTime: time,
            FinishTime: time,
            Input: { Definition: 100030 },
            ...(!hasFailed && { Output: { Path: '/out.mp4', Size: 1000 } }),
          },
        },
      ],
    },
  });
}

async function openLines(page: Page, lines: readonly string[]): Promise<void> {
  const buffer = Buffer.from(lines.join('\n'));
  await page.locator('#open-files').setInputFiles({ name: 'log.ndjson', mimeType: '', buffer });
  const all = lines.length.toLocaleString('en');
  await page.getByText(`${all} of ${all} events`).waitFor();
}

const hours = (count: number) => Array.from({ length: count }, (_, hour) => taskAt(hour));

test('outcomes and codes over time are filtered by dragging, by keys, and are a table', async (t) => {
  const { page, complaints } = await openInspector(t);
  await openLines(page, [...hours(48), '{"EventType": ']);
  const plots = page.locator('.timeline-bars');
  await plots.nth(1).waitFor();
  assert.equal(await plots.count(), 2);
  const drag = async (plot: number, from: number, to: number) => {
    const box = await plots.nth(plot).boundingBox();
    assert.ok(box);
    const x = (hour: number) => box.x + ((hour + 0.5) / 48) * box.width;
    await page.mouse.move(x(from), box.y + 20);
    await page.mouse.down();
    await page.mouse.move(x(to), box.y + 30, { steps: 4 });
    await page.mouse.up();
  };
  // What is pointed at is said.
  await plots.first().hover({ position: { x: 2, y: 20 } });
  await page.locator('figcaption', { hasText: '00:00 – 01:00 · Succeeded 1' }).waitFor();

  await drag(0, 18, 25);
  await page.getByText('8 of 49 events').waitFor();
  await page.locator('.total.failure', { hasText: '4' }).waitFor();
  // In the other one, too, from right to left.
  await drag(1, 21, 20);
  await page.getByText('2 of 49 events').waitFor();
  await page.locator('.row.failure').nth(1).waitFor();
  assert.equal(await page.locator('.row.failure').count(), 2);

  const [first, last] = [page.getByRole('slider').first(), page.getByRole('slider').last()];
  assert.equal(await page.getByRole('slider').count(), 2);
  await last.focus();
  await page.keyboard.press('ArrowRight');
  await page.getByText('3 of 49 events').waitFor();
  assert.equal(await last.getAttribute('aria-valuetext'), 'Nov 20, 2026, 23:00');
  await first.focus();
  await page.keyboard.press('PageDown');
  await page.getByText('13 of 49 events').waitFor();
  // It does not pass the other end.
  await page.keyboard.press('End');
  await page.getByText('1 of 49 events').waitFor();
  await page.goBack();
  await page.goForward();
  await page.getByText('1 of 49 events').waitFor();
  await first.focus();
  await page.keyboard.press('Home');
  await last.focus();
  await page.keyboard.press('Escape');
  await page.getByText('49 of 49 events').waitFor();

  await page.getByText('Show as a table · 1 without a time').click();
  const cells = await page
    .locator('.plot-table tr', { hasText: 'Nov 20, 2026, 20:00' })
    .innerText();
  assert.match(cells, /21:00\t1\t\t1$/);
  assert.equal(await page.locator('.plot-table tbody tr').count(), 48);
  for (const lang of ['zh', 'ja', 'ko'] as const) {
    await page.locator('#page-language').selectOption(lang);
    const said = await page.locator('.plot-table summary').innerText();
    assert.doesNotMatch(said, /table|without/);
  }
  assert.deepEqual(complaints, []);
});

test('two rows are compared, chosen with the mouse or by keys, and Back leads to the list', async (t) => {
  const { page, complaints } = await openInspector(t);
  await openLines(page, hours(30));
  await page.getByRole('button', { name: 'Compare two rows' }).click();
  await page.locator('#row-2').click();
  await page.locator('#row-2[aria-checked=true]').waitFor();
  // Once more, and it is not chosen any longer.
  await page.locator('#row-2').click();
  await page.locator('#row-2[aria-checked=false]').waitFor();
  await page.getByRole('button', { name: 'Choose the first row' }).waitFor();
  await page.locator('#row-3').click();
  await page.getByRole('button', { name: 'Choose the second row' }).waitFor();
  await page.locator('#row-4').click();
  const heads = page.locator('.differences thead th');
  await heads.nth(1).filter({ hasText: 'log.ndjson:4' }).waitFor();
  assert.equal(await heads.nth(2).innerText(), 'log.ndjson:5');
  await page.goBack();
  await page.locator('.list:focus').waitFor();
  await page.locator('#row-3[aria-selected=true]').waitFor();

  await page.keyboard.press('Home');
  await page.keyboard.press(' ');
  await page.locator('#row-0.picked').waitFor();
  // Finding in the page is finding in all rows.
  await page.keyboard.press('Control+f');
  await page.keyboard.type('InternalError');
  await page.getByText('4 of 30 events').waitFor();
  // Rows are elsewhere now: nothing is chosen.
  assert.equal(await page.locator('.picked').count(), 0);
  await page.locator('.list').focus();
  await page.keyboard.press('End');
  await page.keyboard.press(' ');
  await page.keyboard.press('k');
  await page.keyboard.press(' ');
  await heads.nth(1).filter({ hasText: 'log.ndjson:24' }).waitFor();
  assert.equal(await heads.nth(2).innerText(), 'log.ndjson:23');
  assert.deepEqual(complaints, []);
});

test('Back leads to the row that was left, open or not, of an archive that is read anew', async (t) => {
  const { page, complaints } = await openInspector(t);
  await openLines(page, hours(300));
  await page.keyboard.press('End');
  await page.locator('#row-299[aria-selected=true]').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.raw .name', { hasText: 'log.ndjson:300' }).waitFor();
  await paste(page, taskAt(3));
  await page.locator('.raw .name', { hasText: 'Paste' }).waitFor();
  await page.goBack();
  await page.locator('.raw .name', { hasText: 'log.ndjson:300' }).waitFor();
  await page.goForward();
  await page.locator('.raw .name', { hasText: 'Paste' }).waitFor();
  await page.goBack();
  await page.locator('.raw .name', { hasText: 'log.ndjson:300' }).waitFor();
  await page.goBack();
  await page.locator('#row-299[aria-selected=true]').waitFor();

  // Of one that is filtered and ordered, too.
  await page.getByLabel('Search').fill('InternalError');
  await page.locator('.list-tools').getByRole('button', { name: 'Time' }).click();
  await page.locator('#row-0', { hasText: 'log.ndjson:24' }).waitFor();
  await page.locator('#row-2').click();
  await page.locator('.raw .name', { hasText: 'log.ndjson:22' }).waitFor();
  await page.goBack();
  await page.locator('#row-2[aria-selected=true]').waitFor();
  await paste(page, taskAt(4));
  await page.locator('.raw .name', { hasText: 'Paste' }).waitFor();
  await page.goBack();
  await page.locator('#row-2[aria-selected=true]', { hasText: 'log.ndjson:22' }).waitFor();
  assert.deepEqual(complaints, []);
});

test('the list is printed, and says how much of it', async (t) => {
  const { page, complaints } = await openInspector(t);
  const printed = page.locator('.printed tbody tr');
  const print = async () => {
    await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
    await printed.first().waitFor({ state: 'attached' });
  };
  await openLines(page, hours(250));
  await page.getByText(/250 events, .* read in/).waitFor();
  // All rows are there before somebody prints.
  await page.locator('#row-0 .why').waitFor();
  await page.locator('.list').focus();
  await page.keyboard.press('End');
  await page.locator('#row-249 .why').waitFor();
  await print();
  assert.equal(await printed.count(), 250);
  assert.equal(await page.locator('.printed').getByText('The first').count(), 0);
  await page.emulateMedia({ media: 'print' });
  for (const hidden of ['.list', '.filters', '.list-tools', '.times']) {
    assert.equal(await page.locator(hidden).isVisible(), false, hidden);
  }
  assert.match(await printed.nth(20).innerText(), /Failed – InternalError.*no worker/s);
  await page.pdf({ path: join(PICTURES, 'archive.pdf'), printBackground: true });
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(`dispatchEvent(new Event('afterprint'))`);
  await page.locator('.printed').waitFor({ state: 'detached' });

  await openLines(page, hours(1500));
  await page.getByText(/1,500 events, .* read in/).waitFor();
  await page.locator('#row-0 .why').waitFor();
  for (let round = 0; round < 100; round++) {
    await print();
    if ((await printed.count()) === 1000) break;
    await page.evaluate(`dispatchEvent(new Event('afterprint'))`);
    await page.waitForTimeout(100);
  }
  await page.getByText('The first 1,000 of 1,500 rows.').waitFor({ state: 'attached' });
  assert.deepEqual(complaints, []);
});

test('the list is ordered by each of its columns, and back', async (t) => {
  const { page } = await openInspector(t);
  await openLines(page, [taskAt(22, 3), taskAt(5, 2), taskAt(30, 1), '{"EventType": ']);
  const place = page.locator('#row-0 .when .muted');
  for (const [column, first, then] of [
    ['Outcome', 4, 2],
    ['Code', 1, 4],
    ['Type', 1, 1],
    ['Time', 3, 2],
    ['Place', 1, 4],
  ] as const) {
    const button = page.locator('.list-tools').getByRole('button', { name: column });
    await button.click();
    await place.filter({ hasText: `log.ndjson:${first}` }).waitFor();
    await button.click();
    await place.filter({ hasText: `log.ndjson:${then}` }).waitFor();
  }
});

test('plan, comparison and export are of the row that is chosen', async (t) => {
  const { page, complaints } = await openInspector(t);
  await openLines(page, hours(30));
  await page.locator('.list').focus();
  await page.keyboard.press('End');
  await page.locator('#row-29[aria-selected=true]').waitFor();
  await page.keyboard.press('e');
  await page.locator('dialog .preview', { hasText: 'WorkflowTask-29' }).waitFor();
  await page.locator('dialog', { hasText: 'log.ndjson:30' }).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.list:focus').waitFor();
  await page.keyboard.press('k');
  await page.keyboard.press('2');
  await page.locator('.plan .uri', { hasText: 'WorkflowTask-28/' }).first().waitFor();
  // From there to the next one, and back to the list.
  await page.keyboard.press('k');
  await page.locator('.plan .uri', { hasText: 'WorkflowTask-27/' }).first().waitFor();
  await page.keyboard.press('Escape');
  await page.locator('#row-27[aria-selected=true]').waitFor();
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await page.locator('.compare select').selectOption('workflow-partial.json');
  const heads = page.locator('.differences thead th');
  assert.equal(await heads.nth(1).innerText(), 'log.ndjson:28');
  await page.goBack();
  await page.locator('.list:focus').waitFor();
  // Where there is no row, there is nothing to act on.
  await page.getByLabel('Search').fill('nothing like this');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.locator('.notice', { hasText: 'No event matches.' }).waitFor();
  assert.equal(await page.locator('dialog').count(), 0);
  assert.deepEqual(complaints, []);
});

test('who opens a row by Enter goes on from there by keys, and from every view', async (t) => {
  const { page } = await openInspector(t);
  await openLines(page, hours(3));
  const focus = () =>
    page.evaluate('document.activeElement.id || document.activeElement.className');
  await page.locator('.list').focus();
  await page.keyboard.press('Enter');
  await page.locator('.outcome').waitFor();
  assert.equal(await focus(), 'main');
  await page.keyboard.press('Tab');
  assert.match(String(await focus()), /back/);
  await page.keyboard.press('Escape');
  await page.locator('.list:focus').waitFor();
  await page.keyboard.press('2');
  await page.locator('.planner').waitFor();
  assert.equal(await focus(), 'main');
});

test('files with nothing in them are rows, hidden files are counted', async (t) => {
  const { page } = await openInspector(t);
  const file = (name: string, text: string) => ({ name, mimeType: '', buffer: Buffer.from(text) });
  await page
    .locator('#open-files')
    .setInputFiles([
      file('a.event.json', taskAt(1)),
      file('b.event.json', ''),
      file('c.ndjson', '\n'),
      file('d.json', ' \r\n\t'),
      file('.DS_Store', 'x'),
      file('e.json', taskAt(2)),
    ]);
  await page.getByText('5 of 5 events').waitFor();
  await page.getByText('Passed over: 1 other file').waitFor();
  assert.equal(await page.locator('.row.unreadable').count(), 3);
  for (const row of [1, 2, 3]) {
    assert.match(await page.locator(`#row-${row}`).innerText(), /the text ends too early/);
  }
  await page.locator('#row-1').click();
  await page.locator('.outcome.unreadable').waitFor();
});

test('places are ordered as paths, with numbers as numbers', async (t) => {
  const { page } = await openInspector(t);
  const file = (name: string, text: string) => ({ name, mimeType: '', buffer: Buffer.from(text) });
  const lines = hours(11).join('\n');
  await page
    .locator('#open-files')
    .setInputFiles([
      file('b.json', taskAt(1)),
      file('log-10.ndjson', lines),
      file('log-9.json', taskAt(3)),
      file('a.json', taskAt(2)),
    ]);
  await page.getByText('14 of 14 events').waitFor();
  const places = async () => {
    await page.locator('#row-13 .when').waitFor();
    const found = await page.locator('.row .when .muted').allInnerTexts();
    return found.join(' ').replace(/log-10.ndjson/g, 'L');
  };
  const read = 'b.json L:1 L:2 L:3 L:4 L:5 L:6 L:7 L:8 L:9 L:10 L:11 log-9.json a.json';
  assert.equal(await places(), read);
  const button = page.locator('.list-tools').getByRole('button', { name: 'Place' });
  await button.click();
  await page.locator('#row-0', { hasText: 'a.json' }).waitFor();
  assert.equal(
    await places(),
    'a.json b.json log-9.json L:1 L:2 L:3 L:4 L:5 L:6 L:7 L:8 L:9 L:10 L:11',
  );
  await button.click();
  await page.locator('#row-0', { hasText: 'log-10.ndjson:11' }).waitFor();
});

test('rows have their whole time, in every language and on every screen', async (t) => {
  const { page } = await openInspector(t, { timezoneId: 'Asia/Shanghai' });
  await openLines(page, hours(3));
  const time = page.locator('#row-0 time');
  for (const lang of ['en', 'zh', 'ja', 'ko']) {
    await page.locator('#page-language').selectOption(lang);
    for (const width of [1440, 1024, 768, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await time.waitFor();
      const [text, box] = await page.evaluate<[number, number]>(`(() => {
        const time = document.querySelector('#row-0 time');
        return [time.getBoundingClientRect().right, time.parentElement.getBoundingClientRect().right];
      })()`);
      assert.ok(text <= box + 0.5 && text <= width, `${lang} ${width}: ${text} > ${box}`);
      const { width: name = 0 } = (await page.locator('#row-0 .main strong').boundingBox()) ?? {};
      assert.ok(name >= 60, `${lang} ${width}: ${name} pixels for the name`);
    }
  }
});

test('every verdict of an archive is seen whole, at any width and in every language', async (t) => {
  const { page } = await openInspector(t);
  const names = [
    'workflow-partial',
    'workflow-failed-source',
    'workflow-ai-review',
    'workflow-quality-control',
    'schedule-ai',
    'workflow-contradictions',
    'workflow-processing',
    'unknown-event-type',
    'schedule-success',
  ];
  await openLines(page, [...names.map(line), '{"EventType": ']);
  const chips = page.locator('.outcomes .total');
  await chips.nth(7).waitFor();
  for (const lang of ['en', 'zh', 'ja', 'ko']) {
    await page.locator('#page-language').selectOption(lang);
    await page.locator(`html[lang^=${lang}]`).waitFor();
    for (const width of [1440, 1200, 1000, 901, 700, 400]) {
      await page.setViewportSize({ width, height: 900 });
      const cut = await page.evaluate<string[]>(`(() => {
        const { left, right } = document.querySelector('.outcomes').getBoundingClientRect();
        return [...document.querySelectorAll('.outcomes .total')]
          .filter((it) => {
            const box = it.getBoundingClientRect();
            return box.left < left - 0.5 || box.right > right + 0.5 || it.scrollWidth > it.clientWidth;
          })
          .map((it) => it.innerText);
      })()`);
      assert.deepEqual(cut, [], `${lang} ${width}`);
      const list = await page.locator('.list').boundingBox();
      assert.ok(list && list.y < 560, `${lang} ${width}: the list begins at ${list?.y}`);
    }
  }
});

test('what is wrong with a row is said in the language of the page, also when that is switched', async (t) => {
  const { page } = await openInspector(t, { locale: 'zh-CN' });
  // The service says nothing but a code: the core explains it.
  const failed = taskAt(21).replace('"Message":"no worker"', '"Message":""');
  const file = (name: string, text: string) => ({
    name,
    mimeType: '',
    buffer: Buffer.from(text, 'latin1'),
  });
  await page
    .locator('#open-files')
    .setInputFiles([
      file('a.json', '{"EventType": '),
      file('b.json', failed),
      file('c.json', '{"a": 1}'),
      file('d.json.gz', '\x1f\x8b\x08'),
    ]);
  const whys = page.locator('.row .why .muted');
  await page.locator('#row-3 .why').waitFor();
  const said = new Set<string>();
  for (const lang of ['zh', 'ja', 'ko', 'en']) {
    await page.locator('#page-language').selectOption(lang);
    await page.locator(`html[lang^=${lang}]`).waitFor();
    const own = {
      zh: /[\u4e00-\u9fff]/,
      ja: /[\u3040-\u30ff]/,
      ko: /[\uac00-\ud7af]/,
      en: /^[\n -~’]+$/,
    };
    for (let row = 0; row < 4; row++) {
      await whys
        .nth(row)
        .filter({ hasText: own[lang as keyof typeof own] })
        .waitFor();
    }
    for (const text of await whys.allInnerTexts()) said.add(text);
  }
  assert.equal(said.size, 16, [...said].join('\n'));
});

test('files have their names as people read them, in the list, its search and the report', async (t) => {
  const { page } = await openInspector(t);
  const odd = line('workflow-url-input').replaceAll('demo%20clip', '100%');
  await openLines(page, [
    line('batch-task'),
    line('extract-blind-watermark'),
    odd,
    // A key is a name as it is.
    line('edit-media-failed').replaceAll('片头 v2.mp4', '50%25.mp4'),
  ]);
  const name = page.locator('.row .main strong');
  await page.locator('#row-3 .main').waitFor();
  const names = (await name.allInnerTexts()).map((text) => text.replace(/ \+\d$/, ''));
  assert.deepEqual(names, ['a b.mp4', '泄露.mp4', '100%.mp4', '50%25.mp4']);
  for (const [row, text] of names.entries()) {
    await page.locator(`#row-${row}`).click();
    await page.locator('.place strong').first().filter({ hasText: text }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.list:focus').waitFor();
  }
  await page.getByLabel('Search').fill('泄露');
  await page.getByText('1 of 4 events').waitFor();
});

test('a row without a file says what it is of, and one of several files how many', async (t) => {
  const { page } = await openInspector(t);
  await openLines(page, [
    line('live-review'),
    line('image-task'),
    line('edit-media-failed'),
    line('live-schedule-task'),
    line('workflow-url-input'),
  ]);
  await page.locator('#row-4 .main').waitFor();
  const names = await page.locator('.row .main strong').allInnerTexts();
  const more = await page.locator('.row .main .muted').allInnerTexts();
  assert.equal(names[0], '2600011633-procedure-live-80aa1a2b3c4d5e6f708192a3b4c5d6e7t0');
  assert.equal(more[0], 'Review of a live stream · {"频道":"体育"}');
  assert.match(names[1] ?? '', /\.(jpe?g|png)$/);
  assert.equal(names[2], '片头 v2.mp4 +1');
  assert.match(more[2] ?? '', /^Editing task · ap-nanjing · 2600012001-EditMedia-/);
  assert.equal(more[3], 'Live orchestration task · live-0301');
  assert.match(more[4] ?? '', /^Workflow task · .*2600011633-WorkflowTask-/);
});

test('a list of a time says how many have none: blocks of live streams do not go unseen', async (t) => {
  const { page } = await openInspector(t);
  await openLines(page, [...hours(48), line('live-review'), line('live-review')]);
  const status = page.locator('.matching');
  assert.equal(await status.innerText(), '50 of 50 events');
  await page.getByLabel('From', { exact: true }).fill('2026-11-20T10:00');
  await page.keyboard.press('Enter');
  await page.getByText('38 of 50 events · 2 without a time left out').waitFor();
  await page.locator('.filters').getByLabel('Outcome').selectOption('Failed');
  await page.getByText('4 of 50 events').waitFor();
  assert.doesNotMatch(await status.innerText(), /left out/);
  await page.locator('.filters').getByLabel('Outcome').selectOption('Block suggested');
  await page.getByText('No event matches. · 2 without a time left out').waitFor();
});
