/** What the commands print for people, in the language of the terminal. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { run as deploy } from '../../js/cli/commands/deploy';
import { spacingFaults } from './support/chinese';
import { CLI, cli, eventOf, folderOf, runProgram } from './support/cli';
import { CloudApi, DEPLOYER, NEW_FUNCTION } from './support/cloud-api';
import { ASSETS, commandContext } from './support/command-context';
import { PKG } from './support/project';

const LOCALES = { zh: 'zh_CN.UTF-8', ja: 'ja_JP.UTF-8', ko: 'ko_KR.UTF-8' } as const;
type Language = keyof typeof LOCALES;
const LANGUAGES = Object.keys(LOCALES) as Language[];

/** No two words of English in a row, but for what stands in quotes and what is typed: names have one. */
function assertNoEnglish(text: string): void {
  const said = text
    .replace(/`[^`]*`|<!?[a-z][^>]*>/g, '')
    .replace(/mps-webhook ([a-z]+ --[^\n]*|dev)|Tencent Cloud|--[a-z]+ \S+/g, '');
  const left = said.split('\n').filter((line) => /\b[a-z]{2,} [a-z]{2,}\b/i.test(line));
  assert.deepEqual(left, [], text);
  const isChinese = !/[\p{Script=Katakana}\p{Script=Hiragana}\p{Script=Hangul}]/u.test(text);
  if (isChinese) assert.deepEqual(spacingFaults(text, true), [], text);
}

const FIRST: Record<string, Record<Language, RegExp>> = {
  plan: {
    zh: /^ap-guangzhou 的 mps-webhook \(mps-webhook\)：将新建\n/,
    ja: /^ap-guangzhou の mps-webhook \(mps-webhook\): 新規作成\n/,
    ko: /^ap-guangzhou의 mps-webhook \(mps-webhook\): 새로 만듦\n/,
  },
  replay: {
    zh: /^2 个事件，每秒 \d+ 个：将投递 2 个，失败 0 个\n$/,
    ja: /^イベント 2 件、毎秒 \d+ 件: 配信予定 2 件、失敗 0 件\n$/,
    ko: /^이벤트 2건, 초당 \d+건: 전달 예정 2건, 실패 0건\n$/,
  },
  next: { zh: /\n下一步：/, ja: /\n次に: /, ko: /\n다음: / },
  ends: { zh: /按 Ctrl-C 结束/, ja: /Ctrl-C で終了/, ko: /Ctrl-C로 종료/ },
  bucket: { zh: /^! 存储桶 +未设置/m, ja: /^! バケット +設定/m, ko: /^! 버킷 +설정/m },
  demo: { zh: /一切正常。/, ja: /すべて正しく動きました。/, ko: /모두 정상입니다\./ },
};

for (const language of LANGUAGES) {
  const env = { LC_ALL: LOCALES[language] };
  const expected = (what: string) => FIRST[what]?.[language] as RegExp;

  test(`the plan of deploy and what it does, in ${language}`, async (t) => {
    const api = new CloudApi();
    const context = await commandContext(t, { env: { ...DEPLOYER, ...env }, send: api.send });
    const given = { assets: ASSETS, sleep: async () => {} };
    const options = { ...NEW_FUNCTION, set: ['NOTIFY_ON=all'], namespace: 'team' };
    await deploy({ ...options, namespace: 'default' }, context, given);
    assert.match(context.output(), expected('plan'));
    await deploy({ ...options, yes: true, test: true }, context, given);
    // The log is what the function has written.
    assertNoEnglish(context.output().replace('a line of the log', ''));
    await deploy({ ...options, yes: true }, context, given);
    assertNoEnglish(context.output());
    const withoutKeys = await commandContext(t, { env });
    await deploy({ template: 'cls-to-cos', namespace: 'default' }, withoutKeys, given);
    assertNoEnglish(withoutKeys.output());
    const missing = deploy({ ...options, yes: true, role: 'nobody' }, context, given);
    await assert.rejects(missing, /there is no role nobody/);
  });

  test(`the summary of replay in ${language}`, async (t) => {
    const cwd = await folderOf(t, { 'a.ndjson': `${eventOf(1)}\n${eventOf(2)}\n` });
    const all = { ...env, COS_BUCKET: 'results-1250000000' };
    const ran = await cli(['replay', '--dry-run', 'a.ndjson'], { cwd, env: all });
    assert.match(ran.stdout, expected('replay'));
    assertNoEnglish(ran.stderr);
    assert.equal(ran.stderr.split('\n').length, 4);
    // Nowhere to go to, so that something is left for the next one.
    const nowhere = await cli(['replay', '--no-journal', 'a.ndjson'], { cwd, env });
    assertNoEnglish(nowhere.stdout);
  });

  test(`pack, doctor, demo and what cannot be read in ${language}`, async (t) => {
    const cwd = await folderOf(t, { 'bad.js': 'x(', 'process.js': 'exports.process = (it) => it' });
    const packed = await cli(['pack', '--process', 'process.js'], { cwd, env });
    assert.match(packed.stdout, expected('next'));
    assertNoEnglish(packed.stdout);
    const { stdout } = await cli(['doctor'], { cwd, env });
    assert.match(stdout, expected('bucket'));
    assertNoEnglish(stdout);
    for (const words of [
      ['pack', '--out', 'nothing/here.zip'],
      ['pack', '--process', 'none.js'],
      ['plan', '--config', '.', 'bad.js'],
      ['plan', '--env', 'none', 'bad.js'],
      ['inspect', 'none'],
      ['dev', '--node', 'nonode'],
    ]) {
      const { status, stderr } = await cli(words, { cwd, env });
      assert.ok(status === 1 || status === 2);
      assertNoEnglish(stderr);
      assert.doesNotMatch(stderr, /\bE[A-Z]{4,}\b/);
    }
    const demo = await runProgram(
      process.execPath,
      [join(PKG, 'dev', 'demo.mjs'), '--archive', 'demo'],
      { cwd, env },
    );
    assert.equal(demo.status, 0);
    assert.match(demo.stdout, expected('demo'));
    // What is stored is the same in every language: the reason of the core is in English.
    assertNoEnglish(demo.stdout.replace(/not an MPS[\s\S]*?unparsed\//, ''));
  });

  test(`open and dev in ${language}`, async (t) => {
    const cwd = await folderOf(t, { 'a.json': eventOf(1) });
    const opened = await started(t, ['open', 'a.json'], cwd, env);
    assertNoEnglish(await opened.shown(expected('ends')));
    const dev = await started(t, ['dev', '--port', '0', '--archive', 'objects'], cwd, env);
    const [url = ''] = /http:\/\/[\d.:]+/.exec(await dev.shown(expected('ends'))) ?? [];
    await fetch(url, { method: 'POST', body: eventOf(1) });
    await fetch(url, { method: 'POST', body: '{"a":1}' });
    assertNoEnglish(await dev.shown(/events\/2\n/));
    const page = await (await fetch(url)).text();
    assert.match(page, new RegExp(`^<!doctype html>\\n<html lang="${language}">`));
    assertNoEnglish(
      page.replace('POST', '').replace(/<script>[\s\S]*<\/script>|<style>[\s\S]*<\/style>/g, ''),
    );
    const [refused] = (await (await fetch(`${url}/events`)).json()) as { refusals: string[] }[];
    assertNoEnglish(`${refused?.refusals}`);
    assert.notEqual(refused?.refusals[0], null);
  });
}

/** A command that runs until the test ends. */
async function started(
  t: TestContext,
  words: string[],
  cwd: string,
  env: Record<string, string>,
): Promise<{ shown(text: RegExp): Promise<string> }> {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [CLI, ...words], { cwd, env: { PATH, ...env } });
  const closed = once(child, 'close');
  t.after(async () => {
    child.kill('SIGINT');
    await closed;
    await rm(join(cwd, 'objects'), { recursive: true, force: true });
  });
  let text = '';
  let look = () => {};
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (more) => {
      text += more;
      look();
    });
  }
  return {
    shown: (wanted) =>
      new Promise((resolve, reject) => {
        look = () => {
          if (wanted.test(text)) resolve(text);
        };
        look();
        child.once('close', () => reject(new Error(`it ended: ${text}`)));
      }),
  };
}
