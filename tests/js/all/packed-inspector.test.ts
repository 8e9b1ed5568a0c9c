/** `open` of the installed package, in a real Chromium: it shows the event, or the folder as an archive. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { openInspector } from '../support/inspector';
import { consumer } from '../support/packed';
import { eventBytes, ROOT } from '../support/project';

/** The address that `open` of the package prints in a folder with files. */
async function opened(t: TestContext, files: Record<string, string>, path: string) {
  const folder = consumer(files);
  const cli = join(folder, 'node_modules', 'mps-webhook', 'pkg', 'cli.mjs');
  const child = spawn(process.execPath, [cli, 'open', path], { cwd: folder });
  const closed = once(child, 'close');
  t.after(async () => {
    child.kill('SIGINT');
    await closed;
  });
  const [said] = await once(child.stdout.setEncoding('utf8'), 'data');
  return said.trim();
}

const PARTIAL = eventBytes('workflow-partial.json').toString();

test('open shows the event', async (t) => {
  const url = await opened(t, { 'event.json': PARTIAL }, 'event.json');
  // What the package has in other files is back in its place.
  for (const name of ['inspector.js', 'editor.js']) {
    const served = await (await fetch(new URL(name, url))).text();
    assert.doesNotMatch(served, /"@[\w.]+\.(json|wasm)\b/, name);
    const whole = readFileSync(join(ROOT, 'pkg', 'inspector', name), 'utf8');
    // (Quotes of texts are escaped in another way.)
    if (name === 'editor.js') assert.ok(Math.abs(served.length / whole.length - 1) < 0.05, name);
  }
  const { page, complaints } = await openInspector(t, { url });
  await page.getByText('2600011634-WorkflowTask').first().waitFor();
  await page.getByText('event.json', { exact: true }).first().waitFor();
  assert.deepEqual(complaints, []);
});

test('open shows a folder as an archive, with the names of its files', async (t) => {
  const files = {
    'archive/WorkflowTask/1.event.json': PARTIAL,
    'archive/ScheduleTask/2.event.json': eventBytes('schedule-ai-failed.json').toString(),
  };
  const url = await opened(t, files, 'archive');
  const { page, complaints } = await openInspector(t, { url });
  const rows = page.locator('.archive');
  await rows.getByText('archive/WorkflowTask/1.event.json').first().waitFor();
  await rows.getByText('archive/ScheduleTask/2.event.json').first().waitFor();
  // Whoever loads the page anew finds it again.
  await page.reload();
  await rows.getByText('archive/ScheduleTask/2.event.json').first().waitFor();
  assert.deepEqual(complaints, []);
});
