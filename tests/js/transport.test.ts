/** Connections that are used again, over real sockets. */

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { type TestContext } from 'node:test';
import { send } from '../../js/transport/node';
import type { Request } from '../../js/transport/transport';

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
