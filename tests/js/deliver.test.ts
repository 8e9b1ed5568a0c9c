/** The loop that sends what the core asks for, and the host around it, with a core made up for these tests. */

import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import type { Core, Delivery } from '../../js/core/instance';
import { type Done, deliver, type Platform } from '../../js/delivery/deliver';
import { dryRun } from '../../js/delivery/dry-run';
import type { Request, Response } from '../../js/delivery/transport/transport';
import { hosts } from './support/hosts';

const DONE: Done = { ok: true, events: [] };
const UNREACHABLE = new WebAssembly.RuntimeError('unreachable');

interface Answer {
  requests?: { id: number; request: Request }[];
  process?: { id: number }[];
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

  body(id: number, start: number, end: number, target: Uint8Array): void {
    target.set(Buffer.from(`body ${id}`).subarray(start, end));
  }

  bodyLength(id: number): number {
    return `body ${id}`.length;
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

/** The hosts with a core whose n-th delivery gives these answers; it writes down what it was asked for. */
async function withDeliveries(t: TestContext, deliveries: FakeDelivery[]) {
  const made = await hosts(t);
  const seen: { settings: Record<string, unknown>; event: string; deadline: number }[] = [];
  made.glue.deliver = (event, settings, deadline) => {
    seen.push({ event, settings, deadline });
    const delivery = deliveries.shift();
    assert.ok(delivery, 'more deliveries than there have to be');
    return delivery;
  };
  const loader = new made.CoreLoader(() => ({}) as WebAssembly.Module);
  return { ...made, loader, seen };
}

const modes = (seen: { settings: Record<string, unknown> }[]) =>
  seen.map(({ settings }) => settings.mode);

test('what came over HTTP is answered when all went well, and fails as anything else when not', async (t) => {
  const [ok, failed] = ['{"ok":true}', '{"ok":false,"code":"not_delivered"}'];
  const error = { code: 'not_delivered', message: 'COS said no', help: 'look' } as const;
  const { loader, createScfHandler } = await withDeliveries(t, [
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

test('after a trap the event is stored and not parsed, after another it is quarantined', async (t) => {
  const error = {
    code: 'trapped',
    message: 'reading ended in a trap',
    help: 'more memory',
  } as const;
  const last = new FakeDelivery([{ done: { ok: false, events: [], error } }]);
  const trapped = [new FakeDelivery([UNREACHABLE]), new FakeDelivery([UNREACHABLE])];
  const { loader, seen, glue, createScfHandler } = await withDeliveries(t, [...trapped, last]);
  await assert.rejects(
    createScfHandler(loader)({ a: 1 }, { request_id: 'r', time_limit_in_ms: 60_000 }),
    { name: 'MpsWebhookError', code: 'trapped' },
  );
  assert.deepEqual(modes(seen), ['full', 'store', 'quarantine']);
  for (const { event, settings, deadline } of seen) {
    assert.deepEqual([event, settings.request_id], ['{"a":1}', 'r']);
    assert.equal(deadline, seen[0]?.deadline, 'another try got more time');
  }
  assert.deepEqual(
    [...trapped, last].map(({ freed }) => freed),
    [0, 0, 1],
  );
  assert.deepEqual([glue.instances, glue.misused], [3, []]);
});

test('traps do not cause an endless loop, and leave no trapped core to the next event', async (t) => {
  const { loader, seen, glue, createScfHandler } = await withDeliveries(t, [
    new FakeDelivery([UNREACHABLE]),
    new FakeDelivery([UNREACHABLE]),
    new FakeDelivery([UNREACHABLE]),
    new FakeDelivery([{ done: DONE }]),
  ]);
  const handler = createScfHandler(loader);
  await assert.rejects(handler({}), /unreachable/);
  assert.deepEqual(await handler({}), DONE);
  assert.deepEqual(modes(seen), ['full', 'store', 'quarantine', 'full']);
  assert.deepEqual([glue.instances, glue.misused], [4, []]);
});

test('a trap in the making of a delivery is one as well', async (t) => {
  const { loader, glue, seen, createScfHandler } = await withDeliveries(t, []);
  const { deliver } = { deliver: glue.deliver };
  const second = new FakeDelivery([{ done: DONE }]);
  glue.deliver = (event, settings, deadline, now) => {
    if (settings.mode === 'full') throw UNREACHABLE;
    glue.deliver = deliver;
    seen.push({ event, settings, deadline });
    assert.ok(now);
    return second;
  };
  assert.deepEqual(await createScfHandler(loader)({}), DONE);
  assert.deepEqual([modes(seen), glue.instances], [['store'], 2]);
});

test('after the time of the invocation nothing is tried again', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1000 });
  const slow = new FakeDelivery([]);
  slow.poll = () => {
    t.mock.timers.setTime(4001); // it took all its time to trap
    throw UNREACHABLE;
  };
  const { loader, glue, seen, createScfHandler } = await withDeliveries(t, [
    slow,
    new FakeDelivery([{ done: DONE }]),
  ]);
  const handler = createScfHandler(loader);
  await assert.rejects(handler({}, { time_limit_in_ms: 3000 }), /unreachable/);
  assert.deepEqual([modes(seen), glue.instances], [['full'], 1]);
  assert.deepEqual(await handler({}), DONE);
  assert.equal(glue.instances, 2);
});

test('an error that is not a trap is not tried again', async (t) => {
  const { loader, seen, createScfHandler } = await withDeliveries(t, [
    new FakeDelivery([new TypeError('a defect')]),
  ]);
  await assert.rejects(createScfHandler(loader)({}), /a defect/);
  assert.deepEqual(modes(seen), ['full']);
});

test('a delivery that is done stays done if the core traps when it is freed', async (t) => {
  const delivery = new FakeDelivery([{ done: DONE }]);
  delivery.free = () => {
    throw UNREACHABLE;
  };
  const next = new FakeDelivery([{ done: DONE }]);
  const { loader, glue, createScfHandler } = await withDeliveries(t, [delivery, next]);
  const handler = createScfHandler(loader);
  assert.deepEqual(await handler({}), DONE);
  assert.deepEqual(await handler({}), DONE);
  assert.equal(glue.instances, 2);
});

/** Deliveries of one process at once: each is what `scripts` has for the text of its event, attempt by attempt. */
async function together(t: TestContext, scripts: Record<string, (Answer | Error)[][]>) {
  const made = await hosts(t);
  const attempts: [event: string, mode: unknown][] = [];
  const running: Record<string, FakeDelivery> = {};
  made.glue.deliver = (event, settings) => {
    const script = scripts[event]?.shift();
    assert.ok(script, `one delivery too many of ${event}`);
    attempts.push([event, settings.mode]);
    running[event] = new FakeDelivery(script);
    return running[event];
  };
  const { made: fake, sent, lines, pass } = platform(t);
  const loader = new made.CoreLoader(() => ({}) as WebAssembly.Module);
  const deliverAll = Object.keys(scripts).map((event) => {
    const run: { result?: Done; error?: Error } = {};
    const invocation = {
      event: Buffer.from(event),
      deadline: 60_000,
      settings: () => ({}),
      process: undefined,
    };
    made.invoke(loader, fake, invocation).then(
      (result) => {
        run.result = result;
      },
      (error) => {
        run.error = error;
      },
    );
    return run;
  });
  const answer = async (url: string) => {
    const at = sent.findIndex(({ request: { url: asked } }) => asked === url);
    assert.ok(at >= 0, `${url} was not asked for`);
    sent.splice(at, 1)[0]?.answer({});
    await settle();
  };
  await settle();
  return { ...made, loader, attempts, running, runs: deliverAll, sent, lines, answer, pass };
}

test('a trap is that of one delivery: the others begin anew as they were', async (t) => {
  const error = { code: 'trapped', message: 'm', help: 'h' } as const;
  const bad = { ok: false, events: [], error };
  const all = await together(t, {
    bad: [[{ requests: [put(1)] }, UNREACHABLE], [{ done: bad }]],
    asking: [[{ requests: [put(2)] }], [{ requests: [put(3)] }, { done: DONE }]],
    waiting: [[{ wait_until: 50_000 }], [{ done: { ...DONE, ok: true } }]],
    done: [[{ done: DONE }]],
  });
  assert.equal(all.glue.instances, 1);
  await all.answer('http://h/1');
  const [trapped, asking, waiting, done] = all.runs;
  // It is answered for itself, and has stored what it can.
  assert.deepEqual(trapped, { result: bad });
  // Nobody waits for a moment that means nothing any more.
  assert.deepEqual(waiting, { result: DONE });
  assert.deepEqual(done, { result: DONE });
  // What is on its way is waited for: it must not overtake what comes next.
  assert.deepEqual(asking, {});
  assert.equal(all.attempts.filter(([event]) => event === 'asking').length, 1);
  await all.answer('http://h/2');
  await all.answer('http://h/3');
  assert.deepEqual(asking, { result: DONE });
  assert.deepEqual(all.attempts.slice(4).sort(), [
    ['asking', 'full'],
    ['bad', 'store'],
    ['waiting', 'full'],
  ]);
  // The answer that came for the old instance went nowhere.
  assert.deepEqual([all.glue.instances, all.glue.misused], [2, []]);
  const taken = all.running.asking?.calls.filter(([what]) => what === 'response');
  assert.deepEqual(
    taken?.map(([, id]) => id),
    [3],
  );
});

test('a delivery that others interrupt again and again fails and says why', async (t) => {
  const RESTARTS = 10;
  const { runs, loader, attempts, glue } = await together(t, {
    quiet: Array.from({ length: RESTARTS + 1 }, () => [{ wait_until: 50_000 }]),
  });
  for (let traps = 0; traps <= RESTARTS; traps++) {
    assert.deepEqual(runs, [{}]);
    assert.throws(() =>
      loader.use(() => {
        throw UNREACHABLE;
      }),
    );
    await settle();
  }
  assert.match(String(runs[0]?.error?.message), /other events let the core trap 11 times/);
  assert.equal((runs[0]?.error as { code?: string }).code, 'not_delivered');
  assert.equal(attempts.length, RESTARTS + 1);
  assert.ok(attempts.every(([, mode]) => mode === 'full'));
  assert.deepEqual(glue.misused, []);
});

test('the owner’s function may let the core trap in the middle of a step', async (t) => {
  const made = await hosts(t);
  const loader = new made.CoreLoader(() => ({}) as WebAssembly.Module);
  const scripts: Answer[][] = [
    [{ process: [{ id: 1 }, { id: 2 }], refresh_credentials: true }],
    [{ done: DONE }],
  ];
  const deliveries: FakeDelivery[] = [];
  made.glue.deliver = () => {
    const delivery = new FakeDelivery(scripts.shift() ?? []);
    const call = Buffer.from('{"report":{},"event":{}}');
    delivery.bodyLength = () => call.length;
    delivery.body = (_id, _start, _end, target) => target.set(call);
    deliveries.push(delivery);
    return delivery;
  };
  const process = () => {
    assert.throws(() =>
      loader.use(() => {
        throw UNREACHABLE;
      }),
    );
  };
  const done = await made.createScfHandler(loader, { process })({});
  assert.deepEqual(done, DONE);
  assert.deepEqual(
    deliveries[0]?.calls.map(([what]) => what),
    ['poll'],
  );
  assert.deepEqual([made.glue.instances, made.glue.misused], [2, []]);
});

test('a reading of the archive begins anew as well, and is told of its own trap', async (t) => {
  const made = await hosts(t);
  const loader = new made.CoreLoader(() => ({}) as WebAssembly.Module);
  const { made: fake, sent } = platform(t);
  const page = { keys: ['k'] };
  const scripts: unknown[][] = [
    [{ send: { request: request('GET', 1) } }],
    [{ wait_until: 50_000 }],
    [{ send: { request: request('GET', 2) } }, { page }],
    [UNREACHABLE],
  ];
  const told: string[] = [];
  made.glue.read = (wanted) => {
    assert.deepEqual(wanted, { prefix: 'p', after: '' });
    const script = scripts.shift() ?? [];
    return {
      poll: () => {
        const step = script.shift();
        if (step instanceof Error) throw step;
        return JSON.stringify(step);
      },
      onResponse: (_: number, __: Uint8Array, body: Uint8Array) => told.push(text(body)),
      onError: () => told.push('error'),
      free: () => {},
    };
  };
  const trap = () =>
    assert.throws(() =>
      loader.use(() => {
        throw UNREACHABLE;
      }),
    );
  const asked = {
    settings: Buffer.from('{}'),
    wanted: { prefix: 'p', after: '' },
    deadline: 60_000,
  };
  const reading = made.readArchive(loader, fake, asked);
  trap(); // while the request is on its way
  sent[0]?.answer({ body: Buffer.from('old') });
  await settle();
  trap(); // while it waits
  await settle();
  sent[1]?.answer({ body: Buffer.from('new') });
  assert.deepEqual(await reading, { page, body: Buffer.from('new') });
  assert.deepEqual([told, made.glue.instances, made.glue.misused], [['new'], 3, []]);
  await assert.rejects(made.readArchive(loader, fake, asked), /unreachable/);
  loader.load();
  assert.equal(made.glue.instances, 4);
});

test('what is logged goes nowhere near the delivery', async (t) => {
  const { made, lines } = platform(t);
  const run = async (log: Platform['log']) => {
    const line = { level: 'info', msg: 'm' };
    const delivery = new FakeDelivery([{ log: [line, line], done: DONE }]);
    return deliver(delivery as unknown as Delivery, { ...made, log });
  };
  const unhandled: unknown[] = [];
  process.on('unhandledRejection', (reason) => unhandled.push(reason));
  const failing = () => {
    throw new Error('the disk is full');
  };
  assert.deepEqual(await run(failing), DONE);
  assert.deepEqual(await run(async () => failing()), DONE);
  await settle();
  process.removeAllListeners('unhandledRejection');
  assert.deepEqual([unhandled, lines], [[], []]);
});

test('a line that is to be shown once is shown once in a process', async (t) => {
  const { made, lines } = platform(t);
  const line = { level: 'warn', msg: 'anybody can send events here', once: true };
  for (const log of [[line, { ...line, once: false }], [line], [{ ...line, msg: 'other' }]]) {
    const delivery = new FakeDelivery([{ log, done: DONE }]);
    await deliver(delivery as unknown as Delivery, made);
  }
  assert.deepEqual(lines, [
    { level: 'warn', msg: line.msg },
    { level: 'warn', msg: line.msg },
    { level: 'warn', msg: 'other' },
  ]);
});

test('a wait of months is one', async (t) => {
  const { made, pass } = platform(t);
  const [until, LONGEST] = [1000 + 3 * 2 ** 31, 2 ** 31 - 1];
  const delivery = new FakeDelivery([{ wait_until: until }, { done: DONE }]);
  const run = start(delivery, made);
  await settle();
  for (let times = 0; times < 3; times++) {
    await pass(LONGEST);
    assert.deepEqual(run, {});
  }
  await pass(2);
  assert.deepEqual(run, {});
  await pass(1);
  assert.deepEqual(run, { result: DONE });
});

test('where no time is left there is time for one request, and where nobody knows it is not limited', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_700_000_000_000 });
  const times = [0, -5, Number.NEGATIVE_INFINITY, 1, 999, 1001, Number.NaN, '0', undefined];
  const deliveries = times.map(() => new FakeDelivery([{ done: DONE }]));
  const { loader, seen, createScfHandler } = await withDeliveries(t, deliveries);
  const handler = createScfHandler(loader);
  for (const time of times) {
    const getRemainingTimeInMillis = () => time as number;
    await handler([], { time_limit_in_ms: 3000, getRemainingTimeInMillis });
  }
  assert.deepEqual(
    seen.map(({ deadline }) => deadline - 1_700_000_000_000),
    [...Array(5).fill(1000), 1001, ...Array(3).fill(3000)],
  );
});

test('what the core is told of an invocation', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_700_000_000_000 });
  process.env.COS_PREFIX = 'one/';
  t.after(() => delete process.env.COS_PREFIX);
  const deliveries = Array.from({ length: 8 }, () => new FakeDelivery([{ done: DONE }]));
  const { loader, seen, createScfHandler } = await withDeliveries(t, deliveries);
  const handler = createScfHandler(loader, { options: { cos: { bucket: 'b-1' } } });
  await handler([], { request_id: 'r', time_limit_in_ms: 3000 });
  process.env.COS_PREFIX = 'two/';
  await handler('x', { time_limit_in_ms: 3000, getRemainingTimeInMillis: () => 1234 });
  await handler(null, {});
  await handler(undefined);
  await handler(0, { time_limit_in_ms: '3' as unknown as number });
  await handler({ a: '\ud800' });
  await handler(Buffer.from('{"a": 1}'));
  assert.deepEqual(
    seen.map(({ event }) => event),
    ['[]', '"x"', 'null', 'null', '0', '{"a":"\\ud800"}', '{"a": 1}'],
  );
  assert.deepEqual(
    seen.map(({ deadline }) => deadline - 1_700_000_000_000),
    [3000, 1234, ...Array(5).fill(Infinity)],
  );
  const [first, second] = seen.map(({ settings }) => settings);
  assert.deepEqual(first?.options, { cos: { bucket: 'b-1' } });
  assert.equal(first?.request_id, 'r');
  const { COS_PREFIX: before } = Object(first?.env);
  const { COS_PREFIX: after } = Object(second?.env);
  assert.deepEqual([before, after], ['one/', 'two/']);
  // What no platform passes is refused by its name, and delivered by nobody.
  const circle: unknown[] = [];
  circle.push(circle);
  for (const event of [() => 1, Promise.resolve({}), circle, 1n]) {
    await assert.rejects(handler(event), { code: 'invalid_argument', message: /`event`/ });
  }
  assert.equal(seen.length, 7);
});

test('what a platform says of an invocation is used if it is of use, and stops nothing', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_700_000_000_000 });
  const refuses = () => {
    throw new Error('not here');
  };
  const contexts: object[] = [
    { request_id: 5n, getRemainingTimeInMillis: refuses, time_limit_in_ms: 3000 },
    { request_id: { id: 'r' }, getRemainingTimeInMillis: () => 5n, time_limit_in_ms: 3000 },
    { request_id: () => 'r', getRemainingTimeInMillis: 5, time_limit_in_ms: 3000 },
    Object.defineProperties(
      { time_limit_in_ms: 3000 },
      { request_id: { get: refuses }, getRemainingTimeInMillis: { get: refuses } },
    ),
  ];
  const deliveries = contexts.map(() => new FakeDelivery([{ done: DONE }]));
  const { loader, seen, createScfHandler } = await withDeliveries(t, deliveries);
  const handler = createScfHandler(loader);
  for (const context of contexts) {
    assert.equal((await handler({}, context)).ok, true);
  }
  for (const { deadline, settings } of seen) {
    assert.deepEqual([deadline - 1_700_000_000_000, settings.request_id], [3000, undefined]);
  }
});

/** Does something while every object seems to have these members. */
async function polluted(members: Record<string, unknown>, action: () => Promise<void>) {
  try {
    for (const [name, value] of Object.entries(members)) {
      Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
    }
    await action();
  } finally {
    for (const name of Object.keys(members)) {
      Reflect.deleteProperty(Object.prototype, name);
    }
  }
}

test('only what the core itself says counts, whatever all objects have', async (t) => {
  const failed = { code: 'x', message: 'of all objects', help: 'none' };
  const http = { status: 299, body: '"of all objects"' };
  const members = {
    done: { ok: true, events: [] },
    wait_until: 1,
    refresh_credentials: true,
    process: [{ id: 9 }],
    requests: [{ id: 9 }],
    timeout: 1,
    once: true,
    error: failed,
    http,
  };
  const answers = () => [
    { requests: [put(1)], log: [{ msg: 'a' }, { msg: 'a' }] },
    { done: { ok: true, events: ['of the core'] } },
  ];
  const [first, second] = [answers(), answers()] as unknown as Answer[][];
  const delivery = new FakeDelivery(first || []);
  const { made, sent, lines } = platform(t);
  const { loader, createScfHandler } = await withDeliveries(t, [
    new FakeDelivery((second || []).slice(1)),
  ]);
  const handler = createScfHandler(loader);
  await polluted(members, async () => {
    const run = start(delivery, made);
    await settle();
    assert.equal(sent.length, 1);
    sent[0]?.answer({});
    await settle();
    assert.deepEqual(run.result?.events, ['of the core']);
    assert.deepEqual(lines, [{ msg: 'a' }, { msg: 'a' }]);
    const result = await handler({});
    assert.deepEqual(Object.keys(result), ['ok', 'events']);
  });
});

test('whatever a request is given up for, the core is told', async (t) => {
  const odd = [
    null,
    undefined,
    5,
    Object.create(null),
    { message: 5 },
    {
      get message() {
        throw null;
      },
    },
  ];
  for (const reason of odd) {
    const delivery = new FakeDelivery([{ requests: [put(1)] }, { done: DONE }]);
    const run = start(delivery, { ...platform(t).made, send: () => Promise.reject(reason) });
    await settle();
    assert.deepEqual(run, { result: DONE });
    assert.deepEqual(delivery.calls[1]?.slice(0, 2), ['error', 1]);
    t.mock.timers.reset();
  }
});

test('a dry run takes as many lines of the log as there are', () => {
  const line = { msg: 'a' };
  const delivery = new FakeDelivery([
    { log: Array(200_000).fill(line) },
    { done: DONE, log: [line] },
  ]);
  const core = { deliver: () => Object.assign(delivery, { assumeDone: () => {} }) };
  // Of the first answer everything is done at once.
  const poll = delivery.poll.bind(delivery);
  delivery.poll = (now) => {
    const { requests: _, ...answer } = JSON.parse(poll(now));
    return JSON.stringify({ requests: [put(1)], ...answer });
  };
  const { log } = dryRun(core as unknown as Core, new Uint8Array(), {}, 0);
  assert.equal(log.length, 200_001);
});
