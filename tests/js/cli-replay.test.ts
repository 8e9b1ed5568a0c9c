/** `replay`: everything is delivered, nothing twice without need, whatever interrupts it. */

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import {
  type CosEmulator,
  type CosEmulatorOptions,
  startCosEmulator,
} from '../../js/dev/cos/emulator';
import { startWeCom } from '../../js/dev/wecom';
import { cli, eventOf, folderOf } from './support/cli';
import { BUCKET, ROLE } from './support/function';

interface Target {
  cos: CosEmulator;
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

test('interrupted, it finishes what is under way and says how to go on', {
  skip: process.platform === 'win32',
}, async (t) => {
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
  assert.equal(status, 1);
  assert.match(stdout, /^stopped: interrupted; call it again to go on\n\d+ events.*, 0 failed\n$/);
  const delivered = Number(/(\d+) delivered/.exec(stdout)?.[1]);
  assert.equal(new Set(writes(cos)).size, delivered);
  const journal = await readFile(join(cwd, 'events.ndjson.replay'), 'utf8');
  assert.equal(journal.trim().split('\n').length - 1, delivered);
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
  assert.deepEqual(first.stderr.match(/^✗ events\.ndjson:\d+: \w+/gm), [
    '✗ events.ndjson:4: not_delivered',
    '✗ events.ndjson:8: not_delivered',
    '✗ events.ndjson:11: not_a_notification',
  ]);
  refuses = false;
  const before = cos.requests.length;
  const second = await cli(['replay', 'events.ndjson'], { cwd, env });
  assert.match(second.stdout, /: 2 delivered, 8 delivered before, 1 failed\n$/);
  assert.deepEqual(await stored(), numbers(10));
  assert.ok(
    cos.requests.slice(before).every(({ key }) => /EditMedia-00000[37]|unparsed/.test(key)),
  );
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

test('--archive-only stores and tells nobody, wherever the options are from', async (t) => {
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
    /^error: cos:\/\/archive-1250000000\/\*: COS answered 403 SignatureDoesNotMatch/,
  );
  const nowhere = await cli(['inspect', `cos://${BUCKET}/`]);
  assert.match(nowhere.stderr, /^error: .*COS_REGION is needed/);
});

test('keys are listed in pages of a thousand', async (t) => {
  const { env, cos } = await startTarget(t);
  const cwd = await folderOf(t, { 'events.ndjson': linesOf(1100) });
  await cli(['replay', '--archive-only', 'events.ndjson'], { cwd, env });
  const { stdout } = await cli(['replay', '--dry-run', `cos://${BUCKET}`], { cwd, env });
  assert.match(stdout, /^1100 events/);
  // Events and their records: three pages.
  assert.equal(cos.requests.filter(({ key, method }) => method === 'GET' && key === '').length, 3);
});
