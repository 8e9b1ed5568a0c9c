/** `replay`: everything is delivered, nothing twice without need, whatever interrupts it. */

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import {
  type CosEmulator,
  type CosEmulatorOptions,
  startCosEmulator,
} from '../../js/dev/cos/emulator';
import { ObjectStore } from '../../js/dev/cos/store';
import { startWeCom } from '../../js/dev/wecom';
import { CLI, cli, eventOf, folderOf, runProgram } from './support/cli';
import { BUCKET, ROLE } from './support/function';
import { testOnPosix } from './support/programs';
import { PKG } from './support/project';

interface Target {
  cos: CosEmulator;
  /** Where the objects lie. */
  folder: string;
  env: Record<string, string>;
  /** The tasks whose events are stored. */
  stored(): Promise<number[]>;
}

async function startTarget(
  t: TestContext,
  options: Partial<CosEmulatorOptions> = {},
): Promise<Target> {
  const folder = await mkdtemp(join(tmpdir(), 'replay-'));
  const cos = await startCosEmulator({ folder, credentials: [ROLE], ...options });
  t.after(async () => {
    await cos.close();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    cos,
    folder,
    env: {
      COS_BUCKET: BUCKET,
      COS_ENDPOINT: cos.url,
      COS_SECRET_ID: ROLE.secretId,
      COS_SECRET_KEY: ROLE.secretKey,
      COS_SESSION_TOKEN: ROLE.sessionToken,
    },
    stored: async () =>
      (await cos.objects(BUCKET))
        .map(({ key }) => /EditMedia-(\d{6})\/\w+\.event\.json$/.exec(key)?.[1])
        .filter((id) => id !== undefined)
        .map(Number),
  };
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const linesOf = (count: number) =>
  numbers(count)
    .map((index) => `${eventOf(index)}\n`)
    .join('');
/** The writes of events that COS took, by task. */
const writes = (cos: CosEmulator) =>
  cos.requests
    .filter(
      ({ method, key, status }) =>
        method === 'PUT' && key.endsWith('.event.json') && status === 200,
    )
    .map(({ key }) => Number(/EditMedia-(\d{6})/.exec(key)?.[1]));

test('an archive is delivered as it came, and nothing is left behind', async (t) => {
  const { env, stored, cos } = await startTarget(t);
  const cwd = await folderOf(t, {
    'events.ndjson.gz': gzipSync(linesOf(20)),
    'one.json': eventOf(99),
  });
  const first = await cli(['replay', '.'], { cwd, env });
  assert.deepEqual([first.status, first.stderr], [0, '']);
  assert.match(first.stdout, /^21 events, \d+ a second: 21 delivered, 0 failed\n$/);
  assert.deepEqual(await stored(), [...numbers(20), 99]);
  const [object] = await cos.objects(BUCKET);
  assert.equal(await readFile(object?.path ?? '', 'utf8'), eventOf(0));
  assert.ok(!existsSync(`${cwd}.replay`));

  const again = await cli(['replay', '.'], { cwd, env });
  assert.match(again.stdout, /: 0 delivered, 21 there already, 0 failed\n$/);
  assert.equal(new Set(writes(cos)).size, writes(cos).length);
});

test('killed in the middle, it goes on where it was', async (t) => {
  let kill: (() => void) | undefined;
  let requests = 0;
  const { env, stored, cos } = await startTarget(t, {
    tamper: () => {
      if (++requests === 60) kill?.();
      return undefined;
    },
  });
  const cwd = await folderOf(t, { 'events.ndjson': linesOf(100) });
  const killed = await cli(['replay', '--concurrency', '4', 'events.ndjson'], {
    cwd,
    env,
    onStart: (signal) => {
      kill = () => signal('SIGKILL');
    },
  });
  assert.equal(killed.signal, 'SIGKILL');
  kill = undefined;
  const journal = await readFile(join(cwd, 'events.ndjson.replay'), 'utf8');
  const known = journal.trim().split('\n').length - 1;
  assert.ok(known > 0 && known < 100, `${known} known`);
  // A line that the kill cut off is one that is not known.
  await writeFile(join(cwd, 'events.ndjson.replay'), `${journal}abc`);

  const before = cos.requests.length;
  const rest = await cli(['replay', 'events.ndjson'], { cwd, env });
  assert.equal(rest.status, 0);
  assert.match(rest.stderr, new RegExp(`^going on: ${known} events are delivered already\n`));
  assert.match(rest.stdout, new RegExp(`, ${known} delivered before, 0 failed\n$`));
  assert.deepEqual(await stored(), numbers(100));
  assert.equal(new Set(writes(cos)).size, 100);
  // What is known was not even asked for.
  const touched = new Set(
    cos.requests.slice(before).map(({ key }) => /EditMedia-\d{6}/.exec(key)?.[0]),
  );
  assert.equal(touched.size, 100 - known);
  assert.ok(!existsSync(join(cwd, 'events.ndjson.replay')));
});

testOnPosix('interrupted, it finishes what is under way and says how to go on', async (t) => {
  let interrupt: (() => void) | undefined;
  const { env, cos } = await startTarget(t, {
    tamper: ({ index }) => {
      if (index === 30) interrupt?.();
      return undefined;
    },
  });
  const cwd = await folderOf(t, { 'events.ndjson': linesOf(500) });
  const { status, stdout } = await cli(['replay', 'events.ndjson'], {
    cwd,
    env,
    onStart: (signal) => {
      interrupt = () => signal('SIGINT');
    },
  });
  // As shells have it of a program that SIGINT ended.
  assert.equal(status, 130);
  assert.match(stdout, /^stopped: interrupted; call it again to go on\n\d+ events.*, 0 failed\n$/);
  const delivered = Number(/(\d+) delivered/.exec(stdout)?.[1]);
  assert.equal(new Set(writes(cos)).size, delivered);
  const journal = await readFile(join(cwd, 'events.ndjson.replay'), 'utf8');
  assert.equal(journal.trim().split('\n').length - 1, delivered);
});

test('a type of event that there is not is refused, with the one that was meant', async (t) => {
  const { env } = await startTarget(t);
  const cwd = await folderOf(t, { 'a.json': eventOf(1) });
  const run = (type: string) =>
    cli(['replay', '--dry-run', '--type', type, 'a.json'], { cwd, env });
  const misspelt = await run('EditMediatask');
  assert.equal(misspelt.status, 2);
  assert.match(misspelt.stderr, /did you mean EditMediaTask\?\n$/);
  const unknown = await run('Task');
  assert.equal(unknown.status, 2);
  assert.match(unknown.stderr, /there are WorkflowTask, EditMediaTask, .*other/);
  assert.match((await run('EditMediaTask')).stdout, /: 1 would be delivered, 0 failed\n$/);
  assert.match((await run('other')).stdout, /, 1 not selected, 0 failed\n$/);
});

test('failures are told with their place, and only they are tried again', async (t) => {
  let refuses = true;
  const { env, stored, cos } = await startTarget(t, {
    tamper: ({ key }) =>
      refuses && /EditMedia-00000[37]/.test(key)
        ? { answer: { status: 403, code: 'AccessDenied' } }
        : undefined,
  });
  const cwd = await folderOf(t, { 'events.ndjson': `${linesOf(10)}{"no":"event"}\n` });
  const first = await cli(['replay', '--concurrency', '1', 'events.ndjson'], { cwd, env });
  assert.equal(first.status, 1);
  assert.match(first.stdout, /: 8 delivered, 3 failed\n$/);
  assert.deepEqual(first.stderr.match(/^✗ events\.ndjson:\d+: [\w:]+ \w+/gm), [
    '✗ events.ndjson:4: the event',
    '✗ events.ndjson:8: the event',
    '✗ events.ndjson:11: not an',
  ]);
  // What is wrong with both is said once.
  assert.equal(first.stderr.match(/^ {2}let the policy of the keys allow/gm)?.length, 1);
  refuses = false;
  const before = cos.requests.length;
  const second = await cli(['replay', 'events.ndjson'], { cwd, env });
  assert.match(second.stdout, /: 2 delivered, 8 delivered before, 1 failed\n$/);
  assert.deepEqual(await stored(), numbers(10));
  assert.ok(cos.requests.slice(before).every(({ key }) => /EditMedia-00000[37]/.test(key)));
});

test('a fault of one of several notifications is told with the place in its file', async (t) => {
  const { env } = await startTarget(t);
  const damaged = '{"EventType":"Edit';
  const cwd = await folderOf(t, {
    'list.json': `[\n${eventOf(1)},\n{"EventType":"WorkflowTask"}]`,
    'queue.json': JSON.stringify({
      Records: [{ CMQ: { msgBody: eventOf(2) } }, { CMQ: { msgBody: damaged } }],
    }),
  });
  for (const words of [['replay'], ['replay', '--dry-run', '--quiet']]) {
    const { stderr } = await cli([...words, 'list.json', 'queue.json'], { cwd, env });
    assert.match(stderr, /^✗ list\.json: not an MPS notification: .* \(\[1\]\.EventType\)$/m);
    const [, column] =
      /^✗ queue\.json: not valid JSON: the text ends too early \(column (\d+), byte \d+; byte 18 of the text in its envelope; Records\[1\]\.CMQ\.msgBody\.EventType\)$/m.exec(
        stderr,
      ) ?? [];
    const queue = readFileSync(join(cwd, 'queue.json'), 'utf8');
    assert.equal(queue.slice(Number(column) - 1), '"}}]}');
  }
});

test('when everything fails it gives up', async (t) => {
  const { env } = await startTarget(t, {
    tamper: () => ({ answer: { status: 403, code: 'AccessDenied' } }),
  });
  const cwd = await folderOf(t, { 'events.ndjson': linesOf(50) });
  const words = ['replay', '--concurrency', '1', '--max-failures', '5', 'events.ndjson'];
  const { status, stdout } = await cli(words, { cwd, env });
  assert.equal(status, 1);
  assert.match(
    stdout,
    /^stopped: too many failures; call it again to go on\n5 events.*: 0 delivered, 5 failed\n$/,
  );
});

test('a journal is of one target', async (t) => {
  const { env } = await startTarget(t);
  const cwd = await folderOf(t, { 'events.ndjson': `${linesOf(3)}nonsense\n` });
  assert.equal((await cli(['replay', 'events.ndjson'], { cwd, env })).status, 1);
  const elsewhere = { cwd, env: { ...env, COS_PREFIX: 'other/' } };
  const refused = await cli(['replay', 'events.ndjson'], elsewhere);
  assert.equal(refused.status, 2);
  assert.match(refused.stderr, /events\.ndjson\.replay is of a replay with other options/);
  assert.match(
    (await cli(['replay', '--restart', 'events.ndjson'], elsewhere)).stdout,
    /: 3 delivered, 1 failed/,
  );
  await writeFile(join(cwd, 'notes.txt'), 'mine\n');
  for (const restart of [[], ['--restart']]) {
    const words = ['replay', '--journal', 'notes.txt', ...restart, 'events.ndjson'];
    assert.match(
      (await cli(words, { cwd, env })).stderr,
      /notes\.txt is not the journal of a replay/,
    );
    assert.equal(await readFile(join(cwd, 'notes.txt'), 'utf8'), 'mine\n');
  }
});

test('filters choose events; a dry run sends nothing', async (t) => {
  const { env, stored, cos } = await startTarget(t);
  const workflow = (id: string, finished: string) =>
    JSON.stringify({
      EventType: 'WorkflowTask',
      WorkflowTaskEvent: {
        TaskId: id,
        Status: 'FINISH',
        MediaProcessResultSet: [
          {
            Type: 'Transcode',
            TranscodeTask: { Status: 'SUCCESS', BeginProcessTime: finished, FinishTime: finished },
          },
        ],
      },
    });
  const events = [
    workflow('w-1', '2024-05-31T23:59:59Z'),
    workflow('w-2', '2024-06-01T00:00:00Z'),
    eventOf(1),
    eventOf(2, { ErrCode: 70000, Message: 'fault' }),
  ];
  const cwd = await folderOf(t, { 'events.ndjson': events.map((event) => `${event}\n`).join('') });
  const meant = async (...words: string[]) => {
    const { stdout } = await cli(['replay', '--dry-run', ...words, 'events.ndjson'], { cwd, env });
    return Number(/(\d+) would be delivered/.exec(stdout)?.[1]);
  };
  assert.equal(await meant(), 4);
  assert.equal(await meant('--since', '2024-06-01'), 1);
  assert.equal(await meant('--until', '2024-06-01T00:00:00Z'), 1);
  assert.equal(await meant('--type', 'WorkflowTask'), 2);
  assert.equal(await meant('--type', 'WorkflowTask', '--type', 'EditMediaTask'), 4);
  assert.equal(await meant('--outcome', 'failure'), 1);
  assert.equal(await meant('--outcome', 'failure', '--outcome', 'success'), 4);
  assert.equal(await meant('--task', 'EditMedia-000001', '--task', 'w-'), 3);
  assert.deepEqual(cos.requests, []);
  await cli(['replay', '--outcome', 'failure', 'events.ndjson'], { cwd, env });
  assert.deepEqual(await stored(), [2]);
});

test('--archive-only stores and notifies nobody, wherever the options are from', async (t) => {
  const { env, stored } = await startTarget(t);
  const wecom = await startWeCom({ keys: ['k'] });
  t.after(() => wecom.close());
  const url = `${wecom.url}/cgi-bin/webhook/send?key=k`;
  const cwd = await folderOf(t, {
    'a.json': eventOf(1),
    'b.json': eventOf(2),
    'c.json': eventOf(3),
    'told.json': eventOf(4),
    'options.json': JSON.stringify({ notify: [{ url }] }),
  });
  const config = { MPS_WEBHOOK_CONFIG: JSON.stringify({ notify: [{ url }] }) };
  const variable = { ...env, WECOM_WEBHOOK_URL: url };
  const runs: [string[], Record<string, string>][] = [
    [['--archive-only', 'a.json'], variable],
    [['--archive-only', '--config', 'options.json', 'b.json'], env],
    [['--archive-only', 'c.json'], { ...env, ...config }],
    [['told.json'], variable],
  ];
  for (const [words, variables] of runs) {
    const { status, stderr } = await cli(['replay', ...words], { cwd, env: variables });
    assert.deepEqual([status, stderr], [0, '']);
  }
  assert.deepEqual(await stored(), [1, 2, 3, 4]);
  assert.equal(wecom.messages.length, 1);
});

test('where the options ask for nothing, nothing is done and that is said', async (t) => {
  const cwd = await folderOf(t, { 'events.ndjson': linesOf(3) });
  const { status, stdout, stderr } = await cli(['replay', '--no-journal', 'events.ndjson'], {
    cwd,
  });
  assert.deepEqual([status, stderr], [1, 'COS_BUCKET is not set: nothing is stored\n']);
  assert.match(stdout, /: 0 delivered, 3 with nowhere to go, 0 failed\n$/);
  // They are not taken for delivered when the options name a place.
  await cli(['replay', 'events.ndjson'], { cwd });
  assert.equal(existsSync(join(cwd, 'events.ndjson.replay')), false);
  const { env, stored } = await startTarget(t);
  assert.equal((await cli(['replay', 'events.ndjson'], { cwd, env })).status, 0);
  assert.deepEqual(await stored(), [0, 1, 2]);
});

test('options that cannot work are refused before anything is tried', async (t) => {
  const cwd = await folderOf(t, { 'a.json': eventOf(1) });
  const env = { COS_BUCKET: BUCKET, COS_REGION: 'ap-guangzhou' };
  const { status, stderr } = await cli(['replay', 'a.json'], { cwd, env });
  assert.equal(status, 2);
  assert.match(stderr, /^error: .*no credentials/);
  assert.ok(!existsSync(join(cwd, 'a.json.replay')));
});

test('a bucket is read page by page, whatever COS answers on the way', async (t) => {
  const source = await startTarget(t, {
    tamper: ({ index, method }) =>
      method === 'GET' && index % 7 === 3
        ? { answer: { status: 503, code: 'SlowDown' } }
        : undefined,
  });
  const target = await startTarget(t);
  const cwd = await folderOf(t, { 'events.ndjson': linesOf(30) });
  await cli(['replay', '--archive-only', 'events.ndjson'], { cwd, env: source.env });
  // In another bucket of the same COS: credentials and endpoint are the target's.
  const env = { ...source.env, COS_BUCKET: 'other-1250000000' };
  const { status, stdout, stderr } = await cli(['replay', `cos://${BUCKET}/mps/EditMediaTask/`], {
    cwd,
    env,
  });
  assert.deepEqual([status, stderr], [0, '']);
  assert.match(stdout, /^30 events.*: 30 delivered, 0 failed\n$/);
  const keys = async (bucket: string) => (await source.cos.objects(bucket)).map(({ key }) => key);
  assert.deepEqual(await keys('other-1250000000'), await keys(BUCKET));
  assert.ok(source.cos.requests.every(({ verified, tampered }) => verified || tampered));

  const one = await cli(
    ['inspect', '--json', `cos://${BUCKET}/mps/EditMediaTask/1250000000-EditMedia-000007`],
    { env },
  );
  assert.equal(JSON.parse(one.stdout).task_id, '1250000000-EditMedia-000007');
  const refused = await cli(['inspect', `cos://${BUCKET}/`], {
    env: { ...target.env, COS_SECRET_KEY: 'another' },
  });
  assert.equal(refused.status, 1);
  assert.match(
    refused.stderr,
    /^✗ cos:\/\/archive-1250000000\/\*: COS answered 403 SignatureDoesNotMatch.*\n {2}\S/,
  );
  const nowhere = await cli(['inspect', `cos://${BUCKET}/`]);
  assert.match(nowhere.stderr, /^✗ cos:.*COS_REGION is needed.*\n {2}\S/);
});

test('keys are listed in pages of a thousand', async (t) => {
  const { env, cos, folder } = await startTarget(t);
  const cwd = await folderOf(t, { 'events.ndjson': linesOf(10) });
  await cli(['replay', '--archive-only', 'events.ndjson'], { cwd, env });
  // Reports behind and before the events, put there directly: three pages, and nothing that has to be read.
  const store = new ObjectStore(folder);
  for (const index of numbers(2100)) {
    const key = `mps/${index % 2 ? 'A' : 'Z'}/${index}/0.report.json`;
    const object = { key, etag: '0', crc64: '0', lastModified: 0, headers: {} };
    await store.put(BUCKET, object, Buffer.from('{}'), false);
  }
  const { stdout } = await cli(['replay', '--dry-run', `cos://${BUCKET}`], { cwd, env });
  assert.match(stdout, /^10 events/);
  assert.equal(cos.requests.filter(({ key, method }) => method === 'GET' && key === '').length, 3);
});

/** A folder of files that are not notifications, beside one that is. */
const MIXED = {
  'event.json': eventOf(1),
  'secrets.json': '{"password":"x"}',
  'picture.png': Buffer.from('89504e470d0a1a0a0000000d', 'hex'),
  'notes.txt': 'call them back\n',
};

test('only notifications are stored; all else is passed over, counted and named', async (t) => {
  const { env, stored, cos } = await startTarget(t);
  const cwd = await folderOf(t, {});
  await mkdir(join(cwd, 'given'));
  for (const [name, content] of Object.entries(MIXED)) {
    await writeFile(join(cwd, 'given', name), content);
  }
  for (const [words, verb] of [
    [['--dry-run'], 'would be delivered'],
    [[], 'delivered'],
  ] as const) {
    const { status, stdout, stderr } = await cli(['replay', ...words, 'given'], { cwd, env });
    assert.equal(status, 0);
    assert.ok(stdout.endsWith(`: 1 ${verb}, 3 passed over, 0 failed\n`), stdout);
    assert.deepEqual(stderr.match(/^– given\/\S+: \w+ \w+/gm), [
      '– given/notes.txt: not valid',
      '– given/picture.png: not valid',
      '– given/secrets.json: not an',
    ]);
  }
  assert.deepEqual(await stored(), [1]);
  assert.ok((await cos.objects(BUCKET)).every(({ key }) => !key.includes('unparsed')));
  assert.ok(!existsSync(join(cwd, 'given.replay')));

  // A file that claims to be an event and is not one is a failure: by its name, or because it was named.
  await writeFile(join(cwd, 'given', 'cut.event.json'), eventOf(2).slice(0, 40));
  const claimed = await cli(['replay', 'given', 'given/secrets.json'], { cwd, env });
  assert.equal(claimed.status, 1);
  assert.match(claimed.stdout, /, 3 passed over, 2 failed\n$/);
  assert.deepEqual(claimed.stderr.match(/^✗ \S+:/gm), [
    '✗ given/cut.event.json:',
    '✗ given/secrets.json:',
  ]);
  assert.ok((await cos.objects(BUCKET)).every(({ key }) => !key.includes('unparsed')));
});

test('a notification that is damaged has failed, whatever the name of its file', async (t) => {
  const { env, stored } = await startTarget(t);
  const event = (index: number) => Buffer.from(eventOf(index)).toString();
  const pretty = (index: number) => JSON.stringify(JSON.parse(event(index)), null, 2);
  const utf16 = Buffer.from(`\ufeff${pretty(3)}`, 'utf16le');
  const cwd = await folderOf(t, {
    'a-two.json': `${pretty(1)}\n${pretty(2)}\n`,
    'b-wide.log': utf16,
    'c-wide.txt': Buffer.from(utf16).swap16(),
    'd-comma.json': event(4).replace(/}$/, ',}'),
    'e-cut.txt.gz': gzipSync(event(5).slice(0, 60)),
    'f-envelope.json': JSON.stringify({
      requestContext: {},
      headers: {},
      httpMethod: 'POST',
      path: '/',
      body: event(6).slice(0, -1),
    }),
    'g-lines.json': `${event(7)}\n{"Ev\n{"other":1}\n${event(8).slice(0, -9)}\n${event(9)}\n`,
    'h-other.json': '{"EventName":1,}',
    'i-other.json': '{"a":1}\n{"b":\n{"c":3}\n',
  });
  const { status, stdout, stderr } = await cli(['replay', '--no-journal', '.'], { cwd, env });
  assert.equal(status, 1, stderr);
  assert.deepEqual(stderr.match(/^✗ \S+:/gm), [
    '✗ a-two.json:',
    '✗ b-wide.log:',
    '✗ c-wide.txt:',
    '✗ d-comma.json:',
    '✗ e-cut.txt.gz:',
    '✗ f-envelope.json:',
    '✗ g-lines.json:2:',
    '✗ g-lines.json:4:',
  ]);
  assert.deepEqual(stderr.match(/^– \S+:/gm), [
    '– g-lines.json:3:',
    '– h-other.json:',
    '– i-other.json:1:',
    '– i-other.json:2:',
    '– i-other.json:3:',
  ]);
  assert.match(stdout, /: 2 delivered, 5 passed over, 8 failed\n$/);
  assert.deepEqual(await stored(), [7, 9]);
});

test('--unparsed stores an event that is not a notification; an archive with such is replayed without', async (t) => {
  const source = await startTarget(t);
  const cwd = await folderOf(t, MIXED);
  const put = await cli(['replay', '--no-journal', '--unparsed', '.'], { cwd, env: source.env });
  assert.deepEqual([put.status, put.stderr], [0, '']);
  assert.match(put.stdout, /: 1 delivered, 3 put into unparsed\/, 0 failed\n$/);
  const again = await cli(['replay', '--no-journal', '--unparsed', '.'], { cwd, env: source.env });
  assert.match(again.stdout, /: 0 delivered, 4 there already, 0 failed\n$/);
  const [{ path = '' } = {}] = await source.cos.objects(BUCKET);
  const archive = path.slice(0, path.indexOf(BUCKET) + BUCKET.length);

  // As an archive lies in a folder, and as it lies in a bucket.
  for (const [from, named] of [
    [archive, join(archive, 'mps', 'unparsed/')],
    [`cos://${BUCKET}`, `cos://${BUCKET}/mps/unparsed/`],
    [`cos://${BUCKET}/m`, `cos://${BUCKET}/mps/unparsed/`],
  ] as const) {
    const env = { ...source.env, COS_BUCKET: 'other-1250000000' };
    const { status, stdout, stderr } = await cli(['replay', '--no-journal', from], { cwd, env });
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^1 event\b.*(1 delivered|there already), 3 passed over, 0 failed\n$/);
    assert.ok(
      stderr.startsWith(`– ${named}: 3 files that the function could not understand`),
      stderr,
    );
  }
  const keys = (await source.cos.objects('other-1250000000')).map(({ key }) => key);
  assert.ok(keys.length > 0 && keys.every((key) => !key.includes('unparsed')));

  // Whoever names it means it.
  const meant = await cli(['replay', '--dry-run', join(archive, 'mps', 'unparsed')], {
    cwd,
    env: source.env,
  });
  assert.match(meant.stdout, /: 0 would be delivered, 3 failed\n$/);
});

test("the demo's own archive is replayed", async (t) => {
  const { env, cos } = await startTarget(t);
  const cwd = await folderOf(t, {});
  const demo = await runProgram(
    process.execPath,
    [join(PKG, 'dev', 'demo.mjs'), '--archive', 'a'],
    {
      cwd,
    },
  );
  assert.equal(demo.status, 0, demo.stdout);
  const { status, stdout, stderr } = await cli(['replay', 'a'], { cwd, env });
  assert.equal(status, 0, stderr);
  assert.match(stdout, /: [1-9]\d* delivered, [1-9]\d* passed over, 0 failed\n$/);
  assert.match(stderr, /^– a\/\S+\/unparsed\/: \d+ files? [^\n]+\n$/);
  assert.ok(cos.requests.every(({ key }) => !key.includes('unparsed')));
});

test('a file that cannot be read fails, and the others are delivered, on a terminal, too', async (t) => {
  const { env, stored } = await startTarget(t);
  const cwd = await folderOf(t, {
    'a.json': eventOf(1),
    'b.json.gz': gzipSync(eventOf(2)).subarray(0, 40),
    'c.json': eventOf(3),
  });
  const terminal = 'data:text/javascript,process.stderr.isTTY=true;process.stderr.columns=80';
  for (const options of [[], ['--import', terminal]]) {
    const { status, stdout, stderr, signal } = await runProgram(
      process.execPath,
      [...options, CLI, 'replay', '.'],
      { cwd, env: { ...env, NO_COLOR: '1' } },
    );
    assert.deepEqual([status, signal], [1, null]);
    assert.match(stdout, /, 1 failed\n$/);
    assert.match(stderr, /✗ b\.json\.gz: the gzip data ends too early\n {2}\S/);
    // Not in the place that the bar goes back to, and with lines that are wrapped.
    const before = stderr.slice(0, stderr.indexOf('✗'));
    for (const [on, off] of [
      ['\u001b7', '\u001b8'],
      ['\u001b[?7l', '\u001b[?7h'],
    ] as const) {
      assert.ok(before.lastIndexOf(off) >= before.lastIndexOf(on), JSON.stringify(before));
    }
  }
  assert.deepEqual(await stored(), [1, 3]);
});

test('an object of a bucket that cannot be read fails, and the others are delivered', async (t) => {
  let refuses = false;
  const source = await startTarget(t, {
    tamper: ({ method, key }) =>
      refuses && method === 'GET' && key.includes('EditMedia-000001')
        ? { answer: { status: 403, code: 'AccessDenied' } }
        : undefined,
  });
  const cwd = await folderOf(t, { 'events.ndjson': linesOf(3) });
  await cli(['replay', '--no-journal', 'events.ndjson'], { cwd, env: source.env });
  refuses = true;
  const env = { ...source.env, COS_BUCKET: 'other-1250000000' };
  const { status, stdout, stderr } = await cli(
    ['replay', '--no-journal', `cos://${BUCKET}/mps/EditMediaTask/`],
    { cwd, env },
  );
  assert.equal(status, 1);
  assert.match(stdout, /: 2 delivered, 1 failed\n$/);
  assert.match(
    stderr,
    /^✗ cos:\/\/.*EditMedia-000001\/\w+\.event\.json: .*403 AccessDenied.*\n {2}\S/,
  );
});

test('what a bucket refuses is reported with what the caller can do', async (t) => {
  const { env } = await startTarget(t, {
    tamper: ({ method }) =>
      method === 'GET' ? { answer: { status: 403, code: 'AccessDenied' } } : undefined,
  });
  const { status, stderr } = await cli(['inspect', `cos://${BUCKET}/mps/`], { env });
  assert.equal(status, 1);
  assert.match(stderr, /403 AccessDenied.*\n {2}let the policy of the keys allow .*cos:GetBucket/);
  assert.doesNotMatch(stderr, /comes again/);
});

/** A replay that goes on for as long as its input is open. */
async function startReplay(t: TestContext, cwd: string, env: Record<string, string>) {
  const child = spawn(process.execPath, [CLI, 'replay', '--journal', 'j', '-'], {
    cwd,
    env: { PATH: process.env.PATH ?? '', ...env },
  });
  t.after(() => child.kill('SIGKILL'));
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  const ended = once(child, 'close').then(([status]) => ({ status, stdout }));
  return { child, ended };
}

test('a journal is of one replay at a time; who has it is said', async (t) => {
  const [arrived, arrive] = signal();
  const { env, cos } = await startTarget(t, {
    tamper: () => {
      arrive();
      return undefined;
    },
  });
  const cwd = await folderOf(t, { 'events.ndjson': linesOf(1) });
  const { child, ended } = await startReplay(t, cwd, env);
  // One line may be the beginning of a document.
  child.stdin.write(linesOf(2));
  await arrived;
  for (const restart of [[], ['--restart']]) {
    const words = ['replay', '--journal', 'j', ...restart, 'events.ndjson'];
    const second = await cli(words, { cwd, env });
    assert.deepEqual([second.status, second.stdout], [1, '']);
    const holder = `process ${child.pid} on ${hostname()} since 2`;
    assert.ok(second.stderr.includes(`j is in use by ${holder}`), second.stderr);
    assert.ok(second.stderr.includes(`delete ${join(cwd, 'j.lock')}`), second.stderr);
  }
  child.stdin.end();
  const first = await ended;
  assert.equal(first.status, 0);
  assert.match(first.stdout, /: 2 delivered, 0 failed\n$/);
  assert.equal(new Set(writes(cos)).size, writes(cos).length);
  assert.deepEqual(await readdir(cwd), ['events.ndjson']);
});

test('the lock of a replay that was killed is taken over, by one of several', async (t) => {
  const [arrived, arrive] = signal();
  const target = await startTarget(t, {
    tamper: () => {
      arrive();
      return undefined;
    },
  });
  const wecom = await startWeCom({ keys: ['k'] });
  t.after(() => wecom.close());
  const env = { ...target.env, WECOM_WEBHOOK_URL: `${wecom.url}/cgi-bin/webhook/send?key=k` };
  const cwd = await folderOf(t, { 'events.ndjson': linesOf(8) });
  const { child, ended } = await startReplay(t, cwd, env);
  child.stdin.write(`${eventOf(100)}\n${eventOf(101)}\n`);
  await arrived;
  child.kill('SIGKILL');
  await ended;
  assert.ok(existsSync(join(cwd, 'j.lock')));

  const ends = await Promise.all(
    [1, 2, 3, 4].map(() => cli(['replay', '--journal', 'j', 'events.ndjson'], { cwd, env })),
  );
  for (const { status, stderr } of ends) {
    assert.ok(status === 0 || /in use by process|being taken over/.test(stderr), stderr);
  }
  assert.ok(ends.some(({ status }) => status === 0));
  const told = wecom.messages.filter(({ content }) => /EditMedia-00000\d/.test(content));
  assert.equal(told.length, 8);
  assert.ok(!existsSync(join(cwd, 'j.lock')));
});

test('equal events that are delivered at the same time are one message', async (t) => {
  const target = await startTarget(t);
  const wecom = await startWeCom({ keys: ['k'] });
  t.after(() => wecom.close());
  const env = { ...target.env, WECOM_WEBHOOK_URL: `${wecom.url}/cgi-bin/webhook/send?key=k` };
  const event = `${eventOf(1)}\n`;
  const cwd = await folderOf(t, { 'events.ndjson': event.repeat(8) });
  const { status, stderr } = await cli(['replay', '--concurrency', '8', 'events.ndjson'], {
    cwd,
    env,
  });
  assert.equal(status, 0, stderr);
  assert.deepEqual([wecom.messages.length, await target.stored()], [1, [1]]);
});

test('a lock of another machine, or that says nothing, is left alone', async (t) => {
  const { env, cos } = await startTarget(t);
  const cwd = await folderOf(t, { 'events.ndjson': linesOf(1) });
  for (const [content, expected] of [
    ['{"pid":1,"host":"elsewhere","since":"2024-06-01T00:00:00.000Z"}', /process 1 on elsewhere/],
    ['', /does not say which process/],
    ['{"pid":1}', /does not say which process/],
    ['[]', /does not say which process/],
  ] as const) {
    await writeFile(join(cwd, 'events.ndjson.replay.lock'), content);
    const { status, stderr } = await cli(['replay', 'events.ndjson'], { cwd, env });
    assert.equal(status, 1);
    assert.match(stderr, expected);
    assert.match(stderr, /delete/);
  }
  assert.deepEqual(cos.requests, []);
});

test('a filtered replay, or one of other paths, leaves the journal of an unfinished one', async (t) => {
  let refuses = true;
  const { env, cos } = await startTarget(t, {
    tamper: ({ key }) =>
      refuses && /EditMedia-000002/.test(key)
        ? { answer: { status: 403, code: 'AccessDenied' } }
        : undefined,
  });
  const cwd = await folderOf(t, { 'events.ndjson': linesOf(5), 'more.ndjson': `${eventOf(9)}\n` });
  const journal = join(cwd, 'events.ndjson.replay');
  assert.equal((await cli(['replay', 'events.ndjson'], { cwd, env })).status, 1);
  for (const words of [
    ['--task', 'EditMedia-000001', 'events.ndjson'],
    ['--journal', 'events.ndjson.replay', 'more.ndjson'],
  ]) {
    assert.equal((await cli(['replay', ...words], { cwd, env })).status, 0);
    assert.ok(existsSync(journal), words.join(' '));
  }
  refuses = false;
  const before = cos.requests.length;
  const rest = await cli(['replay', 'events.ndjson'], { cwd, env });
  assert.match(rest.stdout, /: 1 delivered, 4 delivered before, 0 failed\n$/);
  assert.ok(cos.requests.slice(before).every(({ key }) => key.includes('EditMedia-000002')));
  assert.ok(!existsSync(journal));

  // One that was filtered from the beginning is done when it is, and so is one that asked for more.
  const some = ['replay', '--task', 'EditMedia', 'events.ndjson'];
  for (const words of [some, ['replay', 'events.ndjson']]) {
    await writeFile(join(cwd, 'events.ndjson'), `${linesOf(5)}nonsense\n`);
    assert.equal((await cli(['replay', 'events.ndjson'], { cwd, env })).status, 1);
    await cli(['replay', '--restart', ...some.slice(1)], { cwd, env });
    await writeFile(join(cwd, 'events.ndjson'), linesOf(5));
    assert.equal((await cli(words, { cwd, env })).status, 0);
    assert.ok(!existsSync(journal), words.join(' '));
  }
});

function signal(): [Promise<void>, () => void] {
  let resolve = () => {};
  const promise = new Promise<void>((give) => {
    resolve = give;
  });
  return [promise, resolve];
}

testOnPosix(
  'a path that is not a file is not a journal: the error says what it is, and nothing is written',
  async (t) => {
    const cwd = await folderOf(t, { 'a.json': eventOf(1), other: '', third: 'mine' });
    execFileSync('mkfifo', ['pipe'], { cwd });
    symlinkSync('other', join(cwd, 'link'));
    symlinkSync('nothing', join(cwd, 'dangling'));
    symlinkSync('third', join(cwd, 'c.lock'));
    execFileSync('mkfifo', ['d.lock'], { cwd });
    await mkdir(join(cwd, 'folder'));
    for (const [journal, kind, status] of [
      ['pipe', 'a pipe', 2],
      ['link', 'a link', 2],
      ['dangling', 'a link', 2],
      ['folder', 'a folder', 2],
      ['/dev/null', 'a device', 2],
      ['c', 'a link', 1],
      ['d', 'a pipe', 1],
    ] as const) {
      const env = {
        COS_BUCKET: BUCKET,
        COS_REGION: 'ap-tokyo',
        COS_SECRET_ID: 'i',
        COS_SECRET_KEY: 'k',
      };
      const ended = await cli(['replay', '--journal', journal, 'a.json'], { cwd, env });
      assert.equal(ended.status, status, `${journal}: ${ended.stdout}${ended.stderr}`);
      assert.match(ended.stderr, new RegExp(`is ${kind}, not the (journal|lock) of a replay`));
    }
    assert.deepEqual(
      [await readFile(join(cwd, 'other'), 'utf8'), await readFile(join(cwd, 'third'), 'utf8')],
      ['', 'mine'],
    );
    assert.ok(!existsSync(join(cwd, 'nothing')) && !existsSync('/dev/null.lock'));
  },
);
