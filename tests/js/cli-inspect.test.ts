/** `inspect`: what a person sees, in every language, with and without colours, and what a program gets. */

import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import stringWidth from 'string-width';
import { cli, eventOf, folderOf } from './support/cli';
import { eventBytes, eventNames, PKG, ROOT } from './support/project';

const require = createRequire(import.meta.url);
const VECTORS = join(ROOT, 'tests', 'vectors', 'cli');
const EVENTS = join(ROOT, 'tests', 'fixtures', 'events');
const COLOUR = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');

/** Compares with what is kept; `UPDATE_VECTORS=1` keeps it. */
async function same(name: string, text: string): Promise<void> {
  const path = join(VECTORS, name);
  if (process.env.UPDATE_VECTORS) await writeFile(path, text);
  else assert.equal(text, await readFile(path, 'utf8'), name);
}

for (const language of ['en', 'zh', 'ja', 'ko']) {
  test(`every sample looks as it should and fits 80 columns: ${language}`, async () => {
    const { status, stdout, stderr } = await cli(['inspect', '--lang', language, '.'], {
      cwd: EVENTS,
    });
    assert.deepEqual([status, stderr], [0, '']);
    for (const line of stdout.split('\n')) assert.ok(stringWidth(line) <= 80, line);
    await same(`inspect.${language}.txt`, stdout);
  });
}

test('colours are for terminals, unless they are asked for', async () => {
  const file = join(EVENTS, 'schedule-partial.json');
  const words = ['inspect', '--lang', 'en', file];
  const options = { cwd: EVENTS };
  const plain = await cli(words, options);
  const coloured = await cli(words, { ...options, env: { FORCE_COLOR: '1' } });
  assert.match(coloured.stdout, COLOUR);
  assert.doesNotMatch(plain.stdout, COLOUR);
  assert.equal(coloured.stdout.replace(COLOUR, ''), plain.stdout);
  await same('inspect.colours.txt', coloured.stdout.replaceAll('\u001b', '␛'));
  for (const env of [{ FORCE_COLOR: '0' }, { NO_COLOR: '1' }]) {
    assert.equal((await cli(words, { ...options, env })).stdout, plain.stdout);
  }
});

test('the language is that of the terminal, unless another is asked for', async () => {
  const file = join(EVENTS, 'workflow-failed-source.json');
  const first = async (env: Record<string, string>, ...words: string[]) =>
    (await cli(['inspect', ...words, file], { env })).stdout.split('  ')[0];
  assert.equal(await first({ LANG: 'ja_JP.UTF-8' }), '✗ 失敗');
  assert.equal(await first({ LANG: 'ja_JP.UTF-8', LC_ALL: 'ko_KR.UTF-8' }), '✗ 실패');
  assert.equal(await first({ LANG: 'de_DE.UTF-8' }), '✗ Failed');
  assert.equal(await first({ NOTIFY_LANG: 'zh', LANG: 'ja_JP.UTF-8' }), '✗ 处理失败');
  assert.equal(await first({ NOTIFY_LANG: 'zh' }, '--lang', 'en'), '✗ Failed');
});

test('texts of events cannot steer the terminal', async (t) => {
  const path = '/a\u001b[2J\u202egpj.exe\u0007\r\n.mp4';
  const cwd = await folderOf(t, { 'event.json': eventOf(1, { Output: { Path: path } }) });
  const { stdout } = await cli(['inspect', 'event.json'], { cwd });
  for (const character of '\u001b\u202e\u0007\r') assert.ok(!stdout.includes(character), stdout);
  assert.match(stdout, /a�\[2J�gpj\.exe���\.mp4/);
});

test('--json gives the reports that the package gives, --cloudevents those as CloudEvents', async () => {
  const { parse } = require(join(PKG, 'index.js'));
  const { stdout } = await cli(['inspect', '--json', '--lang', 'ja', EVENTS]);
  const reports = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const expected = [...eventNames]
    .sort()
    .flatMap((name) => parse(eventBytes(name), { lang: 'ja' }));
  assert.deepEqual(reports, expected);
  const events = await cli(['inspect', '--cloudevents', join(EVENTS, 'edit-media-success.json')]);
  const { specversion, data } = JSON.parse(events.stdout);
  assert.deepEqual([specversion, data.outcome], ['1.0', 'success']);
});

test('files, folders, lines, gzip and standard input are read alike', async (t) => {
  const lines = [1, 2, 3].map((index) => `${eventOf(index)}\n`).join('');
  const pretty = JSON.stringify(JSON.parse(eventOf(4)), null, 2);
  const cwd = await folderOf(t, {
    'a.ndjson': lines,
    'b.jsonl.gz': gzipSync(lines),
    'c.json': `\ufeff${pretty}\r\n`,
    'd.txt': `\r\n${lines.replaceAll('\n', '\r\n')}`,
    'e.event.json': eventOf(5),
    'e.report.json': '{"receipts":[]}',
    'f.error.json': '{"error":{}}',
    '.hidden.json': eventOf(6),
    'g.ndjson.replay': 'no event',
    'h.json.gz': gzipSync(pretty),
    'i.json': '',
  });
  await mkdir(join(cwd, 'z'));
  await writeFile(join(cwd, 'z', 'one.json'), eventOf(7));
  const ids = async (words: string[], input = '') => {
    const { stdout, stderr, status } = await cli(['inspect', '--json', ...words], { cwd, input });
    assert.deepEqual([status, stderr], [0, '']);
    return stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => Number(JSON.parse(line).task_id.slice(-6)));
  };
  assert.deepEqual(await ids(['.']), [1, 2, 3, 1, 2, 3, 4, 1, 2, 3, 5, 4, 7]);
  assert.deepEqual(await ids(['-', 'e.event.json'], lines), [1, 2, 3, 5]);
  assert.deepEqual(await ids(['-'], pretty), [4]);
});

test('what is no notification is told with its place, and fails the command', async (t) => {
  const cwd = await folderOf(t, {
    'a.ndjson': `${eventOf(1)}\n{"x":1}\nnonsense\n${eventOf(2)}\n`,
  });
  const { status, stdout, stderr } = await cli(['inspect', '--json', 'a.ndjson'], { cwd });
  assert.equal(status, 1);
  assert.deepEqual(
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).error?.code),
    [undefined, 'not_a_notification', 'invalid_json', undefined],
  );
  assert.match(stderr, /^✗ a\.ndjson:2: .*\n {2}.*\n✗ a\.ndjson:3: .*\n {2}.*\n$/);
});

test('a damaged archive is told by its name', async (t) => {
  const cwd = await folderOf(t, { 'a.gz': gzipSync(eventOf(1)).subarray(0, 40) });
  const { status, stderr } = await cli(['inspect', 'a.gz'], { cwd });
  assert.deepEqual([status, stderr], [1, 'error: a.gz: unexpected end of file\n']);
});
