/** The handler for servers of `node:http`, as it ships, behind a real server on this Node. */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import type * as Edge from '../../js/entries/edge-node';
import { exercise, startServices } from './support/callbacks';
import { BUCKET } from './support/function';
import { eventBytes, PKG } from './support/project';

type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => unknown;

async function handlerWith(options: Edge.FetchHandlerOptions): Promise<Edge.NodeHandler> {
  const { createNodeHandler }: typeof Edge = await import(join(PKG, 'edge.mjs'));
  return createNodeHandler({ log: () => {}, ...options });
}

/** A server on this machine; gives its URL. */
async function serve(t: TestContext, listener: Listener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function chunksOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

test('it does what a handler of callbacks has to do', async (t) => {
  const services = await startServices(t);
  const url = await serve(t, await handlerWith({ env: services.env }));
  await exercise(services, (init) => fetch(url, init));
});

test('bytes and texts that a framework has read are taken as they are', async (t) => {
  const services = await startServices(t);
  const { MPS_NOTIFY_KEY: _, ...env } = services.env;
  const handle = await handlerWith({ env });
  const reading = [(bytes: Buffer) => bytes, (bytes: Buffer) => bytes.toString()];
  for (const [index, read] of reading.entries()) {
    const url = await serve(t, async (incoming, outgoing) => {
      const body = read(await chunksOf(incoming));
      await handle(Object.assign(incoming, { body }), outgoing);
    });
    // Spaced so as nobody's JSON.stringify would do it: what is stored are the bytes that were sent.
    const event = `${' '.repeat(index + 1)}${eventBytes('edit-media-success.json').toString().replace('125', `12${index}`)}`;
    const answer = await fetch(url, { method: 'POST', body: event });
    assert.equal(answer.status, 200, await answer.text());
    const stored = services.cos.requests.filter(({ key }) => key.endsWith('.event.json'));
    assert.equal(stored.length, 1 + index);
    const objects = await services.cos.objects(BUCKET);
    const texts = await Promise.all(objects.map(({ path }) => readFile(path, 'utf8')));
    assert.ok(texts.includes(event));
  }
});

for (const [what, body] of Object.entries({
  'a body that was parsed': { EventType: 'WorkflowTask' },
  'a body that was parsed into nothing': null,
})) {
  test(`${what} is refused with what to do, and not stored`, async (t) => {
    const services = await startServices(t);
    const lines: { error?: string }[] = [];
    const handle = await handlerWith({ env: services.env, log: (line) => lines.push(line) });
    const url = await serve(t, (incoming, outgoing) =>
      handle(Object.assign(incoming, { body }), outgoing),
    );
    const answer = await fetch(url, { method: 'POST', body: '{}' });
    assert.equal(answer.status, 500);
    assert.deepEqual(await answer.json(), { ok: false, code: 'not_delivered' });
    assert.match(lines[0]?.error ?? '', /express\.raw/);
    assert.deepEqual(services.cos.requests, []);
  });
}

test('a body that something else has read is not taken for an empty one', async (t) => {
  const lines: { error?: string }[] = [];
  const handle = await handlerWith({ env: {}, log: (line) => lines.push(line) });
  const url = await serve(t, async (incoming, outgoing) => {
    await chunksOf(incoming);
    await handle(incoming, outgoing);
  });
  const answer = await fetch(url, { method: 'POST', body: '{}' });
  assert.equal(answer.status, 500);
  assert.match(lines[0]?.error ?? '', /read the body before/);
});

test('a body of which something else has read a part is not taken for the rest of it', async (t) => {
  const handle = await handlerWith({ env: {} });
  const url = await serve(t, async (incoming, outgoing) => {
    await new Promise<void>((resolve) => incoming.once('readable', () => resolve(incoming.read())));
    await handle(incoming, outgoing);
  });
  assert.equal((await fetch(url, { method: 'POST', body: '{}' })).status, 500);
});

test('an answer that something else has begun ends nothing but this request', async (t) => {
  const lines: { msg?: string }[] = [];
  const handle = await handlerWith({ env: {}, log: (line) => lines.push(line) });
  const url = await serve(t, async (incoming, outgoing) => {
    outgoing.writeHead(503);
    outgoing.end();
    await handle(incoming, outgoing);
    assert.match(lines.at(-1)?.msg ?? '', /could not be taken/);
  });
  assert.equal((await fetch(url, { method: 'POST', body: '{}' })).status, 503);
});

test('methods that a Request may not have, and paths that no URL may have, are answered', async (t) => {
  const url = new URL(await serve(t, await handlerWith({ env: {} })));
  const status = (method: string, path: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const sent = request({ host: url.hostname, port: url.port, method, path }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      sent.on('error', reject).end();
    });
  assert.equal(await status('TRACE', '/'), 405);
  assert.equal(await status('GET', '//'), 200);
  assert.equal(await status('POST', '/%zz'), 200, 'an empty POST is a health check');
});

test('wrong options are refused when the handler is made', async () => {
  await assert.rejects(handlerWith({ timeLimit: -1 }), { code: 'invalid_argument' });
});
