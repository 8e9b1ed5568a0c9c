/** The handler for fetch-style platforms, as it ships, on this Node. */

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import test from 'node:test';
import type * as Edge from '../../js/entries/edge-node';
import { exercise, startServices } from './support/callbacks';
import { ROLE } from './support/function';
import { type FakeHandle, hosts } from './support/hosts';
import { eventBytes, PKG } from './support/project';

const entries: Record<string, () => Promise<typeof Edge>> = {
  'edge.mjs': () => import(join(PKG, 'edge.mjs')),
  'edge.js': async () => createRequire(import.meta.url)(join(PKG, 'edge.js')),
};
const EVENT = eventBytes('edit-media-success.json').toString();
const URL = 'http://handler.example/';

for (const [entry, load] of Object.entries(entries)) {
  test(`fetch of ${entry}`, async (t) => {
    const services = await startServices(t);
    const { createFetchHandler } = await load();
    const lines: object[] = [];
    const { fetch } = createFetchHandler({ env: {}, log: (line) => lines.push(line) });
    await exercise(services, (init) => fetch(new Request(URL, init), services.env));
    assert.ok(lines.length > 3);
    assert.doesNotMatch(JSON.stringify(lines), /NobodyMaySee/);
  });

  test(`onRequest of ${entry}`, async (t) => {
    const services = await startServices(t);
    const { createFetchHandler } = await load();
    const { onRequest } = createFetchHandler({ env: {}, log: () => {} });
    const { env } = services;
    await exercise(services, (init) => onRequest({ request: new Request(URL, init), env }));
  });
}

async function handlerWith(options: Edge.FetchHandlerOptions) {
  const { createFetchHandler } = await import(join(PKG, 'edge.mjs'));
  return (createFetchHandler as typeof Edge.createFetchHandler)({
    env: {},
    log: () => {},
    ...options,
  });
}

test('bindings go before the environment; a binding that is neither a text nor an option is ignored', async () => {
  const lines: { msg?: string }[] = [];
  const handle = await handlerWith({
    env: { LOG_LEVEL: 'wrong' },
    log: (line) => lines.push(line),
  });
  const throwing = {
    get QUEUE() {
      throw new Error('not here');
    },
  };
  const bindings = { LOG_LEVEL: 'error', STORE: { get: () => 'x' }, COUNT: 5n };
  Object.defineProperties(bindings, Object.getOwnPropertyDescriptors(throwing));
  const request = new Request(URL, { method: 'POST', body: EVENT });
  assert.equal((await handle(request, bindings)).status, 200);
  assert.deepEqual(lines, []);
});

/** What a key may be by mistake, each of which JSON or a look for texts would take as absent. */
const NO_TEXTS: Record<string, unknown> = {
  'a number': 123456,
  'a boolean': true,
  null: null,
  'a secret that is read later': { get: async () => 'abc' },
  'an object of a class': new Map([['a', 'b']]),
  'a text in an object': Object('abc'),
  'a function': () => 'abc',
  'a symbol': Symbol('abc'),
  'a big integer': 5n,
  'a JSON variable': { mps: { notify_key: 'abc' } },
};

test('a binding with the name of an option that is not a text is an error, not absent', async (t) => {
  const { env, cos } = await startServices(t);
  const named = (name: string, value: unknown) => ({ ...env, [name]: value });
  const cases: [name: string, variables: object, bindings: object][] = [];
  for (const name of ['MPS_NOTIFY_KEY', 'MPS_WEBHOOK_CONFIG', 'COS_BUCKET']) {
    for (const value of Object.values(NO_TEXTS)) {
      cases.push([name, {}, named(name, value)], [name, named(name, value), {}]);
    }
    const { [name]: _, ...others } = env as Record<string, string>;
    const hidden = Object.defineProperty({ ...others }, name, { value: 5 });
    const inherited = Object.assign(Object.create({ [name]: 5 }), others);
    const computed = Object.defineProperty({ ...others }, name, {
      get: () => {
        throw new Error('not here');
      },
    });
    for (const bindings of [hidden, inherited, computed]) {
      cases.push([name, {}, bindings]);
    }
  }
  for (const [name, variables, bindings] of cases) {
    const lines: { level?: string }[] = [];
    const handle = await handlerWith({
      env: variables as Record<string, string>,
      log: (line) => lines.push(line),
    });
    const request = new Request(URL, { method: 'POST', body: EVENT });
    assert.equal((await handle(request, bindings)).status, 500, name);
    assert.ok(
      lines.some((line) => line.level === 'error' && JSON.stringify(line).includes(name)),
      JSON.stringify(lines),
    );
  }
  assert.deepEqual(cos.requests, []);
});

test('an empty binding hides no variable, and what is left empty the core is told', async (t) => {
  const { createFetchHandler, glue } = await hosts(t);
  const seen: unknown[] = [];
  glue.deliver = (_, { env }) => {
    seen.push(env);
    const done = { ok: true, events: [], http: { status: 200, body: '{}' } };
    return {
      poll: () => JSON.stringify({ requests: [], log: [], done }),
      free: () => {},
    } as FakeHandle;
  };
  const variables = { MPS_NOTIFY_KEY: 'variable', COS_BUCKET: '', LOG_LEVEL: '' };
  const handle = createFetchHandler({ env: variables, log: () => {} });
  const send = (bindings: object) =>
    handle(new Request(URL, { method: 'POST', body: EVENT }), bindings);
  await send({ MPS_NOTIFY_KEY: '', COS_BUCKET: 'binding', COS_REGION: '' });
  await send({ MPS_NOTIFY_KEY: 'binding' });
  await send({});
  assert.deepEqual(seen, [
    { MPS_NOTIFY_KEY: 'variable', COS_BUCKET: 'binding', LOG_LEVEL: '', COS_REGION: '' },
    { ...variables, MPS_NOTIFY_KEY: 'binding' },
    variables,
  ]);
});

test('an empty key is a mistake and not no key: nothing is taken', async (t) => {
  const { env, cos } = await startServices(t);
  for (const [variables, bindings] of [
    [{ ...env, MPS_NOTIFY_KEY: '' }, {}],
    [{}, { ...env, MPS_NOTIFY_KEY: '' }],
    [{ ...env, MPS_NOTIFY_KEY: '' }, { MPS_NOTIFY_KEY: '' }],
  ] as [Record<string, string>, object][]) {
    const lines: { level?: string; error?: string }[] = [];
    const handle = await handlerWith({ env: variables, log: (line) => lines.push(line) });
    const request = new Request(URL, { method: 'POST', body: EVENT });
    assert.equal((await handle(request, bindings)).status, 500);
    assert.ok(
      lines.some(({ level, error = '' }) => level === 'error' && /MPS_NOTIFY_KEY/.test(error)),
    );
  }
  assert.deepEqual(cos.requests, []);
});

test('a body of unknown length is read no further than the limit', async () => {
  let pulled = 0;
  let cancelled = false;
  const body = new ReadableStream({
    pull: (controller) => {
      pulled++;
      controller.enqueue(new Uint8Array(600));
    },
    cancel: () => {
      cancelled = true;
    },
  });
  const handle = await handlerWith({ maxBodySize: 1000 });
  const request = new Request(URL, { method: 'POST', body, duplex: 'half' } as RequestInit);
  assert.equal((await handle(request)).status, 413);
  assert.ok(cancelled && pulled < 5, `${pulled}`);
});

/** A POST whose body is a stream. */
function post(stream: ReadableStream): Request {
  return new Request(URL, { method: 'POST', body: stream, duplex: 'half' } as RequestInit);
}

test('a body that does not come whole is the fault of nobody’s event: 500, and not delivered', async () => {
  const start = (controller: ReadableStreamDefaultController) => {
    controller.enqueue(new Uint8Array(10));
    controller.error(new Error('aborted'));
  };
  const read = new Request(URL, { method: 'POST', body: EVENT });
  await read.text();
  const locked = new Request(URL, { method: 'POST', body: EVENT });
  locked.body?.getReader();
  const broken: [Request, RegExp][] = [
    [post(new ReadableStream({ start })), /aborted/],
    [post(new ReadableStream({ start: (controller) => controller.error(undefined) })), /./],
    [read, /read the body before/],
    [locked, /locked/],
    // A stream of texts, as some servers make them.
    [
      {
        method: 'POST',
        headers: new Headers(),
        bodyUsed: false,
        body: new ReadableStream({
          start: (controller) => {
            controller.enqueue(EVENT);
            controller.close();
          },
        }),
      } as Request,
      /not one of bytes/,
    ],
  ];
  for (const [request, reason] of broken) {
    const lines: { error?: string }[] = [];
    const handle = await handlerWith({ log: (line) => lines.push(line) });
    const response = await handle(request);
    assert.deepEqual(
      [response.status, JSON.parse(await response.text()).code],
      [500, 'incomplete'],
    );
    assert.equal(lines.length, 1);
    assert.match(String(lines[0]?.error), reason);
  }
});

test('a body that never ends is given up when the time is over', async (t) => {
  let isCancelled = false;
  let cancel: () => void = () => undefined;
  const cancelled = new Promise<void>((resolve) => {
    cancel = resolve;
  });
  const request = post(
    new ReadableStream({
      start: (controller) => controller.enqueue(new Uint8Array(10)),
      cancel: () => {
        isCancelled = true;
        cancel();
      },
    }),
  );
  const handle = await handlerWith({ timeLimit: 1500 });
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const answer = handle(request);
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  await settle();
  t.mock.timers.tick(1499);
  await settle();
  assert.ok(!isCancelled);
  t.mock.timers.tick(1);
  const response = await answer;
  assert.deepEqual([response.status, JSON.parse(await response.text()).code], [500, 'incomplete']);
  // The answer need not wait for it.
  await cancelled;
});

test('where a request has no stream of its body, it is read all the same', async (t) => {
  const { env, cos } = await startServices(t);
  const { MPS_NOTIFY_KEY: _, ...open } = env;
  const handle = await handlerWith({ maxBodySize: Buffer.byteLength(EVENT) + 10 });
  const without = (text: string) => {
    const request = new Request(URL, { method: 'POST', body: text });
    return Object.defineProperty(request, 'body', { value: undefined });
  };
  assert.equal((await handle(without(EVENT), open)).status, 200);
  assert.ok(cos.requests.length >= 2);
  assert.equal((await handle(without(`${EVENT}${' '.repeat(99)}`), open)).status, 413);
  const broken = without(EVENT);
  Object.defineProperty(broken, 'arrayBuffer', { value: () => Promise.reject(new Error('x')) });
  assert.equal((await handle(broken, open)).status, 500);
});

test('a body that is shorter than announced did not come whole', async () => {
  const handle = await handlerWith({});
  for (const body of [undefined, EVENT]) {
    const headers = { 'content-length': '100000' };
    const request = new Request(URL, { method: 'POST', body: body ?? null, headers });
    const answer = await handle(request);
    const { code } = (await answer.json()) as { code: string };
    assert.deepEqual([answer.status, code], [500, 'incomplete']);
  }
});

test('a POST without a body is a health check', async (t) => {
  const { env, cos } = await startServices(t);
  const lines: object[] = [];
  const handle = await handlerWith({ log: (line) => lines.push(line) });
  for (const body of [
    '',
    null,
    new Uint8Array(),
    new ReadableStream({ start: (it) => it.close() }),
  ]) {
    const request = new Request(URL, { method: 'POST', body, duplex: 'half' } as RequestInit);
    const response = await handle(request, env);
    assert.deepEqual([response.status, await response.text()], [200, '{"ok":true}']);
  }
  assert.deepEqual([lines, cos.requests], [[], []]);
});

test('a log or a waitUntil that throws changes nothing', async (t) => {
  const { env, cos } = await startServices(t);
  const { MPS_NOTIFY_KEY: _, ...open } = env;
  const failing = () => {
    throw new Error('the disk is full');
  };
  for (const log of [failing, async () => failing()]) {
    const handle = await handlerWith({ log });
    const request = () => new Request(URL, { method: 'POST', body: EVENT });
    const response = await handle(request(), open, { waitUntil: failing });
    assert.equal(response.status, 200);
    // Where it is the handler's own line that cannot be written.
    const broken = post(new ReadableStream({ start: (it) => it.error(new Error('aborted')) }));
    assert.equal((await handle(broken, open)).status, 500);
  }
  assert.ok(cos.requests.some(({ method, status }) => method === 'PUT' && status === 200));
});

test('the platform is told what to wait for', async (t) => {
  const { env, cos } = await startServices(t);
  const { MPS_NOTIFY_KEY: _, ...open } = env;
  const handle = await handlerWith({});
  const promises: Promise<unknown>[] = [];
  const request = new Request(URL, { method: 'POST', body: EVENT });
  // The sender hangs up, so nobody waits for the answer.
  handle(request, open, { waitUntil: (promise) => promises.push(promise) });
  while (promises.length === 0) await new Promise((resolve) => setImmediate(resolve));
  assert.equal(promises.length, 1);
  await promises[0];
  assert.ok(cos.requests.length >= 2);
});

test('a service that never answers is given up in time', async (t) => {
  const { env } = await startServices(t);
  const { MPS_NOTIFY_KEY: _, WECOM_WEBHOOK_URL: __, INVOKE_FUNCTIONS: ___, ...rest } = env;
  // Nobody listens to the other end of this one.
  const { createServer } = await import('node:net');
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const sockets = new Set<import('node:net').Socket>();
  silent.on('connection', (socket) => sockets.add(socket));
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    silent.close();
  });
  const { port } = silent.address() as import('node:net').AddressInfo;
  const lines: object[] = [];
  const handle = await handlerWith({ timeLimit: 1500, log: (line) => lines.push(line) });
  const request = new Request(URL, { method: 'POST', body: EVENT });
  const response = await handle(request, { ...rest, COS_ENDPOINT: `http://127.0.0.1:${port}` });
  assert.equal(response.status, 500);
  assert.match(JSON.stringify(lines), /timed out after \d+ ms|time/);
  assert.doesNotMatch(JSON.stringify(lines), new RegExp(ROLE.secretKey));
});

test('the owner’s own processing is called', async (t) => {
  const { env, cos } = await startServices(t);
  const { MPS_NOTIFY_KEY: _, ...open } = env;
  const outcomes: string[] = [];
  const handle = await handlerWith({
    process: (report) => {
      outcomes.push(report.outcome);
    },
  });
  const request = new Request(URL, { method: 'POST', body: EVENT });
  assert.equal((await handle(request, open)).status, 200);
  assert.deepEqual(outcomes, ['success']);
  assert.ok(cos.requests.length >= 2);
});

test('it answers whatever it is called with', async (t) => {
  const { env, cos } = await startServices(t);
  const { MPS_NOTIFY_KEY: _, ...open } = env;
  const refuses = () => {
    throw null;
  };
  const lines: { level?: string }[] = [];
  const handle = await handlerWith({ log: (line) => lines.push(line) });
  const request = () => new Request(URL, { method: 'POST', body: EVENT });
  const hidden = (object: object, name: string) =>
    Object.defineProperty(object, name, { get: refuses });
  // What only the platform is told of does not matter.
  for (const context of [
    hidden({}, 'waitUntil'),
    { waitUntil: async () => refuses() },
    { waitUntil: 5 },
  ] as object[]) {
    assert.equal((await handle(request(), open, context)).status, 200);
  }
  const stored = cos.requests.length;
  assert.ok(stored > 0);
  const error = Object.defineProperty({}, 'message', { get: refuses });
  const broken = () => post(new ReadableStream({ start: (it) => it.error(error) }));
  const answers = [
    handle(broken(), open),
    handle(hidden(request(), 'method') as Request, open),
    handle(undefined as unknown as Request, open),
    handle.onRequest(hidden({ env: open }, 'request') as Parameters<typeof handle.onRequest>[0]),
    handle.onRequest(undefined as unknown as Parameters<typeof handle.onRequest>[0]),
  ];
  for (const response of await Promise.all(answers)) {
    assert.equal(response.status, 500);
  }
  assert.equal(lines.filter(({ level }) => level === 'error').length, answers.length);
  assert.equal(cos.requests.length, stored);
});
