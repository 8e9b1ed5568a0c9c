/**
 * The two templates that only store, each in its folder alone and in the Node that SCF has: what lies where, and that
 * nothing is left of what was wrong with the templates they take the place of.
 */

import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { LoggedRequest } from '../../js/dev/cos/emulator';
import {
  BUCKET,
  type Deployed,
  type DeployOptions,
  deploy,
  digestOf,
  digestOfText,
} from './support/function';
import { nodeFor } from './support/nodes';
import { envelopes, eventNames, eventObject, NODES, PKG, SCF_NODE } from './support/project';

type Template = 'mps-to-cos' | 'cls-to-cos';

/** A template's folder, copied to where nothing else of the project is. */
async function deployAlone(
  t: TestContext,
  template: Template,
  options: Omit<DeployOptions, 'node'> & { node?: string } = {},
): Promise<Deployed> {
  const folder = await mkdtemp(join(tmpdir(), `${template}-`));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await cp(join(PKG, 'scf', template), folder, { recursive: true });
  const node = options.node ?? (await nodeFor(t, SCF_NODE)) ?? process.execPath;
  return deploy(t, { ...options, node, scf: { folder, memoryLimitMb: 128, ...options.scf } });
}

const TOPIC = '5f2d1b7e-0000-4000-8000-000000000000';

interface Batch {
  topic_id: string;
  topic_name: string;
  records: object[];
}

function batchOf(...records: object[]): Batch {
  return { topic_id: TOPIC, topic_name: '日志主题', records };
}

/** A batch as the trigger of CLS hands it over. */
function triggered(batch: unknown): object {
  const text = typeof batch === 'string' ? batch : JSON.stringify(batch);
  return { clslogs: { data: gzipSync(text).toString('base64') } };
}

const BATCH = batchOf(
  { timestamp: '1740816000000000', content: 'GET /index.html 200' },
  { timestamp: '1740816000000001', content: '{"level":"INFO","msg":"二 \\"quoted\\"\\n"}' },
  { timestamp: '1740816059999999', content: 'C:\\new\\table 中文 😀\r\nend' },
);
const HOUR_OF_BATCH = '2025-03-01-16';

/** As Python's `json.dumps(…, indent=4, sort_keys=True, ensure_ascii=False)`, and a line's end. */
function indented(value: unknown): string {
  const sorted = (it: unknown): unknown => {
    if (Array.isArray(it)) return it.map(sorted);
    if (typeof it !== 'object' || it === null) return it;
    const members = Object.entries(it).sort(([left], [right]) => (left < right ? -1 : 1));
    return Object.fromEntries(members.map(([name, member]) => [name, sorted(member)]));
  };
  return `${JSON.stringify(sorted(value), null, 4)}\r\n`;
}

/** The hour in Shanghai as the folders are named, by the zone's rules that Node has. */
function hourInShanghai(time: number): string {
  const format = new Intl.DateTimeFormat('sv', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return format.format(time).slice(0, 13).replace(' ', '-');
}

async function only(deployed: Deployed): Promise<[string, Buffer]> {
  const stored = [...(await deployed.objects())];
  assert.equal(stored.length, 1, stored.map(([key]) => key).join());
  return stored[0] as [string, Buffer];
}

const sent = (requests: LoggedRequest[]) =>
  requests.map(({ method, status }) => `${method} ${status}`);

for (const version of NODES) {
  test(`mps-to-cos on Node ${version} stores every sample by the hour, and nothing else`, async (t) => {
    const node = await nodeFor(t, version);
    if (node === undefined) return;
    const deployed = await deployAlone(t, 'mps-to-cos', { node });
    const hours = new Set([hourInShanghai(Date.now())]);
    for (const name of eventNames) {
      const event = eventObject(name);
      const { ok, error, result, requests } = await deployed.invoke(event);
      assert.ok(ok, `${name}: ${error?.message}`);
      assert.deepEqual(sent(requests), ['PUT 200'], name);
      const [{ archive, event_key: key, report_key }] = result.events;
      assert.deepEqual([archive, report_key], ['stored', undefined]);
      assert.ok(key.endsWith(`-${digestOf(event)}.txt`), key);
      const stored = (await deployed.objects()).get(key);
      assert.equal(stored?.toString(), `${JSON.stringify(event)}\r\n`);
      hours.add(hourInShanghai(Date.now()));
      // When its last sub-task ended, from the samples themselves; or else now.
      const times = [...JSON.stringify(event).matchAll(/"FinishTime":"(\d{4}-[^"]+)"/g)];
      const last = times
        .map(([, time = '']) => Date.parse(time))
        .filter((time) => time > 0)
        .sort((left, right) => right - left)[0];
      const hour = key.split('/')[1];
      const began = [...JSON.stringify(event).matchAll(/"BeginProcessTime":"(\d{4}-[^"]+)"/g)];
      const own = last ?? began.map(([, time = '']) => Date.parse(time))[0];
      assert.ok(
        hours.has(hour) || (own !== undefined && hour === hourInShanghai(own)),
        `${name}: ${key}`,
      );
    }
    assert.equal((await deployed.objects()).size, eventNames.length);
    for (const object of await deployed.emulator.objects(BUCKET)) {
      assert.equal(object.headers['content-type'], 'text/plain; charset=utf-8', object.key);
    }
  });

  test(`cls-to-cos on Node ${version} stores batches in every form`, async (t) => {
    const node = await nodeFor(t, version);
    if (node === undefined) return;
    const event = triggered(BATCH);
    const lines = BATCH.records.map((record) => `${JSON.stringify(record)}\n`).join('');
    const forms: [Record<string, string>, string, string][] = [
      [{}, '.txt', indented(BATCH)],
      [{ CLS_FORMAT: 'classic', CLS_COMPRESSION: 'gzip' }, '.txt.gz', indented(BATCH)],
      [{ CLS_FORMAT: 'ndjson' }, '.ndjson', lines],
      [{ CLS_FORMAT: 'ndjson', CLS_COMPRESSION: 'gzip' }, '.ndjson.gz', lines],
      [
        { MPS_WEBHOOK_CONFIG: '{"cls":{"format":"ndjson","compression":"gzip"}}' },
        '.ndjson.gz',
        lines,
      ],
    ];
    for (const [env, extension, text] of forms) {
      await t.test(`${extension} by ${Object.keys(env)}`, async (t) => {
        const deployed = await deployAlone(t, 'cls-to-cos', { node, env });
        const { ok, result, requests } = await deployed.invoke(event);
        assert.ok(ok);
        assert.deepEqual(sent(requests), ['PUT 200']);
        assert.equal(result.events[0].records, BATCH.records.length);
        const [key, bytes] = await only(deployed);
        const name = `${HOUR_OF_BATCH}-00-59-${TOPIC}-${digestOfText(JSON.stringify(event))}${extension}`;
        assert.equal(key, `cls/${HOUR_OF_BATCH}/${name}`);
        const stored = extension.endsWith('.gz') ? gunzipSync(bytes) : bytes;
        assert.equal(stored.toString(), text);
      });
    }
  });
}

test('batches of the fixtures: with notifications, only logs, none, not packed', async (t) => {
  const deployed = await deployAlone(t, 'cls-to-cos', { env: { COS_LAYOUT: 'task' } });
  for (const { name, bytes } of envelopes().filter(({ name }) => name.startsWith('cls'))) {
    const event = JSON.parse(bytes.toString());
    const data = Buffer.from(event.clslogs.data, 'base64');
    const batch = JSON.parse((data[0] === 0x1f ? gunzipSync(data) : data).toString());
    const { ok, error } = await deployed.invoke(event);
    assert.ok(ok, `${name}: ${error?.message}`);
    const stored = (await deployed.objects()).get(
      `cls/${TOPIC}/${digestOfText(JSON.stringify(event))}.txt`,
    );
    assert.equal(stored?.toString(), indented(batch), name);
  }
});

test('a malformed batch is quarantined with the reason, and the invocation fails', async (t) => {
  const deployed = await deployAlone(t, 'cls-to-cos');
  for (const [event, code] of [
    [{ clslogs: { data: 'not Base64!' } }, 'invalid_encoding'],
    [{ clslogs: { data: gzipSync('{"records":[').toString('base64') } }, 'invalid_json'],
    [triggered({ topic_id: TOPIC }), 'not_a_notification'],
    [triggered(' '.repeat(64 << 20)), 'too_large'],
    [{ Type: 'Timer' }, 'not_a_notification'],
  ] as const) {
    const { statusCode, error } = await deployed.invoke(event);
    assert.equal(statusCode, 430);
    assert.ok(error);
    const stored = await deployed.objects();
    const base = `cls/unparsed/${digestOfText(JSON.stringify(event))}`;
    assert.equal(stored.get(`${base}.event.json`)?.toString(), JSON.stringify(event));
    assert.equal(JSON.parse(`${stored.get(`${base}.error.json`)}`).code, code);
  }
});

test('ten megabytes of logs within 128 MB, again and again', async (t) => {
  for (const env of [
    {},
    { CLS_FORMAT: 'ndjson' },
    { CLS_FORMAT: 'ndjson', CLS_COMPRESSION: 'gzip' },
  ]) {
    await t.test(JSON.stringify(env), async (t) => {
      const deployed = await deployAlone(t, 'cls-to-cos', { env });
      for (let time = 0; time < 3; time++) {
        const records = Array.from({ length: 10_000 }, (_, index) => {
          const content = JSON.stringify({
            n: `${index}`,
            msg: `${time} 日志 ${'took 12 ms, '.repeat(75)}`,
          });
          return { timestamp: `${1_740_816_000_000_000 + index}`, content };
        });
        const { statusCode, error, rssMb, ms } = await deployed.invoke(
          triggered(batchOf(...records)),
        );
        assert.equal(statusCode, 200, error?.message);
        t.diagnostic(`${rssMb.toFixed(0)} MB, ${ms.toFixed(0)} ms`);
      }
      assert.equal((await deployed.objects()).size, 3);
    });
  }
});

for (const [template, event] of [
  ['mps-to-cos', eventObject('workflow-partial.json')],
  ['cls-to-cos', triggered(BATCH)],
] as const) {
  test(`${template} says what it cannot do, after storing`, async (t) => {
    for (const env of [{ WECOM_WEBHOOK_KEY: 'NobodyMaySee' }, { INVOKE_FUNCTIONS: 'next' }]) {
      const deployed = await deployAlone(t, template, { env });
      const { statusCode, error, lines } = await deployed.invoke(event);
      assert.equal(statusCode, 430);
      const [name = ''] = Object.keys(env);
      assert.match(error?.message ?? '', new RegExp(`^${name} is set`));
      assert.ok(
        lines.some(({ level, error }) => level === 'error' && String(error).includes(name)),
      );
      await only(deployed);
    }
  });

  // What follows is what the old template of this name did wrong, by the list in docs/templates.md.

  test(`${template} loads and stores in the Node that SCF has`, async (t) => {
    const deployed = await deployAlone(t, template);
    const { ok, requests } = await deployed.invoke(event);
    assert.ok(ok);
    assert.ok(requests.every(({ verified }) => verified));
  });

  test(`${template} keeps escapes: what is stored is JSON`, async (t) => {
    const deployed = await deployAlone(t, template);
    const tricky = 'a "quoted" \\ back\\u4e2d slash\nline\ttab';
    const [given, expected] =
      template === 'mps-to-cos'
        ? [
            { ...event, Extra: tricky },
            { ...event, Extra: tricky },
          ]
        : [triggered(batchOf({ content: tricky })), batchOf({ content: tricky })];
    assert.ok((await deployed.invoke(given)).ok);
    assert.deepEqual(JSON.parse((await only(deployed))[1].toString()), expected);
  });

  test(`${template} stores letters of every language as they are`, async (t) => {
    const deployed = await deployAlone(t, template);
    const text = '转码完成 café ファイル 파일 😀 \u2028';
    const given =
      template === 'mps-to-cos' ? { ...event, Extra: text } : triggered(batchOf({ content: text }));
    assert.ok((await deployed.invoke(given)).ok);
    assert.ok((await only(deployed))[1].toString().includes(text));
  });

  test(`${template} leaves nothing of a failed upload for the next event`, async (t) => {
    const before = await readdir(tmpdir());
    let isDown = true;
    const answer = { status: 403, code: 'AccessDenied' };
    const deployed = await deployAlone(t, template, {
      emulator: { tamper: () => (isDown ? { answer } : undefined) },
    });
    assert.equal((await deployed.invoke(event)).statusCode, 430);
    isDown = false;
    const other =
      template === 'mps-to-cos'
        ? eventObject('edit-media-success.json')
        : triggered(batchOf({ content: 'other' }));
    assert.ok((await deployed.invoke(other)).ok);
    const [key, bytes] = await only(deployed);
    const digest =
      template === 'mps-to-cos' ? digestOf(other) : digestOfText(JSON.stringify(other));
    assert.ok(key.includes(digest));
    JSON.parse(bytes.toString());
    const own = new Set(before);
    const left = (await readdir(tmpdir())).filter((name) => !own.has(name));
    assert.ok(!left.includes('local_file.txt'), 'a file is left');
  });

  test(`${template} has a name of its own for each of many events of one second`, async (t) => {
    const deployed = await deployAlone(t, template);
    for (let index = 0; index < 300; index++) {
      const one =
        template === 'mps-to-cos'
          ? { ...event, Extra: index }
          : triggered(batchOf({ timestamp: '1740816000000000', content: `${index}` }));
      const { ok, requests } = await deployed.invoke(one);
      assert.ok(ok);
      assert.equal(requests.length, 1, 'it looked for a free name');
    }
    assert.equal((await deployed.objects()).size, 300);
  });

  test(`${template} stores a duplicate or a retry once, and overwrites nothing`, async (t) => {
    const deployed = await deployAlone(t, template);
    await deployed.invoke(event);
    const { ok, result, requests } = await deployed.invoke(event);
    assert.ok(ok);
    assert.equal(result.events[0].archive, 'seen_before');
    assert.deepEqual(sent(requests), ['PUT 409']);
    assert.equal(requests[0]?.headers['x-cos-forbid-overwrite'], 'true');
    await only(deployed);
  });

  test(`${template} fails when COS refuses, instead of going on or answering that it failed`, async (t) => {
    for (const answer of [
      { status: 403, code: 'AccessDenied' },
      { status: 404, code: 'NoSuchBucket' },
    ]) {
      const deployed = await deployAlone(t, template, { emulator: { tamper: () => ({ answer }) } });
      const { statusCode, error, requests } = await deployed.invoke(event);
      assert.equal(statusCode, 430, 'SCF would not try again');
      assert.match(error?.message ?? '', new RegExp(`${answer.status} ${answer.code}`));
      assert.equal(requests.length, 1);
    }
  });

  test(`${template} tries again what passes: busy, no connection, a lost answer`, async (t) => {
    const deployed = await deployAlone(t, template, {
      emulator: {
        tamper: ({ index }) =>
          [
            { answer: { status: 503, code: 'SlowDown' } },
            { reset: true },
            { reset: true, when: 'after' as const },
          ][index],
      },
    });
    const { ok, result, requests } = await deployed.invoke(event);
    assert.ok(ok);
    assert.equal(requests.length, 4);
    assert.equal(requests.at(-1)?.status, 409);
    assert.equal(result.events[0].archive, 'stored');
    await only(deployed);
  });

  test(`${template} has no credentials in its code, and starts without any configuration`, async (t) => {
    const code = await readFile(join(PKG, 'scf', template, 'index.js'), 'utf8');
    assert.ok(!/AKID\w{8}/.test(code));
    const deployed = await deployAlone(t, template, { env: { COS_BUCKET: undefined } });
    const { ok, lines, requests } = await deployed.invoke(event);
    assert.ok(ok);
    assert.equal(requests.length, 0);
    assert.ok(lines.some(({ msg }) => msg.includes('COS_BUCKET is not set')));
  });

  test(`${template} takes the role's credentials anew at every invocation`, async (t) => {
    const deployed = await deployAlone(t, template);
    assert.ok((await deployed.invoke(event)).ok);
    const removed = { TENCENTCLOUD_SECRETID: undefined, TENCENTCLOUD_SECRETKEY: undefined };
    const { statusCode, error } = await deployed.invoke(event, { env: removed });
    assert.equal(statusCode, 430);
    assert.match(error?.message ?? '', /credentials/);
  });

  test(`${template} has keys that every file system takes, folder and name by one time`, async (t) => {
    const deployed = await deployAlone(t, template, { env: { COS_PREFIX: '/' } });
    await deployed.invoke(event);
    const [key] = await only(deployed);
    assert.match(key, /^(\d{4}-\d\d-\d\d-\d\d)\/\1-\d\d-\d\d-[\w-]+\.txt$/);
  });

  test(`the folder of ${template} is complete`, async () => {
    const folder = join(PKG, 'scf', template);
    const config = JSON.parse(await readFile(join(folder, 'config.json'), 'utf8'));
    const { application, functions } = config['serverless-cloud-function-application'];
    assert.equal(functions.handler, 'index.main_handler');
    assert.equal(functions.runtime, 'Nodejs8.9');
    assert.equal(functions.memorySize, 128);
    assert.ok(functions.timeout >= 10, 'no time to try again');
    assert.ok(functions.Events.Type === (template === 'cls-to-cos' ? 'CLS' : undefined));
    assert.match(application.Chinese.name, /消息转储至 COS$/);
    for (const name of functions.codeObject.codeFile) {
      assert.ok((await stat(join(folder, name))).size > 0, name);
    }
  });
}

test('mps-to-cos takes what the old template took: a list with the text of the notification', async (t) => {
  const deployed = await deployAlone(t, 'mps-to-cos');
  const event = eventObject('workflow-partial.json');
  const text = JSON.stringify(event);
  const { ok } = await deployed.invoke([text]);
  assert.ok(ok);
  assert.equal((await only(deployed))[1].toString(), `${text}\r\n`);
});
