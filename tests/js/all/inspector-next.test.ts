/** What to do next about a task: whether to retry, where to look it up; times in two zones. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openInspector, paste } from '../support/inspector';
import { eventBytes } from '../support/project';

const line = (name: string) => JSON.stringify(JSON.parse(eventBytes(name).toString()));

test('what failed says whether to retry, and where to look the task up, in every language', async (t) => {
  const { page, complaints } = await openInspector(t);
  const retries = page.locator('.failures .retry');
  assert.match(await retries.first().innerText(), /Source file.*A retry as it is fails again/s);
  assert.match(await retries.nth(1).innerText(), /Parameter.*A retry as it is fails again/s);
  const todo = page.locator('.outcome .todo');
  assert.match(
    await todo.innerText(),
    /Do what stands beside each, then submit only what failed again \(ProcessMedia\)/,
  );
  const query = page.locator('.next .query code');
  assert.equal(
    await query.innerText(),
    'tccli mps DescribeTaskDetail --region ap-shanghai --TaskId 2600011634-WorkflowTask-0e87c1212a698494dcdb198af3e0eb2ftt3',
  );
  const linkTo = (name: string) => page.locator('.next').getByRole('link', { name });
  assert.equal(
    await linkTo('Tasks').getAttribute('href'),
    'https://console.tencentcloud.com/mps/tasks/vod-list',
  );
  assert.match((await linkTo('Templates').getAttribute('href')) ?? '', /\/mps\/templates\/avs/);
  assert.match(
    (await linkTo('Folder').getAttribute('href')) ?? '',
    /\/cos\/bucket\?bucket=podcast-1250000001&region=ap-shanghai&path=/,
  );
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.locator('.next').getByRole('button', { name: /^Copy/ }).click();
  await page.getByText('Copied').waitFor();
  for (const [lang, words] of [
    ['zh', '先按上面逐一处理，再重新提交失败的子任务（ProcessMedia）'],
    ['ja', '先に上のそれぞれを行い、それから失敗したサブタスクだけを再送信'],
    ['ko', '먼저 위의 각 항목을 처리한 뒤 실패한 하위 작업만 다시 제출'],
  ] as const) {
    await page.locator('#page-language').selectOption(lang);
    await todo.filter({ hasText: words }).waitFor();
    const site = lang === 'zh' ? 'cloud.tencent.com' : 'tencentcloud.com';
    const href = await page.locator('.pages a').first().getAttribute('href');
    assert.ok(href?.startsWith(`https://console.${site}/mps/`), `${href}`);
  }
  assert.deepEqual(complaints, []);
});

test('a fault of the service may be retried as it is', async (t) => {
  const { page } = await openInspector(t);
  const event = {
    EventType: 'EditMediaTask',
    EditMediaTaskEvent: { TaskId: "a'b", Status: 'FINISH', ErrCode: 70000, Message: 'oops' },
  };
  await paste(page, JSON.stringify(event));
  await page.locator('.todo', { hasText: 'Submit the task again as it is (EditMedia).' }).waitFor();
  await page.locator('.retry.now', { hasText: 'Service' }).waitFor();
  assert.equal(
    await page.locator('.query code').innerText(),
    String.raw`tccli mps DescribeTaskDetail --TaskId 'a'\''b'`,
  );
});

test('a server that could not deliver the source is not a damaged source', async (t) => {
  const { page } = await openInspector(t);
  await paste(page, line('batch-task.json'));
  await page.locator('.reason', { hasText: "the source's server answered" }).waitFor();
  await page.locator('.retry.later', { hasText: 'Server of the source' }).waitFor();
});

test('times say their zone, which can be changed everywhere', async (t) => {
  const { page } = await openInspector(t, { timezoneId: 'Asia/Shanghai' });
  const began = page.locator('[data-field="started_at"] time');
  assert.equal(await began.innerText(), 'Jun 3, 2024, 19:40:02 GMT+8');
  assert.equal(await began.getAttribute('title'), 'Jun 3, 2024, 11:40:02 UTC');
  await page.getByRole('button', { name: 'Show UTC' }).click();
  assert.equal(await began.innerText(), 'Jun 3, 2024, 11:40:02 UTC');
  const lines = ['schedule-success.json', 'workflow-processing.json'].map(line).join('\n');
  await page
    .locator('#open-files')
    .setInputFiles({ name: 'log.ndjson', mimeType: '', buffer: Buffer.from(lines) });
  await page.locator('.row time', { hasText: 'UTC' }).first().waitFor();
  await page.getByRole('button', { name: 'Show local time' }).click();
  await page.locator('.row time', { hasText: 'GMT+8' }).first().waitFor();
});

test('how long a task waited and ran, how fast it was, and when links end', async (t) => {
  const { page } = await openInspector(t);
  const now = Date.now();
  const iso = (ms: number) => new Date(ms).toISOString();
  const event = {
    Response: {
      TaskType: 'WorkflowTask',
      Status: 'FINISH',
      CreateTime: iso(now - 600_000),
      BeginProcessTime: iso(now - 580_000),
      FinishTime: iso(now - 550_000),
      WorkflowTask: {
        TaskId: '1250000000-WorkflowTask-a',
        Status: 'FINISH',
        MetaData: { Duration: 600, Size: 1000 },
        AiContentReviewResultSet: [
          {
            Type: 'Porn',
            PornTask: {
              Status: 'SUCCESS',
              ErrCode: 0,
              Output: {
                Suggestion: 'block',
                Label: 'porn',
                Confidence: 99,
                SegmentSet: [
                  {
                    StartTimeOffset: 1,
                    EndTimeOffset: 2,
                    Confidence: 99,
                    Suggestion: 'block',
                    Label: 'porn',
                    Url: 'https://example.com/a.jpg',
                    PicUrlExpireTime: iso(now - 2 * 86_400_000 - 60_000),
                  },
                  {
                    StartTimeOffset: 3,
                    EndTimeOffset: 4,
                    Confidence: 98,
                    Suggestion: 'block',
                    Label: 'porn',
                    Url: 'https://example.com/b.jpg',
                    PicUrlExpireTime: iso(now + 3 * 86_400_000 + 60_000),
                  },
                ],
              },
            },
          },
        ],
      },
    },
  };
  await paste(page, JSON.stringify(event));
  await page.locator('h1', { hasText: 'Block suggested' }).waitFor();
  const facts = await page.locator('.facts').innerText();
  assert.match(facts, /Waited\s+20\ss/);
  assert.match(facts, /Took\s+30\ss/);
  assert.match(facts, /Speed\s+20×/);
  await page.locator('.outputs .over', { hasText: 'expired 2 days ago' }).waitFor();
  await page.locator('.outputs time', { hasText: 'expires in 3 days' }).waitFor();
});

test('a state of long ago is not waited for, and an event without a time says so', async (t) => {
  const { page } = await openInspector(t);
  const todo = page.locator('.outcome .todo');
  const began = (at: number) => {
    const event = JSON.parse(eventBytes('workflow-processing.json').toString());
    event.WorkflowTaskEvent.MediaProcessResultSet = [
      {
        Type: 'Transcode',
        TranscodeTask: { Status: 'PROCESSING', BeginProcessTime: new Date(at).toISOString() },
      },
    ];
    return JSON.stringify(event);
  };
  await paste(page, began(Date.now() - 3 * 86_400_000));
  await todo.filter({ hasText: 'by now it has ended' }).waitFor();
  await page.locator('.outcome time', { hasText: '3 days ago' }).waitFor();
  await page.locator('h1', { hasText: 'Was processing' }).waitFor();
  await paste(page, began(Date.now() - 3_600_000));
  await todo.filter({ hasText: 'Wait: a notification comes when the task ends.' }).waitFor();
  await page.locator('.outcome time', { hasText: '1 hour ago' }).waitFor();
  await paste(page, line('live-review.json'));
  await page.locator('.outcome', { hasText: 'no time given' }).waitFor();
  await todo.filter({ hasText: 'query the task to learn which stream it is' }).waitFor();
});

test('of what contradicts itself it says what is probably true', async (t) => {
  const { page } = await openInspector(t);
  await paste(page, line('workflow-contradictions.json'));
  const reasons = page.locator('.outcome .reason li');
  await reasons.first().waitFor();
  assert.deepEqual(await reasons.allInnerTexts(), [
    'Transcoding (template 100020) – treat it as failed: there is no file',
    'Erasure – treat it as failed: there is no file',
    'Image sprites – check its files: ErrCodeExt SourceFileError',
    'The task as a whole – check its files: Message part of the source was skipped',
    'Transcoding (template 100030) – probably done: Message retried after a time-out',
  ]);
});

test('of several inputs the one that an error names is marked', async (t) => {
  const { page } = await openInspector(t);
  await paste(page, line('edit-media-failed.json'));
  await page.locator('.place .tag.failure').waitFor();
  assert.equal(await page.locator('.place').count(), 2);
  const { Message: said, Input: input } = JSON.parse(
    eventBytes('edit-media-failed.json').toString(),
  ).EditMediaTaskEvent;
  const named = input.FileInfoSet[1].InputInfo.CosInputInfo.Object;
  assert.ok(said.endsWith(named.slice(1)));
  const marked = page.locator('.place', { has: page.locator('.tag.failure') });
  assert.ok((await marked.innerText()).includes(named));
});

test('a link to a picture opens with the signature that the event has', async (t) => {
  const { page } = await openInspector(t);
  const event = JSON.parse(eventBytes('live-review.json').toString());
  const found = event.AiReviewResultInfo.ResultSet[0].ImagePornResultSet[0];
  const url =
    'https://b-1.cos.ap-tokyo.myqcloud.com/截图/a+b.jpg?x=1&sign=q-sign-algorithm%3Dsha1%26q-ak%3Da&y=2';
  found.Url = url;
  const plain = JSON.stringify(event);
  const escaped = plain.replace(/&/g, String.raw`\u0026`).replace(/\//g, String.raw`\/`);
  for (const text of [plain, escaped, JSON.stringify({ body: plain })]) {
    await paste(page, text);
    const link = page.locator('.picture a[href*="b-1.cos"]');
    // The link of the event before has its signature already.
    await page.locator('.picture a[href*="b-1.cos"][href*="sign=***"]').waitFor();
    await link.focus();
    assert.equal(await link.getAttribute('href'), url, text.slice(0, 40));
  }
});
