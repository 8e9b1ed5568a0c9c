/** `open` of the installed package, in a real Chromium: it shows the event. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { openInspector } from '../support/inspector';
import { consumer } from '../support/packed';
import { eventBytes, ROOT } from '../support/project';

test('open shows the event', async (t) => {
  const folder = consumer({ 'event.json': eventBytes('workflow-partial.json').toString() });
  const cli = join(folder, 'node_modules', 'mps-webhook', 'pkg', 'cli.mjs');
  const child = spawn(process.execPath, [cli, 'open', 'event.json'], { cwd: folder });
  const closed = once(child, 'close');
  t.after(async () => {
    child.kill('SIGINT');
    await closed;
  });
  const [said] = await once(child.stdout.setEncoding('utf8'), 'data');
  // What the package has in other files is back in its place.
  for (const name of ['inspector.js', 'editor.js']) {
    const served = await (await fetch(new URL(name, said.trim()))).text();
    assert.doesNotMatch(served, /"@[\w.]+\.(json|wasm)\b/, name);
    const whole = readFileSync(join(ROOT, 'pkg', 'inspector', name), 'utf8');
    // (Quotes of texts are escaped in another way.)
    if (name === 'editor.js') assert.ok(Math.abs(served.length / whole.length - 1) < 0.05, name);
  }
  const { page, complaints } = await openInspector(t, { url: said.trim() });
  await page.getByText('2600011634-WorkflowTask').first().waitFor();
  assert.deepEqual(complaints, []);
});
