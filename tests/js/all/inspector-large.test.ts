/** An event of thousands of sub-tasks: what is drawn of it. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openInspector } from '../support/inspector';

test('a large event is drawn as far as it is looked at', async (t) => {
  const { page, complaints } = await openInspector(t);
  const task = (at: number) => ({
    Type: 'Transcode',
    TranscodeTask: {
      Status: 'SUCCESS',
      ErrCode: 0,
      Input: { Definition: 100_000 + at },
      Output: { Path: `/out/${at}.mp4`, Size: 1000 + at, Bitrate: 1000, Duration: 60 },
    },
  });
  const event = {
    EventType: 'WorkflowTask',
    WorkflowTaskEvent: {
      TaskId: '1250000000-WorkflowTask-large',
      Status: 'FINISH',
      MediaProcessResultSet: Array.from({ length: 5600 }, (_, at) => task(at)),
    },
  };
  const buffer = Buffer.from(JSON.stringify(event));
  await page.locator('#open-files').setInputFiles({ name: 'large.json', mimeType: '', buffer });
  await page.locator('h1', { hasText: 'Succeeded' }).waitFor();
  await page.getByText('Sub-tasks: 5600').waitFor();
  const elements = () => page.evaluate('document.querySelectorAll("*").length');
  assert.ok(Number(await elements()) < 8000, `${await elements()}`);
  // Whoever goes on finds the others.
  const tasks = page.locator('.tasks li');
  const before = await tasks.count();
  await tasks.last().scrollIntoViewIfNeeded();
  await tasks.nth(Math.min(before, 999)).waitFor();
  assert.deepEqual(complaints, []);
});
