/** Connections that are used again, over real sockets, and how long requests may take. */

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { build } from 'esbuild';
import { startTimer, within } from '../../js/delivery/timer';
import { send as sendByFetch } from '../../js/delivery/transport/fetch';
import { send, sendLong } from '../../js/delivery/transport/node';
import type { LongBody, Request } from '../../js/delivery/transport/transport';
import { functionFolder } from './support/function';
import { nodeFor, runNode } from './support/nodes';
import { NODES, ROOT } from './support/project';

/** A server that breaks a connection as soon as a second request comes by it. */
async function closesIdleConnections(t: TestContext) {
  const served: string[] = [];
  const used = new WeakSet<object>();
  const server = createServer((incoming, outgoing) => {
    const again = used.has(incoming.socket);
    used.add(incoming.socket);
    served.push(`${incoming.method} ${again ? 'again' : 'new'}`);
    if (again) incoming.socket.destroy();
    else incoming.resume().on('end', () => outgoing.end('done'));
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { served, url };
}

function request(method: Request['method'], url: string): Request {
  return { method, url, headers: {}, timeout: 10_000 };
}

test('an idle connection that breaks when it is used again is replaced at once', async (t) => {
  const { served, url } = await closesIdleConnections(t);
  const body = Buffer.from('x');
  assert.equal((await send(request('PUT', url), body)).status, 200);
  const { status, body: answer } = await send(request('PUT', url), body);
  assert.deepEqual([status, answer.toString()], [200, 'done']);
  assert.deepEqual(served, ['PUT new', 'PUT again', 'PUT new']);
});

test('of an answer to what is sent no more than 1 MB is read, of an object 16 MB', async (t) => {
  const size = 1024 * 1024;
  const server = createServer((incoming, outgoing) => {
    const length = incoming.url === '/long' ? size + 1 : size;
    incoming.resume().on('end', () => outgoing.writeHead(500).end(Buffer.alloc(length)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const body = Buffer.from('x');
  for (const sending of [send, sendByFetch]) {
    assert.equal((await sending(request('PUT', `${url}/`), body)).body.length, size);
    await assert.rejects(sending(request('PUT', `${url}/long`), body), {
      message: `the response is longer than ${size} bytes`,
    });
    const read = await sending(request('GET', `${url}/long`), undefined);
    assert.equal(read.body.length, size + 1);
  }
});

/** A body that says how much of it was read. */
function longBody(length: number): LongBody & { reads: number[] } {
  const reads: number[] = [];
  const read = (start: number, target: Uint8Array) => {
    reads.push(target.length);
    target.forEach((_, index) => {
      target[index] = (start + index) % 251;
    });
  };
  return { length, read, reads };
}

test('a long body is sent in parts, each once the one before is sent, and again as a whole', async (t) => {
  const received: Buffer[] = [];
  let resets = 1;
  const used = new WeakSet<object>();
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    if (used.has(incoming.socket) && resets > 0) {
      resets--;
      incoming.socket.destroy();
      return;
    }
    used.add(incoming.socket);
    incoming.on('data', (chunk) => chunks.push(chunk));
    incoming.on('end', () => {
      received.push(Buffer.concat(chunks));
      outgoing.end('done');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  // The second one breaks on a connection that is used again.
  for (const length of [3_000_000, 3_000_000, 512 * 1024, 1]) {
    const body = longBody(length);
    assert.equal((await sendLong(request('PUT', url), body)).status, 200);
    const all = new Uint8Array(length);
    body.read(0, all);
    assert.ok(received.pop()?.equals(all), `${length}`);
    assert.ok(body.reads.slice(0, -1).every((part) => part <= 256 * 1024));
  }
  assert.deepEqual([resets, received.length], [0, 0]);
});

test('of a long body that is answered too early the rest is not read', async (t) => {
  const server = createServer((incoming, outgoing) => {
    if (incoming.url === '/reset') incoming.once('data', () => incoming.socket.destroy());
    else if (incoming.url === '/early') outgoing.writeHead(403).end('no');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sum = ({ reads }: { reads: number[] }) => reads.reduce((all, part) => all + part, 0);
  const body = longBody(64_000_000);
  assert.equal((await sendLong(request('PUT', `${url}/early`), body)).status, 403);
  const read = sum(body);
  assert.ok(read < body.length, `${read}`);
  const broken = longBody(64_000_000);
  await assert.rejects(sendLong(request('PUT', `${url}/reset`), broken));
  const lost = {
    length: 1_000_000,
    read: (start: number) => {
      if (start > 0) throw new Error('it is not there any more');
    },
  };
  await assert.rejects(sendLong(request('PUT', `${url}/`), lost), /not there any more/);
  await settle();
  assert.equal(sum(body), read);
});

test('what may not be done twice is left to the core', async (t) => {
  const { served, url } = await closesIdleConnections(t);
  const body = Buffer.from('x');
  assert.equal((await send(request('POST', url), body)).status, 200);
  await assert.rejects(send(request('POST', url), body), { code: 'ECONNRESET' });
  assert.deepEqual(served, ['POST new', 'POST again']);
});

test('a new connection that breaks is an error', async (t) => {
  const server = createServer((incoming) => incoming.socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  await assert.rejects(send(request('GET', url), undefined), { code: 'ECONNRESET' });
});

/** A server that goes silent on connections when it is told to: it takes everything and answers nothing. */
async function goesSilent(t: TestContext) {
  const served: string[] = [];
  const numbers = new Map<object, number>();
  const silent = new Set<object>();
  const server = createServer((incoming, outgoing) => {
    const { socket } = incoming;
    if (!numbers.has(socket)) numbers.set(socket, numbers.size + 1);
    served.push(`${incoming.url} by ${numbers.get(socket)}`);
    if (silent.has(socket)) return;
    incoming.resume().on('end', () => outgoing.end('done'));
  });
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    served,
    get: (path: string, timeout = 10_000) =>
      send({ method: 'POST', url: url + path, headers: {}, timeout }, Buffer.from('x')),
    silence: () => {
      for (const socket of numbers.keys()) silent.add(socket);
    },
  };
}

/** Lets sockets become idle: that takes turns of the loop, and no time. */
async function settle() {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

test('a connection that was idle for some seconds is not used again', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_000_000 });
  const { served, get, silence } = await goesSilent(t);
  await get('/a');
  await settle();
  t.mock.timers.setTime(1_003_999);
  await get('/b');
  await settle();
  // It went silent behind a router, or while the platform froze the process: no timer ran meanwhile.
  silence();
  t.mock.timers.setTime(1_008_000);
  await get('/c');
  await settle();
  assert.deepEqual(served, ['/a by 1', '/b by 1', '/c by 2']);
  // Several at once, all of them too old.
  await Promise.all([get('/d'), get('/e'), get('/f')]);
  await settle();
  silence();
  t.mock.timers.setTime(1_020_000);
  served.length = 0;
  await Promise.all([get('/g'), get('/h')]);
  assert.deepEqual(served.sort(), ['/g by 5', '/h by 6']);
});

test('after one connection went silent, those beside it are not trusted', async (t) => {
  const { served, get, silence } = await goesSilent(t);
  await Promise.all([get('/a'), get('/b')]);
  await settle();
  silence();
  await assert.rejects(get('/c', 50), /timed out after 50 ms/);
  await get('/d');
  assert.match(served.at(-1) ?? '', /^\/d by 3$/);
});

test('timers of any length', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const LONGEST = 2 ** 31 - 1;
  for (const [ms, steps] of [
    [0, [1]],
    [-5, [1]],
    [10, [10]],
    [LONGEST, [LONGEST]],
    [LONGEST + 1, [LONGEST, 1]],
    [3 * LONGEST, [LONGEST, LONGEST, LONGEST]],
  ] as const) {
    let fired = 0;
    startTimer(ms, () => fired++);
    const stop = startTimer(ms, () => assert.fail('it was stopped'));
    for (const [index, step] of steps.entries()) {
      assert.equal(fired, 0, `${ms}`);
      if (index === steps.length - 1) stop();
      t.mock.timers.tick(step);
    }
    assert.equal(fired, 1, `${ms}`);
  }
  const stop = startTimer(Number.POSITIVE_INFINITY, () => assert.fail('it never ends'));
  for (let times = 0; times < 5; times++) t.mock.timers.tick(LONGEST);
  stop();
});

test('what takes too long is rejected, and what does not is what it was', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const never = new Promise(() => {});
  const late = within(5, never, 'late');
  t.mock.timers.tick(5);
  await assert.rejects(late, /^Error: late$/);
  assert.equal(await within(5, Promise.resolve(1), 'late'), 1);
  await assert.rejects(within(5, Promise.reject(new Error('own')), 'late'), /own/);
  assert.equal(await within(undefined, Promise.resolve(2), 'late'), 2);
});

/** The transport on an old Node.js: prints which connection served what. */
const IDLE = `
  const { send } = require('./transport.cjs');
  const numbers = new Map();
  const silent = new Set();
  const served = [];
  let now = 1e6;
  Date.now = () => now;
  const server = require('http').createServer((incoming, outgoing) => {
    if (!numbers.has(incoming.socket)) numbers.set(incoming.socket, numbers.size + 1);
    served.push(incoming.url + ' by ' + numbers.get(incoming.socket));
    if (!silent.has(incoming.socket)) incoming.resume().on('end', () => outgoing.end('done'));
  });
  const silence = () => Array.from(numbers.keys()).forEach((socket) => silent.add(socket));
  const settle = async () => {
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
  };
  server.keepAliveTimeout = 600000;
  server.listen(0, '127.0.0.1', async () => {
    const url = 'http://127.0.0.1:' + server.address().port;
    const get = async (path) => {
      await send({ method: 'POST', url: url + path, headers: {}, timeout: 10000 }, Buffer.from('x'));
      await settle();
    };
    await get('/a');
    now += 3999;
    await get('/b');
    silence();
    now += 4000;
    await get('/c');
    console.log(served.join());
    process.exit();
  });
  process.on('unhandledRejection', (error) => { throw error; });
`;

/** Interim answers before the final one, in one packet with it and long before, also while the request is still being sent. */
const INTERIM = `
  const { send } = require('./transport.cjs');
  const INTERIM = [
    'HTTP/1.1 100 Continue\\r\\n\\r\\n',
    'HTTP/1.1 103 Early Hints\\r\\nlink: </a>\\r\\n\\r\\n',
    'HTTP/1.1 102 Processing\\r\\n\\r\\n',
  ];
  const FINAL = 'HTTP/1.1 200 OK\\r\\netag: "e"\\r\\ncontent-length: 4\\r\\n\\r\\ndone';
  let connections = 0;
  let parts = () => [];
  const server = require('net').createServer((socket) => {
    connections++;
    let received = '';
    let answered = 0;
    socket.on('error', () => {});
    socket.on('data', async (data) => {
      received += data;
      const isWhole = /x{4}$/.test(received);
      if (isWhole) received = '';
      if (!isWhole && answered > 0) return;
      answered = isWhole ? 0 : 1;
      for (const part of parts(isWhole)) {
        socket.write(part);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    });
  });
  const print = [];
  server.listen(0, '127.0.0.1', async () => {
    const url = 'http://127.0.0.1:' + server.address().port;
    for (const [name, wanted] of [
      ['apart', (isWhole) => (isWhole ? INTERIM.concat(FINAL) : [])],
      ['together', (isWhole) => (isWhole ? [INTERIM.join('') + FINAL] : [])],
      ['early', (isWhole) => (isWhole ? [FINAL] : INTERIM)],
      ['none', (isWhole) => (isWhole ? [FINAL] : [])],
    ]) {
      parts = wanted;
      for (const length of [4, 2000000]) {
        const body = Buffer.alloc(length, 'x');
        if (length > 4) body.fill('y', 0, length - 4);
        const request = { method: 'PUT', url, headers: {}, timeout: 10000 };
        const { status, headers, body: answer } = await send(request, body);
        print.push([name, status, headers.etag, answer].join(' '));
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
    console.log(print.join());
    console.log(connections);
    process.exit();
  });
  process.on('unhandledRejection', (error) => { console.log(print.join(), error.message); process.exit(1); });
`;

async function folderWithTransport(t: TestContext, program: string): Promise<string> {
  const folder = await functionFolder(t, program);
  await build({
    entryPoints: [join(ROOT, 'js', 'delivery', 'transport', 'node.ts')],
    outfile: join(folder, 'transport.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node8.9',
    logLevel: 'error',
    plugins: [
      {
        name: 'without-node-prefix',
        setup: ({ onResolve }) => {
          onResolve({ filter: /^node:/ }, ({ path }) => ({ path: path.slice(5), external: true }));
        },
      },
    ],
  });
  return folder;
}

for (const version of NODES) {
  test(`idle connections on Node ${version}`, async (t) => {
    const node = await nodeFor(t, version);
    if (node === undefined) return;
    const folder = await folderWithTransport(t, IDLE);
    const { stdout, stderr } = await runNode(node, [join(folder, 'index.js')]);
    assert.equal(stdout.trim(), '/a by 1,/b by 1,/c by 2', stderr);
  });

  test(`answers before the final one on Node ${version}`, async (t) => {
    const node = await nodeFor(t, version);
    if (node === undefined) return;
    const folder = await folderWithTransport(t, INTERIM);
    const { stdout, stderr } = await runNode(node, [join(folder, 'index.js')]);
    const cases = ['apart', 'together', 'early', 'none'];
    const wanted = cases.flatMap((name) => Array(2).fill(`${name} 200 "e" done`)).join();
    // The connection is used on: nothing of an answer is left in it.
    assert.equal(stdout, `${wanted}\n1\n`, stderr);
  });
}
