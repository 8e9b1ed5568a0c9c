/** `inspect`: what a person sees, in every language, with and without colours, and what a program gets. */

import assert from 'node:assert/strict';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import stringWidth from 'string-width';
import { cli, eventOf, folderOf, runProgram } from './support/cli';
import { md5 } from './support/function';
import { testOnPosix } from './support/programs';
import { eventBytes, eventNames, fixturePath, PKG, ROOT } from './support/project';

const require = createRequire(import.meta.url);
const VECTORS = join(ROOT, 'tests', 'vectors', 'cli');
const EVENTS = fixturePath('events');
const GREEN = new RegExp(`${String.fromCharCode(27)}\\[32m`);
const COLOUR = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');

/** Compares with what is kept; `UPDATE_VECTORS=1` keeps it. */
async function same(name: string, text: string): Promise<void> {
  const path = join(VECTORS, name);
  if (process.env.UPDATE_VECTORS) await writeFile(path, text);
  else assert.equal(text, await readFile(path, 'utf8'), name);
}

for (const language of ['en', 'zh', 'ja', 'ko']) {
  test(`every sample looks as it should and fits 80 columns, but for names: ${language}`, async () => {
    const { status, stdout, stderr } = await cli(['inspect', '--lang', language, '.'], {
      cwd: EVENTS,
    });
    const { parse } = require(join(PKG, 'index.js'));
    const unknown = [...eventNames]
      .sort()
      .filter((name) => parse(eventBytes(name))[0].outcome === 'unknown');
    assert.ok(unknown.length > 0);
    assert.deepEqual(
      [status, stderr.match(/^\S .*(?=: it is unknown how the task ended)/gm)],
      [1, unknown.map((name) => `? ${name}`)],
    );
    assert.equal(stderr.trim().split('\n').length, unknown.length);
    // A name or path is copied, so it stays whole.
    for (const line of stdout.split('\n')) {
      assert.ok(stringWidth(line) <= 80 || /^ +([a-z]+:\/\/\S.*|\S+)$/.test(line), line);
    }
    await same(`inspect.${language}.txt`, stdout);
  });
}

test('events in a log are found, and said to be on their lines', async (t) => {
  const line = (name: string) => JSON.stringify(JSON.parse(eventBytes(name).toString()));
  const log = [
    'START RequestId: 7c6e',
    `2024-06-30T12:00:00.000Z\t7c6e\tINFO\t${line('edit-media-failed.json')}`,
    '{"Duration":3}',
    `message: ${JSON.stringify(line('schedule-success.json'))}`,
    '',
  ].join('\n');
  const folder = await folderOf(t, { 'scf.log': log });
  const { status, stdout, stderr } = await cli(
    ['inspect', '--lang', 'en', '--oneline', 'scf.log'],
    {
      cwd: folder,
    },
  );
  assert.deepEqual([status, stderr], [0, '']);
  assert.match(stdout, /^✗ Failed .*scf\.log:2\n✓ Succeeded .*scf\.log:4\n/);
});

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

  // For programs the values are the same; C1 controls and marks of direction are escaped.
  const steering = `/a\u009b2J\u202e\u2066\u007f\u0085\u2028.mp4`;
  await writeFile(join(cwd, 'event.json'), eventOf(1, { Output: { Path: steering } }));
  const options = JSON.stringify({ cos: { bucket: 'a-1250000000', region: 'ap-guangzhou' } });
  await writeFile(join(cwd, 'options.json'), options);
  for (const words of [
    ['inspect', '--json', 'event.json'],
    ['inspect', '--cloudevents', 'event.json'],
    ['plan', '--json', '--config', 'options.json', 'event.json'],
    ['plan', '--config', 'options.json', 'event.json'],
  ]) {
    const { stdout: text } = await cli(words, { cwd });
    for (const character of '\u009b\u202e\u2066\u007f\u0085\u2028') {
      assert.ok(!text.includes(character), words.join(' '));
    }
    if (words.includes('--json')) assert.ok(JSON.stringify(JSON.parse(text)).includes('\u009b2J'));
  }
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
    assert.deepEqual([status, stderr.replace('– i.json: it is empty\n', '')], [0, '']);
    return stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => Number(JSON.parse(line).task_id.slice(-6)));
  };
  assert.deepEqual(await ids(['.']), [1, 2, 3, 1, 2, 3, 4, 1, 2, 3, 5, 4, 7]);
  assert.deepEqual(await ids(['-', 'e.event.json'], lines), [1, 2, 3, 5]);
  assert.deepEqual(await ids(['-'], pretty), [4]);
});

test('an event that is not a notification is shown with its place, and fails the command', async (t) => {
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

test('a text of several lines is shown as lines, below what is short, and steers nothing', async (t) => {
  const text = '第一段。\n第二段。\r\n- 要点\t一\u2028\u001b[31m红\u202e\u0085\n\n\n\n末';
  const event = {
    EventType: 'WorkflowTask',
    WorkflowTaskEvent: {
      TaskId: '1250000000-WorkflowTask-lines',
      Status: 'FINISH',
      ErrCode: 0,
      Message: 'SUCCESS',
      AiAnalysisResultSet: [
        {
          Type: 'Description',
          DescriptionTask: {
            Status: 'SUCCESS',
            ErrCode: 0,
            Output: {
              DescriptionSet: [
                { Description: text, Title: '标题', Keywords: ['a', 'b'], Confidence: 99 },
              ],
            },
          },
        },
        {
          Type: 'Tag',
          TagTask: { Status: 'FAIL', ErrCode: 70000, Message: 'line one\r\n\tline two' },
        },
      ],
    },
  };
  const cwd = await folderOf(t, { 'event.json': JSON.stringify(event) });
  const { stdout } = await cli(['inspect', '--lang', 'en', 'event.json'], { cwd });
  const lines = stdout.split('\n');
  const first = lines.findIndex((line) => line.includes('标题'));
  const column = (lines[first] ?? '').indexOf('标题');
  assert.deepEqual(
    lines.slice(first, first + 7).map((line) => line.slice(column)),
    ['标题 · a · b · 99%', '第一段。', '第二段。', '- 要点    一', '�[31m红�', '', '末'],
  );
  assert.match(stdout, / {4}70000: line one\n {8}line two\n/);
  for (const line of lines) assert.ok(stringWidth(line) <= 80, line);
  for (const character of '\u001b\u202e\r\t\u0085\u2028') {
    assert.ok(!stdout.includes(character), JSON.stringify(stdout));
  }
});

test('what a report leaves out is counted', async (t) => {
  const count = 12_000;
  const event = {
    EventType: 'WorkflowTask',
    WorkflowTaskEvent: {
      TaskId: '1250000000-WorkflowTask-many',
      Status: 'FINISH',
      MediaProcessResultSet: [
        {
          Type: 'SampleSnapshot',
          SampleSnapshotTask: {
            Status: 'SUCCESS',
            Output: { ImagePathSet: Array.from({ length: count }, (_, at) => `/o/${at}.jpg`) },
          },
        },
      ],
    },
  };
  const cwd = await folderOf(t, { 'event.json': JSON.stringify(event) });
  const { stdout } = await cli(['inspect', '--lang', 'en', 'event.json'], { cwd });
  const shown = stdout.match(/\d+\.jpg/g)?.length ?? 0;
  assert.ok(shown > 0 && shown < count, `${shown}`);
  // As messages count: it is the output of one sub-task.
  assert.match(stdout, new RegExp(`\nOutput \\(1\\) {2}${count} files\n`));
  assert.match(stdout, new RegExp(`\n {2}… ${count - shown} more in the event\n`));
});

test('what only has an EventType, or no state, is neither done nor failed', async (t) => {
  const cwd = await folderOf(t, {
    'hello.json': '{"EventType":"hello"}',
    'more.ndjson': `{"EventType":"hello"}\n${eventOf(1)}\n`,
  });
  for (const [lang, words] of [
    ['en', 'Outcome unknown'],
    ['zh', '结果未知'],
    ['ja', '結果不明'],
    ['ko', '결과 알 수 없음'],
  ] as const) {
    const { status, stdout, stderr } = await cli(['inspect', '--lang', lang, 'hello.json'], {
      cwd,
      env: { FORCE_COLOR: '1' },
    });
    assert.equal(status, 1);
    assert.ok(stdout.startsWith(`\u001b[1m\u001b[35m? ${words}`), JSON.stringify(stdout));
    assert.doesNotMatch(stdout, GREEN);
    assert.match(stdout, /DescribeTaskDetail/);
    assert.match(
      stderr,
      /hello\.json.*it is unknown how the task ended: unknown event type `hello`/,
    );
  }
  const { status, stdout, stderr } = await cli(['inspect', '--json', 'more.ndjson'], { cwd });
  const outcomes = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).outcome);
  assert.deepEqual([status, outcomes], [1, ['unknown', 'success']]);
  assert.match(stderr, /^\? more\.ndjson:1: [^\n]+\n$/);
});

test('what cannot be read is told by its name, and the rest is read all the same', async (t) => {
  const cwd = await folderOf(t, {
    'a.gz': gzipSync(eventOf(1)).subarray(0, 40),
    'b.ndjson.gz': gzipSync(`${eventOf(2)}\n${'x'.repeat(100_000)}`).subarray(0, -9),
    'c.json': eventOf(3),
  });
  await symlink('nowhere', join(cwd, 'link.json'));
  const { status, stdout, stderr } = await cli(['inspect', '--json', '.'], { cwd });
  const ids = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).task_id?.slice(-1));
  assert.deepEqual([status, ids], [1, ['2', '3']]);
  assert.match(
    stderr,
    /^✗ a\.gz: the gzip data ends too early\n {2}.*\n✗ b\.ndjson\.gz: the gzip data ends too early\n {2}.*\n✗ link\.json: there is no such file or folder\n {2}.*\n$/,
  );
});

testOnPosix(
  'links are followed, but in no circle; what is neither file nor folder is named',
  async (t) => {
    const cwd = await folderOf(t, {
      'outside.json': eventOf(1),
      'outside.ndjson': `${eventOf(2)}\n`,
    });
    await mkdir(join(cwd, 'given', 'sub'), { recursive: true });
    await mkdir(join(cwd, 'other'));
    await writeFile(join(cwd, 'other', 'deep.json'), eventOf(3));
    await symlink('../outside.json', join(cwd, 'given', 'one.json'));
    await symlink('../other', join(cwd, 'given', 'again'));
    await symlink('../other', join(cwd, 'given', 'folder'));
    await symlink('..', join(cwd, 'given', 'sub', 'up'));
    await runProgram('mkfifo', [join(cwd, 'given', 'pipe')]);
    const { status, stdout, stderr } = await cli(['inspect', '--json', 'given'], { cwd });
    assert.deepEqual(
      stdout.match(/EditMedia-\d+/g),
      ['000003', '000001'].map((id) => `EditMedia-${id}`),
    );
    assert.equal(status, 0);
    assert.equal(
      stderr,
      [
        '– given/folder: a link to a folder that was read before',
        '– given/pipe: neither a file nor a folder',
        '– given/sub/up: a link to a folder above it',
        '',
      ].join('\n'),
    );
  },
);

test('a refusal names the file, the line, the column, the member, and what to do', async (t) => {
  const cwd = await folderOf(t, {
    'a.json': '{"é":\n [1,\n x]}',
    'b.ndjson': `${eventOf(1)}\n{"x" 1}\n`,
  });
  const { stderr } = await cli(['inspect', '.'], { cwd });
  const [first, help, second] = stderr.split('\n');
  assert.match(first ?? '', /^✗ a\.json: .* \(line 3, column 2, byte 13; é\[1\]\)$/);
  assert.match(help ?? '', /^ {2}\S/);
  assert.match(second ?? '', /^✗ b\.ndjson:2: .* \(column 6, byte 5/);
});

test('an event in UTF-16 is named as such, with what to do', async (t) => {
  const event = Buffer.from(`\ufeff${eventOf(1)}`, 'utf16le');
  const cwd = await folderOf(t, { 'a.json': event, 'b.json': Buffer.from(event).swap16() });
  const { status, stderr } = await cli(['inspect', '.'], { cwd });
  assert.equal(status, 1);
  assert.match(
    stderr,
    /^✗ a\.json: it is UTF-16.*\n {2}save it as UTF-8.*\n✗ b\.json: it is UTF-16.*\n {2}/,
  );
});

testOnPosix('a name that is not UTF-8 is named as one', async (t) => {
  const cwd = await folderOf(t, { 'a.json': eventOf(1) });
  const name = Buffer.concat([Buffer.from(`${cwd}/b`), Buffer.from([0xff]), Buffer.from('.json')]);
  // Some file systems take none.
  const isTaken = await writeFile(name, eventOf(2)).then(
    () => true,
    () => false,
  );
  if (!isTaken) return;
  const { status, stdout, stderr } = await cli(['inspect', '--oneline', '.'], { cwd });
  assert.deepEqual([status, stdout.includes('000001')], [1, true]);
  assert.match(stderr, /✗ b.*\.json: its name is not UTF-8; rename it\n/);
});

test('--key refuses what is not signed with it; an empty one is a usage error', async (t) => {
  const cwd = await folderOf(t, {});
  const Timestamp = Math.floor(Date.now() / 1000) + 600;
  const signed = { ...JSON.parse(eventOf(1)), Timestamp, Sign: md5(`${Timestamp}right`) };
  const write = (name: string, event: object) => writeFile(join(cwd, name), JSON.stringify(event));
  await write('signed.json', signed);
  await write('request.json', {
    httpMethod: 'POST',
    requestContext: {},
    body: JSON.stringify(signed),
  });
  await writeFile(join(cwd, 'unsigned.json'), eventOf(2));
  const inspect = (key: string, file: string) =>
    cli(['inspect', '--lang', 'en', '--key', key, file], { cwd });
  for (const file of ['signed.json', 'request.json']) {
    assert.match((await inspect('right', file)).stdout, /^✓ Succeeded/);
    const wrong = await inspect('wrong', file);
    assert.deepEqual([wrong.status, wrong.stdout], [1, '']);
    assert.match(wrong.stderr, /^✗ \w+\.json: .*not verified.*\n {2}.*NotifyKey/);
  }
  assert.equal((await inspect('right', 'unsigned.json')).status, 1);
  const plan = (key: string, ...words: string[]) =>
    cli(['plan', '--key', key, ...words, 'request.json'], {
      cwd,
      env: {
        COS_BUCKET: 'results-1250000000',
        COS_REGION: 'ap-guangzhou',
        MPS_NOTIFY_KEY: 'other',
      },
    });
  await write('options.json', { cos: { bucket: 'a-1250000000' }, mps: { notify_key: 'other' } });
  for (const words of [[], ['--config', 'options.json']]) {
    assert.equal((await plan('right', ...words)).status, 0);
    const { status, stderr } = await plan('wrong', ...words);
    assert.equal(status, 1);
    assert.match(stderr, /^✗ request\.json: .*not verified/);
  }
  for (const command of ['inspect', 'plan']) {
    for (const key of ['', ' ']) {
      const { status, stdout, stderr } = await cli([command, '--key', key, 'signed.json'], { cwd });
      assert.deepEqual([status, stdout], [2, '']);
      assert.match(stderr, /^error: .*--key.*An empty key verifies nothing/);
    }
  }
});

test('--oneline is one line for each notification, with the whole task id, and the total', async () => {
  const words = [
    'inspect',
    '--oneline',
    '--lang',
    'en',
    'schedule-partial.json',
    'batch-task.json',
  ];
  const { status, stdout } = await cli(words, { cwd: EVENTS });
  assert.equal(status, 0);
  await same('inspect.oneline.txt', stdout);
  const single = await cli(['inspect', '--oneline', '--lang', 'en', 'batch-task.json'], {
    cwd: EVENTS,
  });
  assert.equal(single.stdout.split('\n').length, 2, 'of one there is no total');
  assert.ok(stdout.includes(single.stdout));
});
