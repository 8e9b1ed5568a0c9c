/** What callers pass: bytes in every form and of every realm, and whatever else is refused by its name. */

import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import test from 'node:test';
import vm from 'node:vm';
import type * as Edge from '../../js/entries/edge-node';
import type * as Package from '../../js/entries/index';
import type * as Inspector from '../../js/entries/inspector-link';
import { nodeFor, runNode } from './support/nodes';
import { eventObject, NODES, PKG } from './support/project';

const NAME = 'workflow-partial.json';
/** Of a length that elements of every size fit. */
const EVENT = (() => {
  const event = { ...eventObject(NAME), Padding: '' };
  const missing = -Buffer.byteLength(JSON.stringify(event)) & 7;
  return { ...event, Padding: 'x'.repeat(missing) };
})();
const BYTES = Buffer.from(JSON.stringify(EVENT));
const NOW = new Date(4e12);

/** The bytes in every form, made by the classes of a realm. */
const FORMS = `(bytes) => {
  const all = new Uint8Array(bytes.length);
  all.set(bytes);
  // With other bytes before and behind.
  const part = new Uint8Array(bytes.length + 16).fill(0x7b);
  part.set(bytes, 8);
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length + 16)).fill(0x7b);
  shared.set(bytes, 8);
  const exactly = new SharedArrayBuffer(bytes.length);
  new Uint8Array(exactly).set(bytes);
  return {
    Uint8Array: all,
    'part of a buffer': part.subarray(8, 8 + bytes.length),
    Uint8ClampedArray: new Uint8ClampedArray(part.buffer, 8, bytes.length),
    Int8Array: new Int8Array(part.buffer, 8, bytes.length),
    Uint16Array: new Uint16Array(part.buffer, 8, bytes.length / 2),
    Float64Array: new Float64Array(part.buffer, 8, bytes.length / 8),
    DataView: new DataView(part.buffer, 8, bytes.length),
    ArrayBuffer: all.buffer,
    'resizable ArrayBuffer': (() => {
      const buffer = new ArrayBuffer(bytes.length, { maxByteLength: bytes.length * 2 });
      new Uint8Array(buffer).set(bytes);
      return buffer;
    })(),
    SharedArrayBuffer: exactly,
    'part of a SharedArrayBuffer': shared.subarray(8, 8 + bytes.length),
    'DataView of a SharedArrayBuffer': new DataView(shared.buffer, 8, bytes.length),
  };
}`;

const circle: Record<string, unknown> = { EventType: 'WorkflowTask' };
circle.circle = circle;
let deep: unknown = [];
for (let depth = 0; depth < 100_000; depth++) deep = [deep];
const gone = new Uint8Array(8);
structuredClone(gone.buffer, { transfer: [gone.buffer] });
const revoked = Proxy.revocable({}, {});
revoked.revoke();

/** Arguments that are not an event, and what the error has to say of them. */
const NO_EVENTS: [unknown, RegExp][] = [
  [undefined, /is undefined/],
  [Promise.resolve(EVENT), /is a Promise/],
  // biome-ignore lint/suspicious/noThenProperty: it is what makes it one
  [{ ...EVENT, then: () => {} }, /is a Promise/],
  [vm.runInNewContext('Promise.resolve({})'), /is a Promise/],
  [() => EVENT, /is a function/],
  [Symbol('event'), /is a symbol/],
  [5n, /is a bigint/],
  [Number.NaN, /is NaN/],
  [Number.POSITIVE_INFINITY, /is a number/],
  [new Date(), /is a Date/],
  [vm.runInNewContext('new Date()'), /is a Date/],
  [new Map(), /is a Map/],
  [new Set(), /is a Set/],
  [/event/, /is a RegExp/],
  [new Error('event'), /is an Error/],
  [Object('text'), /is a String/],
  [new URL('https://example.com'), /is a URL/],
  [new Blob(['{}']), /is a Blob/],
  [new Request('https://example.com'), /is a Request/],
  [new Response('{}'), /is a Response/],
  [new Response('{}').body, /is a ReadableStream/],
  [Readable.from(['{}']), /is a stream/],
  [
    createReadStream(process.execPath)
      .on('error', () => {})
      .destroy(),
    /is a stream/,
  ],
  [circle, /cannot be written as JSON: .*circular/],
  [{ EventType: 5n }, /cannot be written as JSON: .*BigInt/],
  [deep, /cannot be written as JSON: Maximum call stack/],
  [{ toJSON: () => undefined }, /must be an object/],
  [
    {
      toJSON: () => {
        throw new Error('no text');
      },
    },
    /cannot be written as JSON: no text/,
  ],
  [gone, /transferred/],
  [gone.buffer, /transferred/],
  [revoked.proxy, /revoked/],
];

for (const [entry, load] of [
  ['index.js', async () => createRequire(import.meta.url)(join(PKG, 'index.js'))],
  ['index.mjs', () => import(join(PKG, 'index.mjs'))],
] as const) {
  test(`events in every form, by ${entry}`, async () => {
    const { parse, safeParse, verify, render, plan, toCloudEvents }: typeof Package = await load();
    const looks = (event: unknown) => {
      const input = event as Package.EventInput;
      assert.throws(() => verify(input, 'key', { now: NOW }), { code: 'unverified' });
      const parsed = safeParse(input);
      assert.ok(parsed.ok);
      return [
        parse(input),
        parsed.reports,
        render(input, 'text', { lang: 'en' }),
        plan(input, { now: NOW }).done.events.map(({ task_id }) => task_id),
        toCloudEvents(input, { now: NOW }),
      ];
    };
    const expected = looks(BYTES.toString());
    class Notification {}
    for (const input of [
      BYTES,
      EVENT,
      vm.runInNewContext(`(${BYTES})`),
      Object.assign(Object.create(null), EVENT),
      Object.assign(new Notification(), EVENT),
      new Proxy(EVENT, {}),
      { toJSON: () => EVENT },
    ]) {
      assert.deepEqual(looks(input), expected);
    }
    for (const realm of [vm.runInThisContext(FORMS), vm.runInNewContext(FORMS)]) {
      for (const [form, bytes] of Object.entries(realm(BYTES))) {
        assert.deepEqual(looks(bytes), expected, form);
      }
      // What is refused is shown as it came.
      const { ArrayBuffer: buffer } = realm(Buffer.from('<html>'));
      const refused = safeParse(buffer);
      assert.deepEqual([refused.ok, !refused.ok && refused.raw], [false, '<html>']);
    }
  });

  test(`an argument that is not an event, by ${entry}`, async () => {
    const all: typeof Package = await load();
    const { parse, safeParse, verify, render, plan, toCloudEvents, MpsWebhookError } = all;
    for (const [index, [value, says]] of NO_EVENTS.entries()) {
      const event = value as Package.EventInput;
      for (const call of [
        () => parse(event),
        () => verify(event, 'key'),
        () => render(event),
        () => plan(event),
        () => toCloudEvents(event),
      ]) {
        assert.throws(call, (error) => {
          assert.ok(error instanceof MpsWebhookError, `${index}: ${error}`);
          assert.equal(error.code, 'invalid_argument');
          assert.match(error.message, says);
          assert.match(error.message, /^`event` /);
          assert.doesNotMatch(error.message, /\n/);
          return true;
        });
      }
      const result = safeParse(event);
      assert.ok(!result.ok, `${index}`);
      assert.deepEqual([result.error.code, result.raw], ['invalid_argument', '']);
    }
    // The core was not touched by it.
    assert.equal(parse(BYTES).length, 1);
    // What JSON has is judged by the core.
    for (const event of [null, 5, true, [], {}]) {
      assert.throws(() => parse(event as object), { code: 'not_a_notification' });
    }
  });

  test(`an error as JSON says all that it has, by ${entry}`, async () => {
    const { safeParse }: typeof Package = await load();
    const result = safeParse('{"EventType":');
    assert.ok(!result.ok);
    const { name, code, message, help, path, offset } = result.error;
    assert.deepEqual(JSON.parse(JSON.stringify(result)).error, {
      name,
      code,
      message,
      help,
      path,
      offset,
    });
    assert.match(message, /./);
  });

  test(`other wrong arguments, by ${entry}`, async () => {
    const all: typeof Package = await load();
    const { parse, safeParse, verify, render, plan, toCloudEvents, createHandler, init } = all;
    // biome-ignore lint/suspicious/noExplicitAny: they are wrong
    const wrong = (value: unknown) => value as any;
    const INVALID = new Date(Number.NaN);
    const cases: [() => unknown, RegExp][] = [
      ...[null, 'en', 5, [], () => {}, new Map()].flatMap((options): [() => unknown, RegExp][] => [
        [() => parse(EVENT, wrong(options)), /^`options` must be an object of options/],
        [() => safeParse(EVENT, wrong(options)), /^`options` /],
        [() => verify(EVENT, 'key', wrong(options)), /^`options` /],
        [() => render(EVENT, 'text', wrong(options)), /^`options` /],
        [() => plan(EVENT, wrong(options)), /^`options` /],
        [() => toCloudEvents(EVENT, wrong(options)), /^`options` /],
        [() => createHandler(wrong(options)), /^`options` /],
        [() => createHandler({ options: wrong(options) }), /^`options` /],
        [() => plan(EVENT, { options: wrong(options) }), /^`options.options` /],
        [() => plan(EVENT, { env: wrong(options) }), /^`options.env` /],
      ]),
      ...['fr', '', 'EN', 5, null, ['zh']].flatMap((lang): [() => unknown, RegExp][] => [
        [
          () => parse(EVENT, { lang: wrong(lang) }),
          /^`options.lang` must be one of zh, en, ja, ko/,
        ],
        [() => safeParse(EVENT, { lang: wrong(lang) }), /^`options.lang` /],
        [() => render(EVENT, 'text', { lang: wrong(lang) }), /^`options.lang` /],
        [() => toCloudEvents(EVENT, { lang: wrong(lang) }), /^`options.lang` /],
      ]),
      ...['html', '', 5, null, { format: 'wecom' }].map((format): [() => unknown, RegExp] => [
        () => render(EVENT, wrong(format)),
        /^`format` must be one of text, markdown, wecom/,
      ]),
      ...[5, '2026-01-01', null, INVALID].flatMap((now): [() => unknown, RegExp][] => [
        [() => verify(EVENT, 'key', { now: wrong(now) }), /^`options.now` must be a (valid )?Date/],
        [() => plan(EVENT, { now: wrong(now) }), /^`options.now` /],
        [() => toCloudEvents(EVENT, { now: wrong(now) }), /^`options.now` /],
      ]),
      ...['', undefined, null, 5, Buffer.from('key')].map((key): [() => unknown, RegExp] => [
        () => verify(EVENT, wrong(key)),
        /^`notifyKey` must be a string that is not empty/,
      ]),
      [() => plan(EVENT, { template: wrong(5) }), /^`options.template` must be a string/],
      [() => plan(EVENT, { lang: wrong('fr') }), /^`options.lang` /],
      [() => plan(EVENT, { http: wrong('yes') }), /^`options.http` must be a boolean/],
      [() => plan(EVENT, { options: circle }), /^`options.options` cannot be written as JSON/],
      [() => createHandler({ options: circle }), /^`options` cannot be written as JSON/],
      [() => createHandler({ process: wrong('process') }), /^`process` must be a function/],
      // What is misspelt, or stands a level too high, is not as if it were absent.
      [
        () => parse(EVENT, wrong({ language: 'en' })),
        /^`language` is not an option; there are lang;/,
      ],
      [
        () => verify(EVENT, 'key', wrong({ time: NOW })),
        /^`time` is not an option; there are now;/,
      ],
      [() => toCloudEvents(EVENT, wrong({ date: NOW })), /^`date` .*; there are lang, now;/],
      [
        () => plan(EVENT, wrong({ cos: {} })),
        /^`cos` .*MPS_WEBHOOK_CONFIG may have goes into `options`/,
      ],
      [
        () => createHandler(wrong({ proces: () => {} })),
        /^`proces` .*; there are options, process;/,
      ],
      [() => createHandler(wrong({ notify: [] })), /^`notify` .*goes into `options`/],
    ];
    for (const [index, [call, message]] of cases.entries()) {
      assert.throws(
        call,
        { name: 'MpsWebhookError', code: 'invalid_argument', message },
        `${index}`,
      );
    }
    // An option that is undefined is left out.
    assert.equal(parse(EVENT, wrong({ language: undefined })).length, 1);
    // A Date of another realm is one.
    assert.equal(toCloudEvents(EVENT, { now: vm.runInNewContext('new Date(0)') }).length, 1);
    if (entry === 'index.mjs') {
      await assert.rejects(init(wrong(5)), { code: 'invalid_argument', message: /^`source` / });
      await init(vm.runInNewContext('new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])'));
    }
  });
}

/** Documents of options of which JSON.stringify would leave something out, or make something else. */
const NOT_PLAIN: Record<string, () => object> = {
  'options.mps.notify_key': () => ({ mps: { notify_key: () => 'abc' } }),
  'options.mps.notify_key ': () => ({ mps: { notify_key: Symbol('abc') } }),
  'options.mps.notify_key  ': () => ({ mps: { notify_key: Object('abc') } }),
  'options.mps.notify_key   ': () => ({ mps: { notify_key: Number.NaN } }),
  'options.mps.notify_key    ': () => ({ mps: { notify_key: 5n } }),
  'options.mps': () => ({ mps: new Map([['notify_key', 'abc']]) }),
  'options.mps ': () => ({
    mps: new (class Mps {
      get notify_key() {
        return 'abc';
      }
    })(),
  }),
  'options.mps  ': () => Object.defineProperty({}, 'mps', { value: {} }),
  'options.mps   ': () => ({ mps: Object.create({ notify_key: 'abc' }) }),
  'options.mps    ': () => ({
    get mps() {
      return {};
    },
  }),
  options: () => Object.create({ mps: { notify_key: 'abc' } }),
  'options ': () => Object.assign(Object.create({ mps: {} }), { lang: 'en' }),
  'options.Symbol(mps)': () => ({ [Symbol('mps')]: {} }),
  'options.notify.1.toJSON': () => ({ notify: [{}, { toJSON: () => ({}) }] }),
  'options.notify': () => ({ notify: new Array(2) }),
  'options  ': () =>
    new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('not here');
        },
      },
    ),
};

test('options are plain data: whatever JSON has not is refused by its name', async () => {
  const { plan, createHandler }: typeof Package = await import(join(PKG, 'index.mjs'));
  const { createFetchHandler }: typeof Edge = await import(join(PKG, 'edge.mjs'));
  for (const [at, make] of Object.entries(NOT_PLAIN)) {
    const refused = (prefix: string) => ({
      code: 'invalid_argument',
      message: new RegExp(`^\`${(prefix + at).trim().replace(/[.()]/g, '\\$&')}\` must be plain`),
    });
    assert.throws(() => createFetchHandler({ options: make() }), refused(''), at);
    assert.throws(() => createHandler({ options: make() }), refused(''), at);
    assert.throws(() => plan(EVENT, { options: make() }), refused('options.'), at);
  }
  const shared = { url: 'https://example.com/' };
  const options = vm.runInNewContext('({ mps: { notify_key: "abc" }, lang: undefined })');
  for (const right of [
    options,
    Object.assign(Object.create(null), options),
    { notify: [shared, shared] },
  ]) {
    createFetchHandler({ options: right });
    createHandler({ options: right });
  }
});

test('options of another realm are taken on every Node', async (t) => {
  const program = `
    const { createHandler, plan } = require(${JSON.stringify(join(PKG, 'index.js'))});
    const options = require('vm').runInNewContext(
      '({ cos: { bucket: "results-1250000000", region: "ap-tokyo" }, notify: [] })');
    createHandler({ options });
    console.log(plan(${JSON.stringify(EVENT)}, { options }).requests.length > 0);`;
  for (const version of NODES) {
    const node = await nodeFor(t, version);
    if (node === undefined) return;
    const { code, stdout, stderr } = await runNode(node, ['-e', program]);
    assert.deepEqual([code, stdout.trim()], [0, 'true'], `${version}: ${stderr}`);
  }
});

test('options that no event could be delivered with are refused when the handler is made', async () => {
  const { createHandler }: typeof Package = await import(join(PKG, 'index.mjs'));
  const edge: typeof Edge = await import(join(PKG, 'edge.mjs'));
  const { createFetchHandler, createNodeHandler } = edge;
  const wrong = (options: object) => options as never;
  for (const make of [createHandler, createFetchHandler, createNodeHandler]) {
    for (const [options, path, message] of [
      [{ cos: { bukcet: 'a' } }, 'cos.bukcet', /did you mean `bucket`/],
      [{ cos: { bucket: 'no-appid' } }, 'cos.bucket', /full name with the APPID/],
      [{ mps: { notify_key: '' } }, 'mps.notify_key', /must not be empty/],
    ] as const) {
      assert.throws(() => make({ options: wrong(options) }), {
        code: 'invalid_options',
        path,
        message,
      });
    }
    // What variables or the platform may tell later is not missed.
    make({ options: { cos: { bucket: 'results-1250000000' } } });
    make({ options: { cos: { bucket: 'results-1250000000', secret_id: 'i' } } });
  }
  // Events are archived all the same, so that is a line of the log.
  const lines: object[] = [];
  const log = (line: object) => lines.push(line);
  const notify = [{ kind: 'slack', url: 'http://nowhere' }];
  createFetchHandler({ options: wrong({ notify }), log });
  assert.equal(lines.length, 1);
  assert.deepEqual(Object.keys(lines[0] ?? {}), ['level', 'msg', 'error', 'help']);
  assert.match(JSON.stringify(lines), /events are archived.*notify\[0\]\.url must be/);
});

test('a variable that is not a text does not count as absent in a plan', async () => {
  const { plan }: typeof Package = await import(join(PKG, 'index.mjs'));
  const env = (name: string) => ({ [name]: () => 'x' }) as unknown as Record<string, string>;
  for (const name of ['MPS_NOTIFY_KEY', 'MPS_WEBHOOK_CONFIG', 'TENCENTCLOUD_SECRETID']) {
    const { error } = plan(EVENT, { env: env(name), http: true }).done;
    assert.deepEqual([error?.code, error?.path], ['invalid_options', name]);
  }
});

test('wrong arguments of the other entry points', async () => {
  const { createFetchHandler }: typeof Edge = await import(join(PKG, 'edge.mjs'));
  const cases: [object, RegExp][] = [
    [[], /^`options` /],
    [{ options: 'text' }, /^`options` /],
    [{ options: circle }, /^`options` cannot be written as JSON/],
    [{ env: 5 }, /^`env` /],
    [{ process: 5 }, /^`process` must be a function/],
    [{ log: {} }, /^`log` must be a function/],
    [{ timeLimit: '5' }, /^`timeLimit` must be a positive number/],
    [{ timeLimit: Number.NaN }, /^`timeLimit` /],
    [{ maxBodySize: 0 }, /^`maxBodySize` must be a positive number/],
  ];
  for (const [options, message] of cases) {
    assert.throws(() => createFetchHandler(options), { code: 'invalid_argument', message });
  }
  const { inspectorLink }: typeof Inspector = await import(join(PKG, 'inspector.mjs'));
  const base = 'https://inspector.example.com/';
  const expected = await inspectorLink(BYTES.toString(), { base });
  const { DataView: view } = vm.runInNewContext(FORMS)(BYTES);
  assert.equal(await inspectorLink(view, { base }), expected);
  for (const [value, says] of NO_EVENTS) {
    await assert.rejects(inspectorLink(value as object, { base }), {
      code: 'invalid_argument',
      message: says,
    });
  }
  for (const nothing of [undefined, null, {}]) {
    await assert.rejects(inspectorLink(EVENT, nothing as unknown as { base: string }), {
      code: 'invalid_argument',
      path: 'options.base',
      message: /^`options.base` is needed: the address of the inspector; pass it as \{ base: /,
    });
  }
});

test('an error inside an envelope has its place in the event and in the text there', async () => {
  const { safeParse }: typeof Package = await import(join(PKG, 'index.mjs'));
  const body = '{"é":';
  const event = { requestContext: {}, headers: {}, httpMethod: 'POST', path: '/', body };
  const inside = safeParse(event);
  assert.ok(!inside.ok);
  const { code, offset, inner_offset: inner, message } = inside.error;
  const start = Buffer.from(JSON.stringify(event)).indexOf('{\\"');
  // In the event the quotation marks are escaped.
  assert.deepEqual([code, offset, inner], ['invalid_json', start + 8, 6]);
  assert.ok(message.includes(`(at byte ${start + 8}, at byte 6 of the text in its envelope)`));
  const alone = safeParse(body);
  assert.ok(!alone.ok);
  assert.deepEqual([alone.error.offset, alone.error.inner_offset], [6, undefined]);
  assert.match(alone.error.message, /\(at byte 6\)/);
});

/** Prints the ids of events that differ in lone surrogates only, given as objects and as texts. */
const SURROGATES = `
  const { toCloudEvents, plan } = require(${JSON.stringify(join(PKG, 'index.js'))});
  const texts = ['\\ud800', '\\ud801', '\\udc00', '\\ud800\\ud800', '\\udc00\\ud800', 'x\\udfffy',
    '\\ud83d\\ude00', '\\ud83d\\ude00\\ude00', '\\\\\\ud800', '\\u2028', '\\ufffd', '\\\\ud800'];
  const event = (text) => ({ EventType: 'EditMediaTask', EditMediaTaskEvent: {
    TaskId: 't', Status: 'FINISH', ErrCode: 0, Message: '', SessionContext: text } });
  // As JSON.stringify writes it on old and on new Node.js, and with the surrogates as they are.
  const raw = (text) => JSON.stringify(event('@')).replace('@', () => text.replace(/\\\\/g, '\\\\\\\\'));
  console.log(JSON.stringify(texts.map((text) => [
    event(text), raw(text), JSON.stringify(event(text)),
  ].map((it) => [
    toCloudEvents(it, { now: new Date(0) })[0].id,
    plan(it, { now: new Date(0), options: { cos: { bucket: 'b-1250000000', region: 'ap-tokyo' } } }).requests[0].body,
  ].join(' ')))));
  // A text that is not JSON does not become JSON.
  try { toCloudEvents('{"a":"\\\\\\ud800"}'); } catch (error) { console.log(error.code); }
`;

test('lone surrogates are told apart, and the same on every Node', async (t) => {
  const printed: string[] = [];
  for (const version of NODES) {
    const node = await nodeFor(t, version);
    if (node === undefined) return;
    const { code: status, stdout, stderr } = await runNode(node, ['-e', SURROGATES]);
    assert.equal(status, 0, stderr);
    printed.push(stdout);
  }
  const [first = '', ...others] = printed;
  for (const other of others) assert.equal(other, first);
  const [ids = '', code] = first.trim().split('\n');
  const found: string[][] = JSON.parse(ids);
  for (const forms of found) assert.equal(new Set(forms).size, 1, `${forms}`);
  assert.equal(new Set(found.map(([id]) => id)).size, found.length);
  assert.equal(code, 'invalid_json');
});
