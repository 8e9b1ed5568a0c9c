/** `mps-webhook pack`: the zip, and what is said of a processing that cannot be used. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import AdmZip from 'adm-zip';
import { run } from '../../js/cli/commands/pack';
import { packFunction } from '../../js/cli/function/package';
import { TEMPLATES } from '../../js/input/templates';
import { sha256 } from './support/cloud-api';
import { ASSETS, commandContext } from './support/command-context';
import { deploy } from './support/function';
import { nodeFor } from './support/nodes';
import { eventObject, PKG, SCF_NODE } from './support/project';

/** The most a zip may be, bytes: small enough to be uploaded and unpacked in no time. */
const MOST = 310_000;

/** Unpacked by another library than packed it. */
function unpack(zip: string, folder: string): string[] {
  new AdmZip(zip).extractAllTo(folder);
  return readdirSync(folder).sort();
}

/** What the template store is told to be the code. */
function codeFiles(template: string): string[] {
  const config = JSON.parse(readFileSync(join(PKG, 'scf', template, 'config.json'), 'utf8'));
  return config['serverless-cloud-function-application'].functions.codeObject.codeFile.toSorted();
}

for (const template of TEMPLATES) {
  test(`the zip of ${template} is the same every time, small, and says so`, async (t) => {
    const context = await commandContext(t);
    assert.equal(await run({ template }, context, ASSETS), 0);
    const zip = readFileSync(join(context.cwd, `${template}.zip`));
    assert.ok(zip.length <= MOST, `${zip.length} bytes`);
    assert.deepEqual(Buffer.from(packFunction(PKG, template).zip), zip);
    const said = context.output();
    assert.ok(said.includes(sha256(zip)));
    for (const text of [...codeFiles(template), 'index.main_handler', 'SCF console']) {
      assert.ok(said.includes(text), text);
    }
    const folder = join(context.cwd, 'unpacked');
    const names = unpack(join(context.cwd, `${template}.zip`), folder);
    assert.deepEqual(names, codeFiles(template));
    for (const name of names) {
      const shipped = readFileSync(join(PKG, 'scf', template, name));
      assert.deepEqual(readFileSync(join(folder, name)), shipped);
    }
  });
}

test('the time zone changes no byte', async (t) => {
  const { cwd } = await commandContext(t);
  const zips = ['Asia/Shanghai', 'America/New_York', 'UTC'].map((TZ) => {
    execFileSync(process.execPath, [join(PKG, 'cli.mjs'), 'pack'], { cwd, env: { TZ } });
    return sha256(readFileSync(join(cwd, 'mps-webhook.zip')));
  });
  assert.equal(new Set(zips).size, 1);
});

test('what is unpacked runs, with the processing in it', async (t) => {
  const node = await nodeFor(t, SCF_NODE);
  if (node === undefined) return;
  const context = await commandContext(t);
  writeFileSync(
    join(context.cwd, 'mine.js'),
    'exports.process = (report) => ({ mine: report.task_id });',
  );
  const options = { template: 'mps-webhook', process: 'mine.js', out: 'function.zip' };
  assert.equal(await run(options, context, ASSETS), 0);
  const folder = join(context.cwd, 'unpacked');
  assert.deepEqual(unpack(join(context.cwd, 'function.zip'), folder), [
    ...codeFiles('mps-webhook'),
    'process.js',
  ]);
  const { invoke, objects } = await deploy(t, { node, scf: { folder } });
  const event = eventObject('edit-media-success.json');
  const { ok, result } = await invoke(event);
  assert.ok(ok);
  const stored = JSON.parse(`${(await objects()).get(result.events[0].report_key)}`);
  assert.match(JSON.stringify(stored), /"mine":/);
});

test('a processing that cannot be used is refused, with the place', async (t) => {
  const context = await commandContext(t);
  for (const [source, expected] of [
    ['exports.other = 1;', /mine\.js exports no function/],
    ['\n\nexports.process = (report => {\n', /mine\.js:\d+ cannot be loaded: SyntaxError/],
    ['const a = 1;\na.b.c();', /mine\.js:2:5 cannot be loaded: TypeError/],
    ["require('./lib/other');", /mine\.js:1:1 .*Cannot find module .*bundle/],
    ["import x from 'y';", /mine\.js:1 cannot be loaded: .*CommonJS/],
  ] as const) {
    writeFileSync(join(context.cwd, 'mine.js'), source);
    const options = { template: 'mps-webhook', process: 'mine.js' };
    await assert.rejects(run(options, context, ASSETS), expected);
  }
  assert.deepEqual(readdirSync(context.cwd), ['mine.js']);
  if (existsSync('/dev/zero')) {
    const endless = { template: 'mps-webhook', process: '/dev/zero' };
    await assert.rejects(run(endless, context, ASSETS), /\/dev\/zero has more than 50 MB/);
  }
  const missing = { template: 'mps-webhook', process: 'none.js' };
  await assert.rejects(run(missing, context, ASSETS), /there is no none\.js/);
  await assert.rejects(run({ template: 'other' }, context, ASSETS), /there are mps-webhook, /);
});
