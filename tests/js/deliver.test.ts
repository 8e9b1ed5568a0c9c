/** The loop that sends what the core asks for, and the shell around it, with a core made up for these tests. */

import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import type { CoreLoader, Delivery } from '../../js/core';
import { type Done, deliver, type Platform } from '../../js/deliver';
import type { Request, Response } from '../../js/transport/transport';
import { scfShell } from './support/scf-shell';

const DONE: Done = { ok: true, events: [] };
const UNREACHABLE = new WebAssembly.RuntimeError('unreachable');

interface Answer {
  requests?: { id: number; request: Request }[];
  wait_until?: number;
  refresh_credentials?: boolean;
  log?: object[];
  done?: Done;
}

/** A delivery that gives these answers to `poll`, one after the other, and writes down what it is told. */
class FakeDelivery {
  readonly calls: unknown[][] = [];
  freed = 0;
  readonly #answers: (Answer | Error)[];

  constructor(answers: (Answer | Error)[]) {
    this.#answers = answers;
  }

  poll(now: number): string {
    this.calls.push(['poll', now]);
    const answer = this.#answers.shift();
    assert.ok(answer, 'polled more often than it had to be');
    if (answer instanceof Error) throw answer;
    return JSON.stringify({ requests: [], log: [], ...answer });
  }

  body(id: number): Uint8Array {
    return Buffer.from(`body ${id}`);
  }

  onResponse(id: number, status: number, headers: Uint8Array, body: Uint8Array, now: number): void {
    this.calls.push(['response', id, status, text(headers), text(body), now]);
  }

  onCredentials(settings: Uint8Array): void {
    this.calls.push(['credentials', text(settings)]);
  }

  onError(id: number, reason: Uint8Array, now: number): void {
    this.calls.push(['error', id, text(reason), now]);
  }

  free(): void {
    this.freed++;
  }
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString();
}

function put(id: number): { id: number; request: Request } {
  return { id, request: request('PUT', id) };
}

function request(method: Request['method'], id: number): Request {
  return { method, url: `http://h/${id}`, headers: {}, timeout: 1000 } as unknown as Request;
}

interface Sent {
  request: Request;
  body: string | undefined;
  answer(response: Partial<Response>): void;
  fail(error: Error): void;
}

/** A platform whose clock and network do what the test says. */
function platform(t: TestContext) {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const sent: Sent[] = [];
  const lines: object[] = [];
  const clock = { now: 1000 };
  const made: Platform = {
    now: () => clock.now,
    log: (line) => lines.push(line),
    encode: (line) => Buffer.from(line),
    settings: () => Buffer.from('{"fresh":true}'),
    send: (sentRequest, body) =>
      new Promise((resolve, reject) => {
        sent.push({
          request: sentRequest,
          body: body && text(body),
          answer: (response) =>
            resolve({ status: 200, headers: {}, body: new Uint8Array(), ...response }),
          fail: reject,
        });
      }),
  };
  const pass = async (ms: number) => {
    clock.now += ms;
    t.mock.timers.tick(ms);
    await settle();
  };
  return { made, sent, lines, pass };
}

/** Lets everything happen that waits for nothing but its turn. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function start(delivery: FakeDelivery, made: Platform) {
  const run: { result?: Done; error?: unknown } = {};
  deliver(delivery as unknown as Delivery, made).then(
    (result) => {
      run.result = result;
    },
    (error) => {
      run.error = error;
    },
  );
  return run;
}

test('sends what it is asked to, and polls after every answer', async (t) => {
  const { made, sent, lines, pass } = platform(t);
  const line = { level: 'info', msg: 'm' };
  const delivery = new FakeDelivery([
    { requests: [put(1), { id: 2, request: request('GET', 2) }], log: [line] },
    {},
    { requests: [put(3)] },
    { done: DONE, log: [{ ...line, msg: 'last' }] },
  ]);
  const run = start(delivery, made);
  await settle();
  assert.deepEqual(
    sent.map(({ request: { url }, body }) => [url, body]),
    [
      ['http://h/1', 'body 1'],
      ['http://h/2', undefined],
    ],
  );
  assert.deepEqual(lines, [line]);
  assert.deepEqual(delivery.calls, [['poll', 1000]]);

  await pass(5);
  sent[1]?.answer({ status: 404, headers: { a: 'ü' }, body: Buffer.from('no') });
  await settle();
  await pass(5);
  sent[0]?.fail(new Error('reset by peer ü'));
  await settle();
  sent[2]?.answer({});
  await settle();
  assert.deepEqual(delivery.calls, [
    ['poll', 1000],
    ['response', 2, 404, '{"a":"ü"}', 'no', 1005],
    ['poll', 1005],
    ['error', 1, 'reset by peer ü', 1010],
    ['poll', 1010],
    ['response', 3, 200, '{}', '', 1010],
    ['poll', 1010],
  ]);
  assert.deepEqual(run, { result: DONE });
  assert.equal(lines.length, 2);
});

test('brings fresh credentials when they are asked for, and polls again at once', async (t) => {
  const { made, sent } = platform(t);
  const delivery = new FakeDelivery([
    { requests: [put(1)], refresh_credentials: true },
    { requests: [put(2)] },
    { done: DONE },
  ]);
  const run = start(delivery, made);
  await settle();
  assert.deepEqual(delivery.calls, [
    ['poll', 1000],
    ['credentials', '{"fresh":true}'],
    ['poll', 1000],
  ]);
  assert.equal(sent.length, 2);
  sent[1]?.answer({});
  await settle();
  assert.deepEqual(run, { result: DONE });
});

test('waits until it is told to, not shorter and not longer', async (t) => {
  const { made, pass } = platform(t);
  const delivery = new FakeDelivery([{ wait_until: 1500 }, { wait_until: 1501 }, { done: DONE }]);
  const run = start(delivery, made);
  await settle();
  await pass(499);
  assert.equal(delivery.calls.length, 1);
  await pass(1);
  assert.deepEqual(delivery.calls.at(-1), ['poll', 1500]);
  await pass(1);
  assert.deepEqual([delivery.calls.length, run], [3, { result: DONE }]);
});

test('a moment that has passed is not waited for', async (t) => {
  const { made, pass } = platform(t);
  const delivery = new FakeDelivery([{ wait_until: 1 }, { done: DONE }]);
  const run = start(delivery, made);
  await settle();
  await pass(1); // timers take a millisecond at least
  assert.deepEqual(run, { result: DONE });
});

test('an answer ends the wait, and its timer is gone', async (t) => {
  const { made, sent, pass } = platform(t);
  const delivery = new FakeDelivery([{ requests: [put(1)], wait_until: 9000 }, {}, { done: DONE }]);
  const run = start(delivery, made);
  await settle();
  sent[0]?.answer({});
  await settle();
  assert.equal(delivery.calls.length, 3);
  // The second poll named no time: only another answer may wake it, not the timer of the first.
  await pass(20_000);
  assert.deepEqual([delivery.calls.length, run], [3, {}]);
});

test('answers that come at once are all taken before it ends', async (t) => {
  const { made, sent } = platform(t);
  const delivery = new FakeDelivery([{ requests: [put(1), put(2)] }, { done: DONE }]);
  const run = start(delivery, made);
  await settle();
  sent[0]?.answer({});
  sent[1]?.answer({});
  await settle();
  const taken = delivery.calls.filter(([what]) => what === 'response');
  assert.deepEqual([taken.length, run], [2, { result: DONE }]);
});

test('a trap ends it, wherever it comes', async (t) => {
  const inPoll = new FakeDelivery([UNREACHABLE]);
  const { made, sent } = platform(t);
  const first = start(inPoll, made);
  await settle();
  assert.equal(first.error, UNREACHABLE);

  for (const method of ['onResponse', 'onError', 'body'] as const) {
    const delivery = new FakeDelivery([{ requests: [put(1)] }]);
    delivery[method] = () => {
      throw UNREACHABLE;
    };
    const run = start(delivery, made);
    await settle();
    if (method === 'onResponse') sent.pop()?.answer({});
    if (method === 'onError') sent.pop()?.fail(new Error('x'));
    await settle();
    assert.deepEqual(run, { error: UNREACHABLE }, method);
    assert.equal(delivery.calls.length, 1, 'a trapped delivery was used again');
  }
});

/** A loader whose n-th delivery gives these answers; it writes down what it was asked for. */
function fakeLoader(deliveries: FakeDelivery[]) {
  const seen: { settings: Record<string, unknown>; event: string; deadline: number }[] = [];
  const order: string[] = [];
  const core = {
    deliver: (event: Uint8Array, settings: Uint8Array, deadline: number) => {
      order.push('deliver');
      seen.push({ event: text(event), settings: JSON.parse(text(settings)), deadline });
      return deliveries.shift();
    },
  };
  const loader = {
    load: () => core,
    discard: () => order.push('discard'),
  };
  return { loader: loader as unknown as CoreLoader, seen, order };
}

test('what came over HTTP is answered when all went well, and fails as anything else when not', async (t) => {
  const { createScfHandler } = await scfShell(t);
  const [ok, failed] = ['{"ok":true}', '{"ok":false,"code":"not_delivered"}'];
  const error = { code: 'not_delivered', message: 'COS said no', help: 'look' };
  const { loader } = fakeLoader([
    new FakeDelivery([{ done: { ...DONE, http: { status: 200, body: ok } } }]),
    new FakeDelivery([
      { done: { ok: false, events: [], error, http: { status: 500, body: failed } } },
    ]),
  ]);
  const handler = createScfHandler(loader);
  const { isBase64Encoded, statusCode, headers, body } = await handler({});
  assert.deepEqual([isBase64Encoded, statusCode, body], [false, 200, ok]);
  assert.deepEqual(headers, { 'content-type': 'application/json' });
  await assert.rejects(handler({}), { code: 'not_delivered' });
});

test('after a trap the core is discarded and the event is quarantined', async (t) => {
  const { createScfHandler } = await scfShell(t);
  const error = { code: 'trapped', message: 'reading ended in a trap', help: 'more memory' };
  const trapped = new FakeDelivery([UNREACHABLE]);
  const second = new FakeDelivery([{ done: { ok: false, events: [], error } }]);
  const { loader, seen, order } = fakeLoader([trapped, second]);
  const handler = createScfHandler(loader);
  await assert.rejects(handler({ a: 1 }, { request_id: 'r' }), {
    name: 'MpsWebhookError',
    code: 'trapped',
  });
  assert.deepEqual(order, ['deliver', 'discard', 'deliver']);
  assert.deepEqual(
    seen.map(({ event, settings }) => [event, settings.quarantine, settings.request_id]),
    [
      ['{"a":1}', false, 'r'],
      ['{"a":1}', true, 'r'],
    ],
  );
  assert.deepEqual([trapped.freed, second.freed], [0, 1]);
});

test('a second trap is no endless loop, and leaves no trapped core to the next event', async (t) => {
  const { createScfHandler } = await scfShell(t);
  const { loader, order } = fakeLoader([
    new FakeDelivery([UNREACHABLE]),
    new FakeDelivery([UNREACHABLE]),
    new FakeDelivery([{ done: DONE }]),
  ]);
  const handler = createScfHandler(loader);
  await assert.rejects(handler({}), /unreachable/);
  assert.deepEqual(await handler({}), DONE);
  assert.deepEqual(order, ['deliver', 'discard', 'deliver', 'discard', 'deliver']);
});

test('what is no trap is not tried again', async (t) => {
  const { createScfHandler } = await scfShell(t);
  const { loader, order } = fakeLoader([new FakeDelivery([new TypeError('a defect')])]);
  await assert.rejects(createScfHandler(loader)({}), /a defect/);
  assert.deepEqual(order, ['deliver']);
});

test('what the core is told of an invocation', async (t) => {
  const { createScfHandler } = await scfShell(t);
  t.mock.timers.enable({ apis: ['Date'], now: 1_700_000_000_000 });
  process.env.COS_PREFIX = 'one/';
  t.after(() => delete process.env.COS_PREFIX);
  const deliveries = Array.from({ length: 6 }, () => new FakeDelivery([{ done: DONE }]));
  const { loader, seen } = fakeLoader(deliveries);
  const handler = createScfHandler(loader, { options: { cos: { bucket: 'b-1' } } });
  await handler([], { request_id: 'r', time_limit_in_ms: 3000 });
  process.env.COS_PREFIX = 'two/';
  await handler('x', { time_limit_in_ms: 3000, getRemainingTimeInMillis: () => 1234 });
  await handler(null, {});
  await handler(undefined);
  await handler(0, { time_limit_in_ms: '3' as unknown as number });
  assert.deepEqual(
    seen.map(({ event }) => event),
    ['[]', '"x"', 'null', 'null', '0'],
  );
  assert.deepEqual(
    seen.map(({ deadline }) => deadline - 1_700_000_000_000),
    [3000, 1234, Infinity, Infinity, Infinity],
  );
  const [first, second] = seen.map(({ settings }) => settings);
  assert.deepEqual(first?.options, { cos: { bucket: 'b-1' } });
  assert.equal(first?.request_id, 'r');
  const { COS_PREFIX: before } = Object(first?.env);
  const { COS_PREFIX: after } = Object(second?.env);
  assert.deepEqual([before, after], ['one/', 'two/']);
});
