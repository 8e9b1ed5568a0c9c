/**
 * For twelve events, what somebody asks first stands in the first screen, on a desk and on a phone.
 * `UPDATE_DOCS=1` writes the table of docs/inspector.md.
 */

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openInspector, PICTURES } from '../support/inspector';
import { fixturePath, ROOT } from '../support/project';

/** The event; what is asked; the answer, and the element that has it; where that is, for people. */
const ROWS: readonly (readonly [
  folder: 'events' | 'malformed',
  name: string,
  question: string,
  answer: string,
  selector: string,
  where: string,
])[] = [
  [
    'events',
    'workflow-partial',
    'Why did it fail?',
    'The source has no usable picture',
    '.outcome .reason',
    'below the verdict',
  ],
  [
    'events',
    'workflow-failed-source',
    'May I retry it?',
    'then submit the task again (ProcessMedia): before that it fails again.',
    '.outcome .todo',
    'what to do',
  ],
  [
    'events',
    'schedule-ai-failed',
    'Whose fault is it?',
    'A fault of the service',
    '.outcome .reason li:first-child',
    'below the verdict',
  ],
  [
    'events',
    'live-eof-timeout',
    'Why did the stream end?',
    'No data from the stream',
    '.outcome .reason',
    'below the verdict',
  ],
  ['events', 'edit-media-failed', 'Which task is it?', '2600012001-EditMedia-', '.facts', 'facts'],
  [
    'events',
    'workflow-ai-review',
    'May it be published?',
    'guns 99% sure',
    '.outcome .reason',
    'below the verdict',
  ],
  [
    'events',
    'live-review',
    'What did the review of the stream find?',
    'guns 97% sure · moan 88% sure – 2 places',
    '.outcome .reason',
    'below the verdict',
  ],
  [
    'events',
    'workflow-quality-control',
    'Is the file sound?',
    'No picture stream',
    '.outcome .reason',
    'below the verdict',
  ],
  [
    'events',
    'workflow-processing',
    'What is it waiting for?',
    'Awaited: Transcoding (template 100030)',
    '.outcome .lead',
    'beside the verdict',
  ],
  [
    'events',
    'schedule-success',
    'Is all of it done?',
    'All 7 sub-tasks are done.',
    '.outcome .lead',
    'beside the verdict',
  ],
  [
    'events',
    'workflow-contradictions',
    'Can I trust it?',
    'treat it as failed: SUCCESS · no file',
    '.outcome .reason',
    'below the verdict',
  ],
  [
    'malformed',
    'array-missing-bracket',
    'Where is it broken?',
    'line 1, column 288',
    '.outcome button',
    'verdict',
  ],
];

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]) {
  test(`the answer stands in the first screen of ${viewport.width} × ${viewport.height}`, async (t) => {
    const { page } = await openInspector(t, { viewport });
    for (const [folder, name, question, answer, selector] of ROWS) {
      await page.locator('#open-files').setInputFiles(fixturePath(folder, `${name}.json`));
      await page.locator('.raw .name', { hasText: name }).waitFor({ state: 'attached' });
      const element = page.locator(selector, { hasText: answer }).first();
      await element.waitFor();
      assert.equal(await page.evaluate('scrollY'), 0, name);
      const box = await element.boundingBox();
      assert.ok(box && box.y + box.height <= viewport.height, `${question} ${box?.y}`);
      await page.screenshot({ path: join(PICTURES, `first-screen-${name}-${viewport.width}.png`) });
    }
  });
}

test('the table of the documentation has these events', () => {
  const path = join(ROOT, 'docs', 'inspector.md');
  const text = readFileSync(path, 'utf8');
  const [begin, end] = ['<!-- first screen -->\n', '<!-- end of first screen -->'];
  const lines = ROWS.map(
    ([, name, question, answer, , where]) => `| \`${name}\` | ${question} | ${answer} | ${where} |`,
  );
  const table = [
    '| event | question | answer | where |',
    '| --- | --- | --- | --- |',
    ...lines,
    '',
  ];
  const [before = '', rest = ''] = text.split(begin);
  const [now, behind = ''] = rest.split(end);
  if (process.env.UPDATE_DOCS) {
    writeFileSync(path, before + begin + table.join('\n') + end + behind);
    return;
  }
  assert.equal(now, table.join('\n'));
});
