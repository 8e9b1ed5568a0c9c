import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import {
  createScfFunction,
  type ScfFunction,
  type ScfFunctionOptions,
} from '../../js/dev/scf/runner';

/** Runs everything on the Node that SCF has and on the one that runs this. */
const NODES = ['8.9.4', process.versions.node];

for (const version of NODES) {
  test(`on Node ${version}`, async (t) => {
    const node = await findNode(version);
    if (node.path === undefined) {
      t.skip(node.reason);
      return;
    }
    const run = (t: TestContext, source: string, options: Partial<ScfFunctionOptions> = {}) =>
      start(t, source, { node: node.path, ...options });

    await t.test('event, context and environment are the platform’s', async (t) => {
      process.env.LEAK = 'of this process';
      t.after(() => delete process.env.LEAK);
      const scf = await run(
        t,
        `exports.main_handler = async (event, context) => ({
          event, context, env: process.env, version: process.versions.node,
          left: context.getRemainingTimeInMillis(),
        })`,
        { env: { COS_BUCKET: 'b-1' }, timeLimitMs: 5000 },
      );
      const event = { 任务: [1, null, '\u2028'] };
      const { ok, result, requireMs, coldMs, ms, rssMb } = await scf.invoke(event, {
        requestId: 'r-1',
      });
      assert.ok(ok);
      const seen = result as {
        event: unknown;
        context: Record<string, unknown>;
        env: Record<string, string>;
        version: string;
        left: number;
      };
      assert.equal(seen.version, version);
      assert.deepEqual(seen.event, event);
      assert.equal(seen.context.request_id, 'r-1');
      assert.equal(seen.context.time_limit_in_ms, 5000);
      assert.equal(seen.context.environment, '{"SCF_NAMESPACE":"default"}');
      assert.ok(seen.left > 0 && seen.left <= 5000);
      assert.equal(seen.env.COS_BUCKET, 'b-1');
      assert.equal(seen.env.TENCENTCLOUD_RUNENV, 'SCF');
      assert.equal(seen.env.TZ, 'UTC');
      assert.equal(seen.env.SCF_RUNTIME, `Nodejs${version.split('.').slice(0, 2).join('.')}`);
      assert.deepEqual(
        Object.keys(seen.env).filter((name) => /LEAK|NODE|npm_/.test(name)),
        [],
      );
      assert.equal(coldMs, (requireMs ?? 0) + ms);
      assert.ok(rssMb > 10);
    });

    await t.test('one process serves many, and each has its own log', async (t) => {
      const scf = await run(
        t,
        `let count = 0;
        exports.main_handler = async (event) => {
          console.log('out', event);
          console.error('err', event);
          process.stdout.write('no line break');
          return ++count;
        }`,
      );
      // At once: they must wait for one another.
      const [first, second] = await Promise.all([scf.invoke(1), scf.invoke(2)]);
      assert.deepEqual([first?.result, second?.result], [1, 2]);
      assert.deepEqual(first?.logs, ['out 1', 'no line break', 'err 1']);
      assert.deepEqual(second?.logs, ['out 2', 'no line break', 'err 2']);
      assert.equal(second?.coldMs, undefined);
    });

    await t.test('results', async (t) => {
      const scf = await run(
        t,
        `const answers = {
          callback: (callback) => setTimeout(callback, 5, null, 7),
          twice: (callback) => { callback(null, 1); callback(null, 2); },
          undefined: () => Promise.resolve(),
          nothing: () => { setTimeout(() => console.log('late'), 5); },
        };
        exports.main_handler = (event, context, callback) => answers[event](callback);`,
      );
      assert.equal((await scf.invoke('callback')).result, 7);
      assert.equal((await scf.invoke('twice')).result, 1);
      assert.equal((await scf.invoke('undefined')).result, null);
      const nothing = await scf.invoke('nothing');
      assert.deepEqual([nothing.result, nothing.logs], [null, ['late']]);
      assert.equal((await scf.invoke('callback')).result, 7);
    });

    await t.test('failures of the function are 430 and the process lives on', async (t) => {
      const scf = await run(
        t,
        `let count = 0;
        exports.main_handler = (event, context, callback) => {
          count++;
          if (event === 'throw') throw new TypeError('thrown');
          if (event === 'reject') return Promise.reject(new RangeError('rejected'));
          if (event === 'callback') return callback(new Error('called back'));
          if (event === 'text') return Promise.reject('just text');
          if (event === 'circular') { const c = {}; c.c = c; return Promise.resolve(c); }
          return Promise.resolve(count);
        }`,
      );
      const errors = [];
      for (const event of ['throw', 'reject', 'callback', 'text', 'circular']) {
        const { statusCode, error, ok } = await scf.invoke(event);
        assert.deepEqual([statusCode, ok], [430, false]);
        errors.push(`${error?.name}: ${error?.message.split('\n')[0]}`);
      }
      assert.deepEqual(errors, [
        'TypeError: thrown',
        'RangeError: rejected',
        'Error: called back',
        'string: just text',
        'TypeError: Converting circular structure to JSON',
      ]);
      assert.match((await scf.invoke('throw')).error?.stack ?? '', /index\.js/);
      assert.equal((await scf.invoke('')).result, 7);
    });

    await t.test('limits and exits end the process; the next event gets a new one', async (t) => {
      const scf = await run(
        t,
        `let count = 0;
        const held = [];
        exports.main_handler = async (event) => {
          count++;
          console.log('before', event);
          if (event === 'spin') for (;;);
          if (event === 'wait') await new Promise(() => setInterval(() => {}, 1000));
          if (event === 'fill') for (;;) held.push(Buffer.alloc(1 << 20, 1));
          if (event === 'exit') process.exit(3);
          if (event === 'crash') await new Promise(() => setTimeout(() => { throw new Error('x'); }, 1));
          return count;
        }`,
        { memoryLimitMb: 100 },
      );
      const expected: [string, number, number, RegExp][] = [
        ['spin', 1000, 433, /more than 1000 ms/],
        ['wait', 1000, 433, /more than 1000 ms/],
        ['fill', 60_000, 434, /more than 100 MB/],
        ['exit', 60_000, 439, /exit code 3/],
        ['crash', 60_000, 439, /exit code 1/],
      ];
      for (const [event, timeLimitMs, statusCode, message] of expected) {
        const failed = await scf.invoke(event, { timeLimitMs });
        assert.equal(failed.statusCode, statusCode, event);
        assert.match(failed.error?.message ?? '', message);
        assert.equal(failed.logs[0], `before ${event}`);
        const next = await scf.invoke('');
        assert.equal(next.result, 1);
        assert.ok(next.coldMs !== undefined);
      }
    });

    await t.test('a function that cannot be loaded', async (t) => {
      const broken = await run(t, `throw new SyntaxError('at load')`);
      const { statusCode, error } = await broken.invoke(1);
      assert.deepEqual([statusCode, error?.message], [430, 'at load']);
      const nameless = await run(t, '', { handler: 'index.other' });
      assert.equal((await nameless.invoke(1)).statusCode, 437);
      const slow = await run(t, 'for (;;);', { initTimeLimitMs: 200 });
      assert.equal((await slow.invoke(1)).statusCode, 450);
    });

    await t.test('variables change between invocations, and stay changed', async (t) => {
      const scf = await run(
        t,
        `exports.main_handler = async (event) => {
          if (event) process.exit();
          return [process.env.TENCENTCLOUD_SECRETID, process.env.GONE];
        }`,
        { env: { TENCENTCLOUD_SECRETID: 'one', GONE: 'here' } },
      );
      assert.deepEqual((await scf.invoke(0)).result, ['one', 'here']);
      const env = { TENCENTCLOUD_SECRETID: 'two', GONE: undefined };
      const rotated = await scf.invoke(0, { env });
      assert.deepEqual([rotated.result, rotated.coldMs], [['two', null], undefined]);
      await scf.invoke('exit');
      assert.deepEqual((await scf.invoke(0)).result, ['two', null]);
    });

    await t.test('asynchronous invocation: up to three executions of one request', async (t) => {
      const scf = await run(
        t,
        `let count = 0;
        exports.main_handler = async (event, context) => {
          console.log(context.request_id);
          if (++count < event) throw new Error('not yet');
        }`,
      );
      const twice = await scf.invokeAsync(2, { requestId: 'r' });
      assert.deepEqual(
        twice.map(({ statusCode, logs }) => [statusCode, logs]),
        [
          [430, ['r']],
          [200, ['r']],
        ],
      );
      const thrice = await scf.invokeAsync(99);
      assert.equal(thrice.length, 3);
      assert.equal(new Set(thrice.flatMap(({ logs }) => logs)).size, 1);
    });

    await t.test('kill in the middle of an invocation', async (t) => {
      const scf = await run(
        t,
        `exports.main_handler = (event) => event && new Promise(() => setInterval(() => {}, 99));`,
      );
      assert.equal((await scf.invoke(0)).result, 0); // the process is there
      const running = scf.invoke(1);
      await new Promise(setImmediate);
      await scf.kill('SIGTERM');
      const { statusCode, error } = await running;
      assert.deepEqual([statusCode, error?.message], [439, 'the process ended by SIGTERM']);
    });
  });
}

test('without a process to be had, invoking rejects', { timeout: 120_000 }, async (t) => {
  const scf = await start(t, '', { node: join(tmpdir(), 'no-such-node') });
  await assert.rejects(scf.invoke(1), { code: 'ENOENT' });
  const lost = createScfFunction({ folder: join(tmpdir(), 'no-such-folder') });
  await assert.rejects(lost.invoke(1), /folder .*no-such-folder does not exist/);
  await lost.close();
});

async function findNode(version: string) {
  if (version === process.versions.node) return { path: process.execPath };
  const { ensureNode } = await import('../../scripts/node-versions.mjs');
  return ensureNode(version);
}

async function start(
  t: TestContext,
  source: string,
  options: Partial<ScfFunctionOptions>,
): Promise<ScfFunction> {
  const folder = await mkdtemp(join(tmpdir(), 'scf-runner-'));
  await writeFile(join(folder, 'index.js'), source);
  // Far more than anything takes: no test may fail because the machine is slow.
  const scf = createScfFunction({ folder, timeLimitMs: 60_000, ...options });
  t.after(async () => {
    await scf.close();
    await rm(folder, { recursive: true });
  });
  return scf;
}
