/** `mps-webhook sample`: every event it prints is one of the tests'. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { run } from '../../js/cli/commands/sample';
import SAMPLES from '../../js/display/samples.json';
import { cli } from './support/cli';
import { ASSETS, commandContext } from './support/command-context';
import { ROOT } from './support/project';

test('every sample is printed as it is', async (t) => {
  const context = await commandContext(t);
  assert.equal(await run('', { list: true }, context, ASSETS), 0);
  const names = context.output().match(/^\S+(?= +\S)/gm);
  assert.deepEqual(names, Object.keys(SAMPLES));
  for (const [name, path] of Object.entries(SAMPLES)) {
    assert.equal(await run(name, {}, context, ASSETS), 0);
    assert.equal(context.output(), readFileSync(join(ROOT, path), 'utf8'), name);
  }
});

for (const [name, said] of [
  [
    'schedule',
    'Did you mean schedule-success, schedule-partial, schedule-ai-failed, live-schedule-task?',
  ],
  ['edit-media-sucess', 'Did you mean edit-media-success?'],
  ['Live-Record', 'Did you mean live-record?'],
  ['nothing', 'The option --list prints the names.'],
] as const) {
  test(`there is no sample ${name}`, async () => {
    const { status, stdout, stderr } = await cli(['sample', name]);
    assert.deepEqual([status, stdout], [2, '']);
    assert.ok(stderr.includes(`'${name}' is invalid for argument 'name'. ${said}\n`), stderr);
  });
}

for (const [locale, shown] of [
  ['C', /^live-record {15}a live stream: recordings, signed$/m],
  ['zh_CN', /^live-record {15}直播：录制文件，带签名$/m],
  ['ja_JP', /^live-record {15}ライブ: 録画、署名あり$/m],
  ['ko_KR', /^live-record {15}라이브: 녹화, 서명 있음$/m],
] as const) {
  test(`--list says what each sample shows: ${locale}`, async () => {
    const { stdout } = await cli(['sample', '--list'], { env: { LC_ALL: `${locale}.UTF-8` } });
    assert.match(stdout, shown);
  });
}
