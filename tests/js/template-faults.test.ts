/** The deployable template when things go wrong: COS, the network, the process, the configuration. */

import assert from 'node:assert/strict';
import { createServer, type Socket } from 'node:net';
import test, { type TestContext } from 'node:test';
import type { Credential, Fault, RequestInfo } from '../../js/dev/cos/emulator';
import {
  assertNothingSecret,
  BUCKET,
  type Deployed,
  type DeployOptions,
  deploy,
  digestOf,
  functionFolder,
  md5,
  ROLE,
  roleEnv,
  steps,
} from './support/function';
import { nodeFor } from './support/nodes';
import { eventObject, NODES, TEMPLATE } from './support/project';

const EVENT = eventObject('workflow-partial.json');
const TASK = '2600011634-WorkflowTask-0e87c1212a698494dcdb198af3e0eb2ftt3';
const KEY = `mps/WorkflowTask/${TASK}/${digestOf(EVENT)}`;
const EVENT_KEY = `${KEY}.event.json`;
const RECORD_KEY = `${KEY}.report.json`;

const STORED = ['PUT event 200', 'PUT report 200'];
const SLOW_DOWN = { answer: { status: 503, code: 'SlowDown' } };

for (const version of NODES) {
  // They mostly wait, so several at a time.
  test(`faults on Node ${version}`, { concurrency: 3 }, async (t) => {
    const node = await nodeFor(t, version);
    if (node === undefined) return;
    const running: Promise<void>[] = [];
    const subtest = (name: string, run: (t: TestContext) => Promise<void>) => {
      running.push(t.test(name, run));
    };
    const faulty = (t: TestContext, options: Omit<DeployOptions, 'node'> = {}) =>
      deploy(t, { node, ...options });
    /** A function whose n-th request meets a fault. */
    const withFaults = (
      t: TestContext,
      faults: Record<number, Fault>,
      options: Omit<DeployOptions, 'node'> = {},
    ) => faulty(t, { emulator: { tamper: ({ index }) => faults[index] }, ...options });

    subtest('busy for a moment: tried again, told in the log and the receipt', async (t) => {
      const deployed = await withFaults(t, { 0: SLOW_DOWN, 2: SLOW_DOWN });
      const { ok, requests, lines } = await deployed.invoke(EVENT);
      assert.ok(ok);
      assert.deepEqual(steps(requests), [
        'PUT event 503',
        'PUT event 200',
        'PUT report 503',
        'PUT report 200',
      ]);
      const again = lines.filter(({ level }) => level === 'warn');
      assert.equal(again.length, 2);
      for (const { error, task_id, tries } of again) {
        assert.match(String(error), /503 SlowDown/);
        assert.deepEqual([task_id, tries], [TASK, 1]);
      }
      const [receipt] = await receipts(deployed);
      assert.equal(receipt?.tries, 2);
      assert.equal(receipt?.etag, md5(JSON.stringify(EVENT)));
    });

    subtest('busy for good: a clear error, and the next delivery does it all', async (t) => {
      let isBusy = true;
      const deployed = await faulty(t, {
        emulator: { tamper: () => (isBusy ? SLOW_DOWN : undefined) },
      });
      const failed = await deployed.invoke(EVENT);
      assert.equal(failed.statusCode, 430);
      assert.match(failed.error?.message ?? '', /event is not stored.*503 SlowDown/);
      assert.ok(failed.requests.length > 2 && failed.requests.length < 10);
      assert.equal((await deployed.objects()).size, 0);
      assert.equal(failed.lines.at(-1)?.level, 'error');
      isBusy = false;
      const next = await deployed.invoke(EVENT);
      assert.deepEqual([next.ok, steps(next.requests)], [true, STORED]);
    });

    subtest('the connection breaks before the write', async (t) => {
      const deployed = await withFaults(t, { 0: { reset: true }, 2: { reset: true } });
      const { ok, requests } = await deployed.invoke(EVENT);
      assert.ok(ok);
      assert.deepEqual(steps(requests), [
        'PUT event 0',
        'PUT event 200',
        'PUT report 0',
        'PUT report 200',
      ]);
      assert.deepEqual([...(await deployed.objects()).keys()], [EVENT_KEY, RECORD_KEY]);
    });

    subtest('the answer to the first write is lost: completed, nothing twice', async (t) => {
      const deployed = await withFaults(t, { 0: { reset: true, when: 'after' } });
      const { ok, result, requests } = await deployed.invoke(EVENT);
      assert.ok(ok);
      assert.equal(result.events[0].archive, 'stored');
      assert.deepEqual(steps(requests), [
        'PUT event 0',
        'PUT event 409',
        'GET report 404',
        'PUT report 200',
      ]);
      assert.equal((await deployed.objects()).size, 2);
      assert.equal((await receipts(deployed))[0]?.seen_before, true);
    });

    subtest('the answer to the last write is lost', async (t) => {
      const deployed = await withFaults(t, { 1: { reset: true, when: 'after' } });
      const { ok, requests } = await deployed.invoke(EVENT);
      assert.ok(ok);
      assert.deepEqual(steps(requests), ['PUT event 200', 'PUT report 0', 'PUT report 200']);
      assert.equal((await receipts(deployed)).length, 1);
    });

    subtest('the report object is cut off while it is read: read again', async (t) => {
      // Requests 0 and 1 store; the duplicate writes, reads half a report object, reads it again.
      const deployed = await withFaults(t, { 3: { truncateTo: 10 } });
      await deployed.invoke(EVENT);
      const { ok, result, requests } = await deployed.invoke(EVENT);
      assert.ok(ok);
      assert.equal(result.events[0].archive, 'seen_before');
      assert.deepEqual(steps(requests), ['PUT event 409', 'GET report 200', 'GET report 200']);
    });

    subtest('a web page of a proxy in the place of an answer', async (t) => {
      const page = { status: 502, body: '<html><h1>502 Bad Gateway</h1></html>' };
      const deployed = await withFaults(t, { 0: { answer: page } });
      const { ok, requests } = await deployed.invoke(EVENT);
      assert.ok(ok);
      assert.deepEqual(steps(requests), ['PUT event 502', ...STORED]);
    });

    const refusals: [string, number, Omit<DeployOptions, 'node'>][] = [
      ['AccessDenied', 403, { emulator: { tamper: () => refusal('AccessDenied') } }],
      ['SignatureDoesNotMatch', 403, { env: { TENCENTCLOUD_SECRETKEY: 'AnotherNobodyMaySee' } }],
      ['InvalidAccessKeyId', 403, { env: { TENCENTCLOUD_SECRETID: 'AKIDnobody' } }],
      ['NoSuchBucket', 404, { emulator: { buckets: [] } }],
      ['ExpiredToken', 400, { emulator: { credentials: [{ ...ROLE, expiresAt: 1 }] } }],
    ];
    for (const [code, status, options] of refusals) {
      subtest(`${code}: a clear error at once, no second try`, async (t) => {
        const deployed = await faulty(t, options);
        const { statusCode, error, requests, lines } = await deployed.invoke(EVENT);
        assert.equal(statusCode, 430);
        assert.equal(error?.name, 'MpsWebhookError');
        assert.match(error.message, new RegExp(`event is not stored: .*${status} ${code}`));
        assert.deepEqual(steps(requests), [`PUT event ${status}`]);
        assert.ok(lines.some((line) => line.level === 'error' && line.task_id === TASK));
        assert.equal((await deployed.objects()).size, 0);
      });
    }

    subtest('refused between event and report object: the error says what is there', async (t) => {
      const deployed = await withFaults(t, { 1: refusal('AccessDenied') });
      const failed = await deployed.invoke(EVENT);
      assert.equal(failed.statusCode, 430);
      assert.match(failed.error?.message ?? '', /event is stored, its report is not.*AccessDenied/);
      assert.deepEqual([...(await deployed.objects()).keys()], [EVENT_KEY]);
      const next = await deployed.invoke(EVENT);
      assert.ok(next.ok);
      assert.deepEqual(steps(next.requests), ['PUT event 409', 'GET report 404', 'PUT report 200']);
    });

    subtest('killed between event and report object: the next delivery completes it', async (t) => {
      let deployed: Deployed | undefined;
      const tamper = ({ index }: RequestInfo): Fault | undefined => {
        if (index !== 1) return undefined;
        void deployed?.scf.kill('SIGKILL');
        return { reset: true };
      };
      deployed = await faulty(t, { emulator: { tamper } });
      const killed = await deployed.invoke(EVENT);
      assert.equal(killed.statusCode, 439);
      assert.deepEqual([...(await deployed.objects()).keys()], [EVENT_KEY]);

      const next = await deployed.invoke(EVENT);
      assert.ok(next.ok);
      assert.deepEqual(steps(next.requests), ['PUT event 409', 'GET report 404', 'PUT report 200']);
      const [receipt] = await receipts(deployed);
      assert.deepEqual([receipt?.key, receipt?.seen_before], [EVENT_KEY, true]);
      assert.equal(next.result.events[0].archive, 'stored');
    });

    subtest('duplicates write nothing and say so', async (t) => {
      const deployed = await faulty(t);
      await deployed.invoke(EVENT);
      const before = await deployed.emulator.objects(BUCKET);
      for (let time = 0; time < 2; time++) {
        const { ok, result, requests, lines } = await deployed.invoke(EVENT);
        assert.ok(ok);
        assert.deepEqual(result.events[0].archive, 'seen_before');
        assert.deepEqual(
          [result.events[0].event_key, result.events[0].report_key],
          [EVENT_KEY, RECORD_KEY],
        );
        assert.deepEqual(steps(requests), ['PUT event 409', 'GET report 200']);
        assert.match(lines.at(-1)?.msg ?? '', /seen before/);
      }
      assert.deepEqual(await deployed.emulator.objects(BUCKET), before);
    });

    subtest('the same event to two instances at once', async (t) => {
      const one = await faulty(t);
      const other = await faulty(t, { env: { COS_ENDPOINT: one.emulator.url } });
      const [first, second] = await Promise.all([one.scf.invoke(EVENT), other.scf.invoke(EVENT)]);
      assert.deepEqual([first?.ok, second?.ok], [true, true]);
      assert.deepEqual([...(await one.objects()).keys()], [EVENT_KEY, RECORD_KEY]);
      const stored = one.emulator.requests.filter(
        ({ key, status }) => key === EVENT_KEY && status === 200,
      );
      assert.equal(stored.length, 1);
    });

    subtest('another event of the same task is another event', async (t) => {
      const deployed = await faulty(t);
      await deployed.invoke(EVENT);
      const { ok, requests } = await deployed.invoke({ ...EVENT, SessionId: 'another' });
      assert.deepEqual([ok, steps(requests)], [true, STORED]);
      const folders = [...(await deployed.objects()).keys()].map((key) => key.split('/')[2]);
      assert.deepEqual(new Set(folders), new Set([TASK]));
      assert.equal(folders.length, 4);
    });

    subtest('the role’s credentials change under a warm instance', async (t) => {
      const accepted: Credential[] = [ROLE];
      const deployed = await faulty(t, { emulator: { credentials: accepted } });
      assert.ok((await deployed.invoke(EVENT)).ok);
      const rotated = {
        secretId: 'AKIDrotated',
        secretKey: 'RotatedKeyNobodyMaySee',
        sessionToken: 'RotatedTokenNobodyMaySee',
      };
      accepted.splice(0, 1, rotated);
      const another = { ...EVENT, SessionId: 'rotated' };
      assert.equal((await deployed.invoke(another)).statusCode, 430);
      const { ok, coldMs } = await deployed.invoke(another, { env: roleEnv(rotated) });
      assert.deepEqual([ok, coldMs], [true, undefined]);
    });

    subtest('the owner’s own credentials go before the role’s', async (t) => {
      const own = { secretId: 'AKIDown', secretKey: 'OwnKeyNobodyMaySee' };
      const deployed = await faulty(t, {
        emulator: { credentials: [own] },
        env: { COS_SECRET_ID: own.secretId, COS_SECRET_KEY: own.secretKey },
      });
      assert.ok((await deployed.invoke(EVENT)).ok);
    });

    subtest('no bucket: done, and the log says that nothing is stored', async (t) => {
      for (const value of [undefined, '']) {
        const deployed = await faulty(t, { env: { COS_BUCKET: value } });
        const { ok, result, lines, requests } = await deployed.invoke(EVENT);
        assert.ok(ok);
        assert.equal(result.events[0].archive, 'not_wanted');
        assert.equal(result.events[0].outcome, 'partial');
        assert.equal(requests.length, 0);
        assert.ok(lines.some(({ msg, level }) => level === 'warn' && msg.includes('COS_BUCKET')));
      }
    });

    subtest('no credentials: a clear error', async (t) => {
      const none = { TENCENTCLOUD_SECRETID: undefined, TENCENTCLOUD_SECRETKEY: undefined };
      const deployed = await faulty(t, { env: { ...none, TENCENTCLOUD_SESSIONTOKEN: undefined } });
      const { statusCode, error, requests, lines } = await deployed.invoke(EVENT);
      assert.equal(statusCode, 430);
      assert.match(error?.message ?? '', /credentials.*role.*COS_SECRET_ID/);
      assert.equal(requests.length, 0);
      assert.ok(lines.some(({ level }) => level === 'error'));
    });

    subtest('wrong variables are named, and their values kept secret', async (t) => {
      const deployed = await faulty(t);
      const usual = { COS_BUCKET: BUCKET, COS_ENDPOINT: deployed.emulator.url };
      const secrets = { COS_SECRET_ID: 'AKIDown', COS_SECRET_KEY: 'OwnKeyNobodyMaySee' };
      const wrong: [Record<string, string | undefined>, string][] = [
        [{ COS_BUCKET: 'archive' }, 'COS_BUCKET'],
        [{ COS_BUCKET: 'Archive-1250000000' }, 'COS_BUCKET'],
        [{ COS_BUCKET: '-1250000000' }, 'COS_BUCKET'],
        [{ COS_BUCKET: 'evil.example.com/?-1250000000' }, 'COS_BUCKET'],
        [{ COS_LAYOUT: 'flat' }, 'COS_LAYOUT'],
        [{ COS_PREFIX: '../up/' }, 'COS_PREFIX'],
        [{ COS_PREFIX: 'a//b/' }, 'COS_PREFIX'],
        [{ COS_PREFIX: 'line\nbreak/' }, 'COS_PREFIX'],
        [{ COS_ENDPOINT: '127.0.0.1:9000' }, 'COS_ENDPOINT'],
        [{ COS_ENDPOINT: 'ftp://127.0.0.1' }, 'COS_ENDPOINT'],
        [{ COS_ENDPOINT: 'http://user:NobodyMaySee@host/' }, 'COS_ENDPOINT'],
        [{ COS_ENDPOINT: undefined, COS_REGION: 'ap guangzhou' }, 'COS_REGION'],
        [{ ...secrets, COS_SECRET_KEY: 'OwnKey\nNobodyMaySee' }, 'COS_SECRET_KEY'],
        [{ ...secrets, COS_SECRET_ID: 'AKID own' }, 'COS_SECRET_ID'],
        [{ ...secrets, COS_SESSION_TOKEN: '令牌NobodyMaySee' }, 'COS_SESSION_TOKEN'],
        [{ MPS_WEBHOOK_CONFIG: '{"cos":' }, 'MPS_WEBHOOK_CONFIG'],
        [{ MPS_WEBHOOK_CONFIG: 'cos' }, 'MPS_WEBHOOK_CONFIG'],
        [{ MPS_WEBHOOK_CONFIG: '{"cos":{"buckett":"b-1"}}' }, 'cos.buckett'],
        [{ MPS_WEBHOOK_CONFIG: '{"cos":{"bucket":5}}' }, 'cos.bucket'],
        [{ MPS_WEBHOOK_CONFIG: '{"cos":7}' }, 'cos'],
        [{ MPS_NOTIFY_KEY: '' }, 'MPS_NOTIFY_KEY'],
      ];
      const unset = Object.fromEntries(
        wrong.flatMap(([env]) => Object.keys(env)).map((name) => [name, undefined]),
      );
      for (const [env, name] of wrong) {
        const { statusCode, error, requests, lines } = await deployed.invoke(EVENT, {
          env: { ...unset, ...usual, ...env },
        });
        assert.equal(statusCode, 430, JSON.stringify(env));
        assert.ok(error?.message.includes(name), `${error?.message} does not name ${name}`);
        assert.ok(lines.some((line) => line.level === 'error' && `${line.error}`.includes(name)));
        assert.equal(requests.length, 0);
      }
      const fine = await deployed.invoke(EVENT, { env: { ...unset, ...usual } });
      assert.ok(fine.ok, fine.error?.message);
    });

    subtest('prefixes', async (t) => {
      const deployed = await faulty(t);
      const prefixes = {
        '': 'mps/',
        'a/b/': 'a/b/',
        '/lead/': 'lead/',
        'stem-': 'stem-',
        "回调 备份+&=#%25!'()*~/": "回调 备份+&=#%25!'()*~/",
      };
      for (const [prefix, before] of Object.entries(prefixes)) {
        const { ok, result, error } = await deployed.invoke(EVENT, { env: { COS_PREFIX: prefix } });
        assert.ok(ok, `${prefix}: ${error?.message}`);
        const key = `${before}${EVENT_KEY.slice('mps/'.length)}`;
        assert.equal(result.events[0].event_key, key);
        assert.equal((await deployed.objects()).get(key)?.toString(), JSON.stringify(EVENT));
      }
    });

    subtest(
      'a prefix of the greatest length that is taken makes keys that COS takes',
      async (t) => {
        const deployed = await faulty(t, { env: { COS_PREFIX: `${'备'.repeat(99)}/` } });
        const { ok, error } = await deployed.invoke(EVENT);
        assert.ok(ok || error?.message.includes('COS_PREFIX'), error?.message);
      },
    );

    subtest(
      'a bucket with versioning, which ignores that nothing is to be overwritten',
      async (t) => {
        const deployed = await faulty(t, { emulator: { versioning: true } });
        assert.ok((await deployed.invoke(EVENT)).ok);
        const before = (await deployed.objects()).get(RECORD_KEY);
        const { ok, requests } = await deployed.invoke(EVENT);
        assert.ok(ok);
        assert.ok(!steps(requests).includes('PUT report 200'), steps(requests).join());
        assert.deepEqual((await deployed.objects()).get(RECORD_KEY), before);
      },
    );

    subtest('one document wins over the variables', async (t) => {
      const own = { secretId: 'AKIDown', secretKey: 'OwnKeyNobodyMaySee', sessionToken: 'T' };
      const deployed = await faulty(t, {
        emulator: { credentials: [own] },
        env: { COS_BUCKET: 'unused-1250000000', COS_PREFIX: 'unused/' },
      });
      const config = {
        cos: {
          bucket: 'configured-1250000001',
          prefix: 'from/config/',
          endpoint: deployed.emulator.url,
          secret_id: own.secretId,
          secret_key: own.secretKey,
          session_token: own.sessionToken,
        },
      };
      const { ok, error } = await deployed.invoke(EVENT, {
        env: { MPS_WEBHOOK_CONFIG: JSON.stringify(config) },
      });
      assert.ok(ok, error?.message);
      const keys = [...(await deployed.objects('configured-1250000001')).keys()];
      assert.equal(keys.length, 2);
      assert.ok(keys.every((key) => key.startsWith('from/config/WorkflowTask/')));
      assert.equal((await deployed.objects('unused-1250000000')).size, 0);
    });

    for (const [what, answer] of [
      ['never answers', ''],
      ['stops in the middle of an answer', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n'],
    ] as const) {
      subtest(`a server that ${what}: given up before the time limit`, async (t) => {
        const url = await silentServer(t, answer);
        // The platform would wait long; the function believes that it has a second and a half.
        const folder = await functionFolder(
          t,
          `const { main_handler } = require(${JSON.stringify(TEMPLATE)});
          exports.main_handler = (event, context) => main_handler(event,
            Object.assign({}, context, { getRemainingTimeInMillis: () => 1500 }));`,
        );
        const deployed = await faulty(t, { env: { COS_ENDPOINT: url }, scf: { folder } });
        const { statusCode, error, lines } = await deployed.invoke(EVENT);
        assert.equal(statusCode, 430);
        assert.match(error?.message ?? '', /not stored: .*time/);
        assert.equal(lines.at(-1)?.level, 'error');
      });
    }

    subtest('however long the time limit is, it is kept', async (t) => {
      const url = await silentServer(t, '');
      const folder = await functionFolder(t, VIRTUAL_TIME);
      const deployed = await faulty(t, { env: { COS_ENDPOINT: url }, scf: { folder } });
      for (const limit of [1_000, 3_000, 10_000, 60_000, 900_000]) {
        const { result, error, logs } = await deployed.scf.invoke({ limit, event: EVENT });
        assert.equal(error, undefined);
        assertNothingSecret(JSON.stringify([result, logs]));
        const { elapsed, code } = result as { elapsed: number; code: string };
        assert.ok(elapsed < limit, `${elapsed} of ${limit} ms`);
        // Half of the time at least is used, unless five tries of ten seconds are over before.
        assert.ok(elapsed >= Math.min(limit / 2, 50_000), `${elapsed} of ${limit} ms`);
        assert.match(code, /^(out_of_time|not_delivered)$/);
      }
    });
    await Promise.all(running);
  });
}

/**
 * A function around the template in which time passes only when everything waits for it: timers fire in order, each
 * after a turn of the event loop, and the clock jumps to when they are due. What is measured with this clock does not
 * depend on the machine.
 */
const VIRTUAL_TIME = `
  const later = setImmediate;
  let now = 1700000000000;
  const timers = new Map();
  let last = 0;
  global.setTimeout = (call, ms) => {
    timers.set(++last, { at: now + Math.max(1, Number(ms) || 1), call });
    return last;
  };
  global.clearTimeout = (id) => timers.delete(id);
  Date.now = () => now;
  const { main_handler } = require(${JSON.stringify(TEMPLATE)});
  exports.main_handler = ({ limit, event }) => {
    const start = now;
    let running = true;
    const turn = () => {
      if (!running) return;
      const due = Array.from(timers).sort((one, other) => one[1].at - other[1].at)[0];
      if (due) {
        timers.delete(due[0]);
        now = Math.max(now, due[1].at);
        due[1].call();
      }
      later(turn);
    };
    later(turn);
    const ended = (code) => {
      running = false;
      return { elapsed: now - start, code };
    };
    return main_handler(event, { time_limit_in_ms: limit }).then(
      () => ended('done'), (error) => ended(error.code || String(error)));
  };`;

function refusal(code: string): Fault {
  return { answer: { status: 403, code } };
}

interface Receipt {
  key: string;
  etag?: string;
  tries: number;
  seen_before: boolean;
}

async function receipts({ objects }: Deployed): Promise<Receipt[]> {
  const record = (await objects()).get(RECORD_KEY);
  assert.ok(record, 'there is no report object');
  return JSON.parse(record.toString()).receipts;
}

/** A server that takes requests and answers no more than `answer`. */
async function silentServer(t: TestContext, answer: string): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => socket.write(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  return `http://127.0.0.1:${address.port}`;
}
