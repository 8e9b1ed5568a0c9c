/** What people do with it, one feature after the other. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { constants, deflateRawSync, gzipSync } from 'node:zlib';
import { choose, editorReady, openInspector, paste, traced } from '../support/inspector';
import { eventBytes } from '../support/project';

const line = (name: string) => JSON.stringify(JSON.parse(eventBytes(name).toString()));

test('takes what is pasted, opened, packed, in a folder or in the address', async (t) => {
  const { page } = await openInspector(t);
  const name = page.locator('.raw .name');
  await paste(page, eventBytes('edit-media-failed.json').toString());
  await page.locator('h1', { hasText: 'Failed' }).waitFor();

  const file = (path: string, buffer: Buffer) => ({ name: path, mimeType: '', buffer });
  await page.locator('#open-files').setInputFiles(file('one.json', eventBytes('live-eof.json')));
  await name.filter({ hasText: 'one.json' }).waitFor();
  const packed = gzipSync(eventBytes('workflow-processing.json'));
  await page.locator('#open-files').setInputFiles(file('two.json.gz', packed));
  await page.locator('h1', { hasText: 'Processing' }).waitFor();

  const lines = `${line('live-eof.json')}\n{"EventType": \n${line('edit-media-failed.json')}\n`;
  await page.locator('#open-files').setInputFiles(file('log.ndjson', Buffer.from(lines)));
  await page.getByText('3 of 3 events').waitFor();
  await page.locator('.row.unreadable', { hasText: 'log.ndjson:2' }).waitFor();

  const folder = await mkdtemp(join(tmpdir(), 'inspector-'));
  await writeFile(join(folder, 'a.event.json'), eventBytes('batch-task.json'));
  await writeFile(join(folder, 'a.report.json'), '{}');
  await writeFile(join(folder, 'b.json.gz'), packed);
  await mkdir(join(folder, '.cos'));
  await writeFile(join(folder, '.cos', 'a.json'), '{}');
  await page.locator('#open-folder').setInputFiles(folder);
  await page.getByText('2 of 2 events').waitFor();
  await page
    .getByText('1 other file of the archive, such as reports · Passed over: 1 other file')
    .waitFor();

  const fragment = deflateRawSync(eventBytes('schedule-success.json')).toString('base64url');
  await page.evaluate(`location.hash = ${JSON.stringify(`#e=${fragment}`)}`);
  await page.locator('h1', { hasText: 'Succeeded' }).waitFor();
  await page.evaluate(`location.hash = '#e=broken'`);
  await page.getByText('The event in the link cannot be read.').waitFor();
});

/** The fragment that opens a text. */
const linkOf = (text: string) => `#e=${deflateRawSync(text, { level: 9 }).toString('base64url')}`;

test('a link that unpacks to more than 8 MB is refused at once, in four languages, and no sample is shown', async (t) => {
  const event = line('schedule-success.json');
  const most = 8 * 1024 * 1024;
  const { page, complaints } = await openInspector(t);
  const open = (hash: string) => page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
  // 83 KB that were 83 MB, and a link of the size that a browser takes.
  for (const size of [most + 1, 83_000_000, 1_000_000_000]) {
    const packed = size > 100_000_000 ? repeated(size) : linkOf(' '.repeat(size));
    await page.evaluate('location.hash = ""');
    await open(packed);
    await page.locator('h1', { hasText: 'Link not opened' }).waitFor();
    assert.match((await page.locator('.lead').textContent()) ?? '', /more than 8 MB/);
    assert.equal(await page.locator('.outcome').count(), 1);
    // The editor follows the report by a frame.
    await page.locator('.cm-content', { hasText: /^\s*$/ }).waitFor();
  }
  for (const [lang, words] of [
    ['zh', /超过 8 MB/],
    ['ja', /8 MB を超える/],
    ['ko', /8 MB를 넘으/],
  ] as const) {
    await page.locator('#page-language').selectOption(lang);
    await page.locator('.lead', { hasText: words }).waitFor();
  }
  await page.locator('#page-language').selectOption('en');
  await open(linkOf(event + ' '.repeat(most - Buffer.byteLength(event))));
  await page.locator('h1', { hasText: 'Succeeded' }).waitFor();
  await open('#e=AAAA');
  await page.getByText('The event in the link cannot be read.').waitFor();
  assert.equal(await page.locator('.outcome').count(), 1);
  assert.deepEqual(complaints, []);

  // As the first thing that is opened, too.
  const first = await openInspector(t, {
    url: `${page.url().replace(/#.*/, '')}${linkOf(' '.repeat(most + 1))}`,
  });
  assert.equal(await first.page.locator('h1').textContent(), 'Link not opened');
  await paste(first.page, event);
  await first.page.locator('h1', { hasText: 'Succeeded' }).waitFor();
});

test('of two links the one that was opened last is shown, however long the other takes', async (t) => {
  const { page } = await openInspector(t);
  await page.evaluate(`(() => {
    const Own = DecompressionStream;
    let isFirst = true;
    globalThis.DecompressionStream = function (format) {
      const own = new Own(format);
      if (!isFirst) return own;
      isFirst = false;
      const held = new TransformStream({
        async transform(chunk, to) {
          await new Promise((release) => (globalThis.release = release));
          to.enqueue(chunk);
        },
      });
      return { writable: own.writable, readable: own.readable.pipeThrough(held) };
    };
    globalThis.headings = [];
    new MutationObserver(() => headings.push(document.querySelector('h1')?.textContent)).observe(
      document.body, { subtree: true, childList: true, characterData: true });
  })()`);
  const open = (name: string) =>
    page.evaluate(`location.hash = ${JSON.stringify(linkOf(line(name)))}`);
  await open('edit-media-failed.json');
  await page.waitForFunction('globalThis.release');
  await open('workflow-processing.json');
  await page.locator('h1', { hasText: 'Processing' }).waitFor();
  await page.evaluate('release()');
  await open('schedule-success.json');
  await page.locator('h1', { hasText: 'Succeeded' }).waitFor();
  const headings = (await page.evaluate('headings')) as string[];
  assert.deepEqual(
    headings.filter((heading) => /Failed/.test(heading)),
    [],
  );
});

test('a text of several lines stands as Markdown, and turns nothing', async (t) => {
  const { page } = await openInspector(t);
  const event = {
    EventType: 'WorkflowTask',
    WorkflowTaskEvent: {
      TaskId: '1250000000-WorkflowTask-lines',
      Status: 'FINISH',
      AiAnalysisResultSet: [
        {
          Type: 'Description',
          DescriptionTask: {
            Status: 'SUCCESS',
            ErrCode: 0,
            Output: {
              DescriptionSet: [
                { Description: '第一段。\n第二段。\r\n- 要点\t一\u202e', Title: '标题' },
              ],
            },
          },
        },
        { Type: 'Tag', TagTask: { Status: 'FAIL', ErrCode: 70000, Message: 'one\r\ntwo' } },
      ],
    },
  };
  await paste(page, JSON.stringify(event));
  const found = page.locator('.finding-task .lines');
  await found.waitFor();
  assert.equal(await found.locator('p').first().innerText(), '第一段。\n第二段。');
  assert.equal(await found.locator('li').textContent(), '要点    一\ufffd');
  assert.equal(await page.locator('.said .lines').innerText(), 'one\ntwo');
  const { height, left, beside } = (await page.evaluate(`(() => {
    const box = document.querySelector('.finding-task .lines').getBoundingClientRect();
    const label = document.querySelector('.finding-task .what').firstElementChild.getBoundingClientRect();
    return { height: box.height / label.height, left: box.top >= label.bottom, beside: box.left - label.left };
  })()`)) as { height: number; left: boolean; beside: number };
  assert.ok(height > 2.5 && left && beside >= 0, JSON.stringify({ height, left, beside }));
  await page.getByRole('button', { name: 'Export' }).click();
  await choose(page, 'Report (Markdown)');
  await page.getByText('第一段。<br>第二段。<br>').first().waitFor();
});

test('an unknown outcome has its own words, colour and filter', async (t) => {
  const { page } = await openInspector(t);
  const hello = '{"EventType":"hello"}';
  await paste(page, hello);
  await page.locator('h1', { hasText: 'Outcome unknown' }).waitFor();
  await page.locator('.todo', { hasText: 'Look the task up in the console' }).waitFor();
  const colour = () =>
    page.evaluate(`getComputedStyle(document.querySelector('.outcome h1')).color`);
  const unknown = await colour();
  await paste(page, line('schedule-success.json'));
  await page.locator('h1', { hasText: 'Succeeded' }).waitFor();
  assert.notEqual(await colour(), unknown);
  const lines = [hello, line('schedule-success.json'), hello].join('\n');
  await page
    .locator('#open-files')
    .setInputFiles({ name: 'log.ndjson', mimeType: '', buffer: Buffer.from(lines) });
  await page.getByText('3 of 3 events').waitFor();
  await page.locator('.total.unknown').click();
  await page.getByText('2 of 3 events').waitFor();
});

test('the verdict stands first: on the page, in an archive, in the gallery and in what is exported', async (t) => {
  const { page } = await openInspector(t);
  const colour = () =>
    page.evaluate(`getComputedStyle(document.querySelector('.outcome h1')).color`);
  await paste(page, line('edit-media-failed.json'));
  await page.locator('h1', { hasText: 'Failed' }).waitFor();
  const red = await colour();

  // A task whose review suggests to block has succeeded all the same.
  await paste(page, line('workflow-ai-review.json'));
  await page.locator('h1', { hasText: 'Block suggested' }).waitFor();
  // Each has its own confidence and its own time.
  assert.equal(
    (await page.locator('.outcome .reason').textContent())?.trim(),
    'guns 99% sure (0:20) · Prohibited words, speech 85% sure (1:11) · Prohibited words, text 91% sure (1:20)',
  );
  assert.equal(await colour(), red);
  assert.equal(await page.locator('.outcome .beside .tag').textContent(), 'processing finished');
  assert.match((await page.locator('.finding-task').first().innerText()) ?? '', /block suggested/);
  const { height, above } = (await page.evaluate(`(() => {
    const card = document.querySelector('.outcome').getBoundingClientRect();
    const findings = document.querySelector('.finding-task').getBoundingClientRect();
    return { height: card.height, above: findings.top };
  })()`)) as { height: number; above: number };
  assert.ok(height <= 180 && above < 450, `${height} ${above}`);
  await page.getByRole('button', { name: 'Export' }).click();
  await choose(page, 'Report (Markdown)');
  await page.getByText('# Block suggested – guns').first().waitFor();
  await page.keyboard.press('Escape');
  for (const [lang, words] of [
    ['zh', '建议拦截'],
    ['ja', 'ブロック推奨'],
    ['ko', '차단 권장'],
    ['en', 'Block suggested'],
  ] as const) {
    await page.locator('#page-language').selectOption(lang);
    await page.locator('h1', { hasText: words }).waitFor();
  }

  // What is awaited, and as of when; what a live stream found.
  await paste(page, line('workflow-processing.json'));
  await page.locator('.lead', { hasText: 'Awaited: Transcoding (template 100030)' }).waitFor();
  await page.locator('.lead', { hasText: 'As of Jun 30, 2024' }).waitFor();
  await paste(page, line('live-recognition.json'));
  await page.locator('h1', { hasText: '8 findings' }).waitFor();
  await paste(page, line('workflow-contradictions.json'));
  await page.locator('h1', { hasText: 'Contradicts itself' }).waitFor();

  const lines = ['workflow-ai-review.json', 'schedule-success.json'].map(line).join('\n');
  await page
    .locator('#open-files')
    .setInputFiles({ name: 'log.ndjson', mimeType: '', buffer: Buffer.from(lines) });
  await page.locator('.row.block', { hasText: 'Block suggested' }).waitFor();
  await page.locator('.total.block').click();
  await page.getByText('1 of 2 events').waitFor();
  await page.keyboard.press('s');
  await page.locator('.card.block', { hasText: 'Block suggested' }).first().waitFor();
});

test('an archive is searched in every language, ordered, put together by task, and taken along', async (t) => {
  const { page, complaints } = await openInspector(t);
  const lines = [
    'schedule-success.json',
    'workflow-ai-review.json',
    'edit-media-failed.json',
    'workflow-ai-review.json',
    'workflow-processing.json',
  ];
  const named = (name: string, text: string) => ({
    name,
    mimeType: '',
    buffer: Buffer.from(text),
  });
  await page
    .locator('#open-files')
    .setInputFiles([
      named('INDEX.md', '# Events'),
      named('log.ndjson', lines.map(line).join('\n')),
    ]);
  await page.getByText('5 of 5 events').waitFor();
  await page.getByText('Passed over: 1 other file').waitFor();
  assert.equal(await page.locator('.row.unreadable').count(), 0);
  // The keys work at once: nobody has to look for the list.
  await page.keyboard.press('j');
  await page.locator('#row-1[aria-selected=true]', { hasText: 'Block suggested – guns' }).waitFor();

  const search = page.getByLabel('Search');
  for (const words of [
    'guns',
    '建议拦截',
    'ブロック推奨',
    'block suggested',
    'Prohibited.Asr',
    '审核',
    // What findings suggest that are not the worst of their event.
    '建议复审',
    '要確認',
    '통과',
  ]) {
    await search.fill(words);
    await page.getByText('2 of 5 events').waitFor();
  }
  await search.fill('');
  await page.getByRole('combobox', { name: /^Label/ }).selectOption('guns');
  await page.getByText('2 of 5 events').waitFor();
  const download = async (name: string) => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name }).click(),
    ]);
    return readFileSync(await file.path(), 'utf8')
      .trimEnd()
      .split(/\r?\n/);
  };
  const rows = await download('List (CSV)');
  assert.equal(rows.length, 3);
  assert.match(rows[1] ?? '', /^block,.*guns.*log\.ndjson:2$/);
  const events = await download('Events (NDJSON)');
  assert.deepEqual(
    events.map((event) => JSON.parse(event).EventType),
    ['WorkflowTask', 'WorkflowTask'],
  );
  assert.doesNotMatch(events.join('\n'), /1250000000|review-8/);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByText('5 of 5 events').waitFor();

  const verdicts = () =>
    page.evaluate(
      `[...document.querySelectorAll('.row')].map(({ className }) => className.split(' ')[1])`,
    );
  await page.locator('.list-tools').getByRole('button', { name: 'Outcome' }).click();
  await page.locator('#row-0.failure').waitFor();
  assert.deepEqual(await verdicts(), ['failure', 'block', 'block', 'processing', 'success']);
  await page.locator('.list-tools').getByRole('button', { name: 'Outcome' }).click();
  await page.locator('#row-0.success').waitFor();
  await page.locator('.list-tools').getByRole('button', { name: 'Place' }).click();
  await page.locator('#row-2.failure').waitFor();
  await page.getByLabel('Notifications of a task together').check();
  await page.locator('#row-2.block.again').waitFor();
  await page.locator('#row-1', { hasText: '2×' }).waitFor();
  assert.deepEqual(complaints, []);
});

test('Back and Forward lead through what was opened, and lose nothing', async (t) => {
  const { page } = await openInspector(t);
  const lines = ['schedule-success.json', 'edit-media-failed.json', 'workflow-processing.json'].map(
    line,
  );
  await page
    .locator('#open-files')
    .setInputFiles({ name: 'log.ndjson', mimeType: '', buffer: Buffer.from(lines.join('\n')) });
  await page.getByText('3 of 3 events').waitFor();
  await page.getByLabel('Search').fill('task');
  await page.locator('.total.failure').click();
  await page.getByText('1 of 3 events').waitFor();
  await page.locator('.row').first().click();
  const failed = page.locator('h1', { hasText: 'Failed' });
  await failed.waitFor();
  await page.getByRole('button', { name: 'Compare' }).click();
  await page.locator('main.compare').waitFor();
  await page.goBack();
  await failed.waitFor();
  await page.goBack();
  await page.getByText('1 of 3 events').waitFor();
  assert.equal(await page.getByLabel('Search').inputValue(), 'task');
  await page.goForward();
  await failed.waitFor();

  // Another event in its place, which is edited; the archive is read again when it is gone back to.
  await paste(page, line('workflow-ai-review.json'));
  await page.locator('h1', { hasText: 'Block suggested' }).waitFor();
  await page.goBack();
  await failed.waitFor();
  await page.goForward();
  await page.locator('h1', { hasText: 'Block suggested' }).waitFor();
  await page.goBack();
  await failed.waitFor();
  await page.goBack();
  await page.getByText('1 of 3 events').waitFor();
  await page.goBack();
  await page.locator('.raw .name', { hasText: 'json' }).waitFor();
});

test('the gallery has every type of event and ways of failing, and each can be looked at', async (t) => {
  const { page, complaints } = await openInspector(t);
  await page.keyboard.press('s');
  const cards = page.locator('.card');
  // Most samples come with the editor.
  await cards.filter({ hasText: 'LiveScheduleTask' }).first().waitFor();
  const texts = (await cards.allTextContents()).join('\n');
  for (const type of [
    'WorkflowTask',
    'ScheduleTask',
    'EditMediaTask',
    'BatchTask',
    'ExtractBlindWatermark',
    'AiReviewResult',
    'AiRecognitionResult',
    'AiAnalysisResult',
    'AiQualityControlResult',
    'AiSmartSubtitleResult',
    'LiveRecordResult',
    'ProcessEof',
    'LiveStreamProcessTask',
    'LiveScheduleTask',
    'Not readable',
  ]) {
    assert.ok(texts.includes(type), type);
  }
  await page.locator('.card', { hasText: 'workflow-ai-review' }).click();
  await page.locator('.strip .mark.block').first().waitFor();
  await page.locator('.cm-line', { hasText: 'ugc-1250000000' }).first().waitFor();
  assert.equal((await page.locator('.strip').count()) > 0, true);
  assert.deepEqual(complaints, []);
});

test('outputs are sorted by any column, and compared with the source', async (t) => {
  const { page } = await openInspector(t);
  const first = page.locator('.outputs tbody tr').first();
  await page.getByRole('button', { name: 'Size' }).click();
  assert.match((await first.textContent()) ?? '', /168 MB/);
  await page.getByRole('button', { name: 'Size' }).click();
  assert.match((await first.textContent()) ?? '', /30\.6 MB/);
  await page.locator('.chart', { hasText: '366%' }).waitFor();
  await page.locator('.tasks .bar').first().waitFor();
});

test('what is edited changes the report, and errors have their line and column', async (t) => {
  const { page } = await openInspector(t);
  await editorReady(page);
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('x');
  await page.locator('h1', { hasText: 'Not readable' }).waitFor();
  const where = page.getByRole('button', { name: /^line \d+, column \d+$/ });
  await where.waitFor();
  await page.keyboard.press('Backspace');
  await page.locator('h1', { hasText: 'Partly done' }).waitFor();
  await page.keyboard.press('Control+f');
  await page.locator('.cm-search').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.cm-content').press('Control+Home');
  await page.locator('.cm-foldGutter [title="Fold line"]').first().click();
  await page.locator('.cm-foldPlaceholder').first().waitFor();
});

test('a field of the report lights up its source, and the other way round', async (t) => {
  const { page } = await openInspector(t);
  await editorReady(page);
  await traced(page);
  await page.locator('[data-field="media.duration"]').click();
  await page.locator('.cm-lit', { hasText: '2007.66' }).waitFor();
  await page.locator('.raw footer', { hasText: 'MetaData.Duration' }).waitFor();
  await page.locator('.cm-line', { hasText: '"podcast-1250000001"' }).first().click();
  await page.locator('[data-field="input.bucket"].lit').waitFor();
});

test('a plan follows the options, shows messages as the bot does, and masks secrets', async (t) => {
  const { page } = await openInspector(t);
  await page.getByRole('button', { name: 'What our function would do' }).click();
  await page.locator('.request .uri', { hasText: '/mps/WorkflowTask/' }).first().waitFor();
  await page.locator('.bubble.wecom .warning', { hasText: 'Partly done' }).waitFor();
  await page.locator('.counter', { hasText: 'of 4,096 bytes' }).waitFor();
  await page.locator('[id="cos.prefix"]').fill('other/');
  await page.locator('.request .uri', { hasText: '/other/WorkflowTask/' }).first().waitFor();
  await page
    .locator('[id="notify.0.url"]')
    .fill('https://oapi.dingtalk.com/robot/send?access_token=VERYSECRET');
  await page.evaluate(
    "for (const it of document.querySelectorAll('details.advanced')) it.open = true",
  );
  await page.locator('[id="notify.0.secret"]').fill('SECALSO');
  await page.locator('[id="notify.0.kind"]').selectOption('dingtalk');
  await page.locator('.bubble.dingtalk').waitFor();
  const plan = await page.locator('.plan > section').filter({ hasText: 'Notifies' }).textContent();
  assert.doesNotMatch(plan ?? '', /VERYSECRET|SECALSO/);
  await page.locator('.preview', { hasText: 'MPS_WEBHOOK_CONFIG=' }).waitFor();
  const change = async (option: string, text: string) => {
    await page.locator(`[id="${option}"]`).fill(text);
    await page.locator(`[id="${option}"]`).blur();
  };
  await change('notify.0.lines', 'Order {task_id}, {event_type}\n{failures}');
  await page.locator('.bubble', { hasText: 'Order ' }).waitFor();
  await change('notify.0.where', '{"event_type":"Nobody');
  await page.locator('.bubble', { hasText: 'Order ' }).waitFor();
  await change('notify.0.where', '{"event_type":"Nobody*"}');
  const skipped = page.locator('.plan > section').filter({ hasText: 'Not sent' });
  await skipped.getByText('event_type is WorkflowTask, not Nobody*').waitFor();
  await page.locator('.preview', { hasText: '"where":{"event_type":"Nobody*"}' }).waitFor();
  await page.locator('[id="notify.0.pace"]').fill('x');
  const refused = page.locator('.plan .refused');
  await refused.waitFor();
  const notify = page.locator('details:has([id="notify.0.pace"])');
  for (const it of await notify.all())
    await it.evaluate((element) => element.removeAttribute('open'));
  await refused.getByRole('button', { name: 'notify[0].pace' }).click();
  await page.locator('[id="notify.0.pace"]:focus').waitFor();
  assert.equal(await page.locator('.preview', { hasText: 'COS_PREFIX' }).count(), 0);
  await page.locator('[id="notify.0.pace"]').fill('');
  await page.getByRole('button', { name: 'Remove notify 1' }).click();
  await page.locator('.preview', { hasText: 'COS_PREFIX=other/' }).waitFor();
  await page.locator('[id="cos.bucket"]').fill('Not A Bucket');
  await page.locator('[id="cos.bucket-problem"]').waitFor();
  await page.locator('.plan .refused', { hasText: 'cos.bucket' }).waitFor();
});

test('two events are compared by path, and only what differs is said', async (t) => {
  const { page } = await openInspector(t);
  await page.getByRole('button', { name: 'Compare' }).click();
  await page.getByLabel('Choose a sample').selectOption('workflow-partial.json');
  await page.getByText('They are the same.').waitFor();
  const other = eventBytes('workflow-partial.json').toString().replace('192117', '192118');
  await page
    .locator('.compare input[type=file]')
    .setInputFiles({ name: 'b.json', mimeType: '', buffer: Buffer.from(other) });
  await page.getByText('1 difference').waitFor();
  assert.equal(await page.getByLabel('Choose a sample').inputValue(), '');
  await page.locator('.differences', { hasText: 'media.bitrate' }).waitFor();
  await choose(page, 'Events');
  await page.locator('.differences', { hasText: 'WorkflowTaskEvent.MetaData.Bitrate' }).waitFor();
});

test('what is taken along is redacted, and storage secrets never are in it', async (t) => {
  const { page } = await openInspector(t);
  const secrets =
    '{"NotifyKey":"FAKE-1","Sign":"FAKE-2","a":"https://h/?sign=FAKE-3#token=FAKE-4",';
  await paste(page, eventBytes('workflow-s3-secrets.json').toString().replace('{', secrets));
  await page.getByRole('button', { name: 'Export' }).click();
  const made = async (form: string) => {
    await choose(page, form);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download' }).click(),
    ]);
    return readFileSync(await download.path(), 'utf8');
  };
  const texts = [
    await made('Report (JSON)'),
    await made('Outputs (CSV)'),
    await made('Report (Markdown)'),
    await made('CloudEvents (JSON)'),
  ];
  assert.equal(JSON.parse(texts[0] ?? '').event_type, 'WorkflowTask');
  assert.match(texts[1] ?? '', /^\uFEFFtask_id,kind/);
  assert.match(texts[2] ?? '', /^# /);
  assert.equal(JSON.parse(texts[3] ?? '')[0].specversion, '1.0');
  await page.locator('dialog input[type=checkbox]').uncheck();
  const link = await made('Link with the event');
  const { inflateRawSync } = await import('node:zlib');
  const event = inflateRawSync(Buffer.from(link.split('#e=')[1] ?? '', 'base64url')).toString();
  assert.equal(JSON.parse(event).EventType, 'WorkflowTask');
  for (const text of [...texts, event]) assert.doesNotMatch(text, /FAKE-/);
});

/** A link to so many zeros, made of whole blocks without making the zeros. */
function repeated(size: number): string {
  const parts: Buffer[] = [];
  const part = Buffer.alloc(64 * 1024 * 1024);
  for (let left = size; left > 0; left -= part.length) {
    // Every part ends with a block that is not the last one of the stream.
    parts.push(deflateRawSync(part, { level: 9, finishFlush: constants.Z_FULL_FLUSH }));
  }
  parts.push(deflateRawSync(Buffer.alloc(0)));
  return `#e=${Buffer.concat(parts).toString('base64url')}`;
}
