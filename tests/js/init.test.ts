/** `init` where the core has to be fetched, as in browsers. (This file loads no other entry point: they share one core.) */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import test from 'node:test';
import type * as Package from '../../js/entries/index-browser';
import { eventBytes, PKG } from './support/project';

const CORE = readFileSync(join(PKG, 'core.modern.wasm'));
const EVENT = eventBytes('workflow-partial.json');

/** The package in a state of its own: modules are one for each URL. */
async function fresh(): Promise<typeof Package> {
  const { code, entry } = await bundled;
  const query = `${entry}?${++loaded}`;
  assert.ok(code);
  return import(query);
}
let loaded = 0;

/** The entry point with what it shares in one file, so that it can be loaded more than once. */
const bundled = (async () => {
  const { build } = await import('esbuild');
  const { mkdtemp, rm } = await import('node:fs/promises');
  const { tmpdir } = await import('node:os');
  const folder = await mkdtemp(join(tmpdir(), 'init-'));
  test.after(() => rm(folder, { recursive: true, force: true }));
  const outfile = join(folder, 'package.mjs');
  await build({
    entryPoints: [join(PKG, 'index.browser.mjs')],
    outfile,
    bundle: true,
    format: 'esm',
    logLevel: 'error',
  });
  return { code: readFileSync(outfile, 'utf8'), entry: outfile };
})();

test('before it, everything says what to do', async () => {
  const { parse, safeParse, plan, MpsWebhookError } = await fresh();
  for (const call of [parse, safeParse, plan]) {
    assert.throws(
      () => call(EVENT),
      (error) =>
        error instanceof MpsWebhookError &&
        error.code === 'not_ready' &&
        error.help.includes('await init()'),
    );
  }
});

test('createHandler says what to use instead', async () => {
  const { createHandler } = await fresh();
  assert.throws(() => createHandler(), { code: 'wrong_platform', help: /createFetchHandler/ });
});

test('createNodeHandler says what to use where there is no Node.js', async () => {
  const { createNodeHandler } = await import('../../pkg/edge.browser.mjs' as string);
  assert.throws(() => createNodeHandler(), { code: 'wrong_platform', help: /createFetchHandler/ });
});

test('bytes, a buffer of them, a module, a response, a promise of one, a URL', async (t) => {
  const types = ['application/wasm', 'application/octet-stream'];
  let served = 0;
  const server = createServer((_, outgoing) => {
    outgoing.writeHead(200, { 'content-type': types[served++ % 2] }).end(CORE);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/core.wasm`;
  const response = (type: string) => new Response(CORE, { headers: { 'content-type': type } });
  const sources: Package.CoreSource[] = [
    CORE,
    CORE.buffer.slice(CORE.byteOffset, CORE.byteOffset + CORE.byteLength),
    new WebAssembly.Module(CORE),
    ...types.map(response),
    Promise.resolve(response('application/wasm')),
    url,
    new URL(url),
  ];
  for (const source of sources) {
    const { init, parse } = await fresh();
    await init(source);
    assert.equal(parse(EVENT)[0]?.outcome, 'partial');
  }
  assert.equal(served, 2);
});

test('any number of calls load it once', async () => {
  const { init, parse } = await fresh();
  let asked = 0;
  const source = {
    ok: true,
    headers: new Headers(),
    arrayBuffer: async () => {
      asked++;
      return CORE;
    },
  };
  await Promise.all([init(source), init(source)]);
  await init();
  assert.equal(asked, 1);
  assert.equal(parse(EVENT).length, 1);
});

test('what failed is tried again', async () => {
  const { init, parse } = await fresh();
  await assert.rejects(init(new Response('', { status: 404 })), {
    code: 'not_ready',
    message: /status 404/,
  });
  await assert.rejects(init(new Uint8Array(8)), { name: 'CompileError' });
  await init(CORE);
  assert.equal(parse(EVENT).length, 1);
});
