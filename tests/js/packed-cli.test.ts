/** The command line of the installed package: what it packs runs, though the package leaves the templates' own cores out. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { unzipSync } from 'fflate';
import { startServices } from './support/callbacks';
import { nodeFor, runNode } from './support/nodes';
import { consumer } from './support/packed';
import { envelopes, eventBytes, SCF_NODE } from './support/project';
import { runProgram } from './support/servers';

const folder = consumer({ 'event.json': eventBytes('workflow-partial.json').toString() });
const CLI = join(folder, 'node_modules', '.bin', 'mps-webhook');

test('inspect and plan', async () => {
  for (const command of ['inspect', 'plan']) {
    const { code, stdout, stderr } = await runProgram(CLI, [command, 'event.json'], folder, {
      COS_BUCKET: 'archive-1250000000',
      COS_REGION: 'ap-tokyo',
    });
    assert.equal(code, 0, stderr);
    assert.match(stdout, /2600011634-WorkflowTask/);
  }
});

const CLS =
  envelopes()
    .find(({ name }) => name === 'cls.json')
    ?.bytes.toString() ?? '';

for (const [template, event] of [
  ['mps-webhook', eventBytes('workflow-partial.json').toString()],
  ['mps-to-cos', eventBytes('workflow-partial.json').toString()],
  ['cls-to-cos', CLS],
] as const) {
  test(`what pack makes of ${template} runs on Node ${SCF_NODE}`, async (t) => {
    const node = await nodeFor(t, SCF_NODE);
    if (node === undefined) return;
    const packed = await runProgram(CLI, ['pack', '--template', template], folder);
    assert.equal(packed.code, 0, packed.stderr);
    const made = join(folder, template);
    mkdirSync(made);
    const zip = unzipSync(readFileSync(join(folder, `${template}.zip`)));
    assert.deepEqual(Object.keys(zip).sort(), ['THIRD-PARTY-NOTICES.txt', 'core.wasm', 'index.js']);
    for (const [name, bytes] of Object.entries(zip)) writeFileSync(join(made, name), bytes);
    const { env: all, cos } = await startServices(t);
    // The others only store, and refuse to be asked for more.
    const isOf = (name: string) => template === 'mps-webhook' || name.startsWith('COS_');
    const env = Object.fromEntries(Object.entries(all).filter(([name]) => isOf(name)));
    const source = `require('./index.js').main_handler(JSON.parse(process.argv[1]), {}).then(
      (done) => console.error(JSON.stringify(done)));`;
    const { code, stderr } = await runNode(node, ['-e', source, event], { cwd: made, env });
    assert.equal(code, 0, stderr);
    assert.equal(JSON.parse(stderr).events[0].archive, 'stored');
    assert.ok(cos.requests.length > 0);
  });
}

for (const [command, address] of [
  [['dev', '--port', '0', '--lang', 'en'], '/inspector/'],
  [['open', 'event.json'], ''],
] as const) {
  test(`${command[0]} serves the inspector`, async (t) => {
    const child = spawn(process.execPath, [realpathSync(CLI), ...command], {
      cwd: folder,
      env: { PATH: process.env.PATH ?? '' },
    });
    const closed = once(child, 'close');
    t.after(async () => {
      child.kill('SIGINT');
      await closed;
    });
    const [said] = await once(child.stdout.setEncoding('utf8'), 'data');
    const [url = ''] = /http:\/\/127\.0\.0\.1:\S+/.exec(said) ?? [];
    const page = await fetch(new URL(`${url}${address}`));
    assert.match(await page.text(), /<script src="inspector\.js">/);
    for (const name of ['inspector.js', 'inspector.css', 'editor.js']) {
      assert.equal((await fetch(new URL(name, page.url))).status, 200, name);
    }
  });
}

test('what the command dev needs is there', () => {
  const pkg = join(folder, 'node_modules', 'mps-webhook', 'pkg');
  for (const file of ['dev/server.mjs', 'dev/bootstrap.cjs', 'templates.json.br']) {
    assert.ok(existsSync(join(pkg, file)), file);
  }
});
