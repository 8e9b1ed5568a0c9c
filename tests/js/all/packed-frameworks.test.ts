/**
 * The packed package in frameworks: the examples of `docs/runtimes/`, built and started as their users do, answer callbacks; test
 * runners with a DOM of their own read events.
 */

import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { ensureTool } from '../../../scripts/runtimes.mjs';
import { type Call, exercise, type Services, startServices } from '../support/callbacks';
import { example } from '../support/examples';
import { matrix, versionOf } from '../support/matrix';
import { nodeFor } from '../support/nodes';
import { consumer } from '../support/packed';
import { eventBytes } from '../support/project';
import { checkTable, type Row, report } from '../support/runtime-table';
import { runProgram, startServer } from '../support/servers';

const rows: Row[] = [];
after(() => {
  report(rows);
  checkTable('frameworks', rows);
});

/** What MPS sends is JSON; frameworks look at the type of a body. */
const asJson =
  (call: Call): Call =>
  (init) =>
    call({ ...init, headers: { 'content-type': 'application/json' } } as typeof init);

interface Site {
  folder: string;
  /** A program of the matrix, by its package and its file. */
  tool(...path: string[]): string;
  /** Runs a program of the matrix to its end. */
  run(words: string[], env?: Record<string, string>): Promise<void>;
  /** Starts a server of Node.js; requests go to `/mps`. */
  start(words: string[], services: Services, env?: Record<string, string>): Promise<Call>;
}

/** A folder with these files, in which the packed package and all of the matrix are found; undefined if it is not to be had. */
async function siteOf(
  t: TestContext,
  files: Record<string, string>,
  version: string = process.versions.node,
): Promise<Site | undefined> {
  const all = await matrix(t);
  const node = await nodeFor(t, version);
  if (all === undefined || node === undefined) return undefined;
  const folder = consumer(files, all);
  return {
    folder,
    tool: (...path) => join(all, 'node_modules', ...path),
    run: async (words, env = {}) => {
      const { code, stdout, stderr } = await runProgram(node, words, folder, env);
      assert.equal(code, 0, stdout + stderr);
    },
    start: async (words, services, env = {}) =>
      asJson(await startServer(t, node, words, folder, { ...services.env, ...env }, 'mps')),
  };
}

for (const [name, file, framework, dependency] of [
  ['Hono', 'hono.mjs', 'hono', 'hono'],
  ['Express', 'express.mjs', 'express', 'express'],
  ['Express', 'express.mjs', 'express', 'express-4'],
  ['Fastify', 'fastify.mjs', 'fastify', 'fastify'],
] as const) {
  const version = versionOf(dependency);
  test(`${name} ${version}`, async (t) => {
    const source = example(file).replace(`from '${framework}'`, `from '${dependency}'`);
    const site = await siteOf(t, { [file]: source });
    if (site === undefined) return;
    const services = await startServices(t);
    await exercise(services, await site.start([file], services));
    rows.push({ runtime: name, version, by: 'Node.js', http: true });
  });
}

for (const [dependency, parser, status] of [
  ['express', "express.raw({ type: () => true, limit: '8mb' })", 200],
  ['express-4', "express.raw({ type: () => true, limit: '8mb' })", 200],
  ['express', 'express.json()', 500],
  ['express-4', 'express.json()', 500],
] as const) {
  test(`${dependency} with ${parser} before: ${status}`, async (t) => {
    const handler = 'createNodeHandler()';
    const source = example('express.mjs')
      .replace("from 'express'", `from '${dependency}'`)
      .replace(handler, `${parser}, ${handler}`);
    const site = await siteOf(t, { 'express.mjs': source });
    if (site === undefined) return;
    const services = await startServices(t);
    const { MPS_NOTIFY_KEY: _, ...env } = services.env;
    const call = await site.start(['express.mjs'], { ...services, env });
    // As no serializer writes it.
    const body = ` ${eventBytes('edit-media-success.json')}\n`;
    assert.equal((await call({ method: 'POST', body })).status, status);
    const objects = await services.cos.objects(env.COS_BUCKET ?? '');
    const event = objects.find(({ key }) => key.endsWith('.event.json'));
    assert.equal(event && readFileSync(event.path, 'utf8'), status === 200 ? body : undefined);
  });
}

/** What wrangler and Nuxt need at least is newer than what the tests need. */
const NODE_22 = '22.23.3';

/** Serves a Worker by wrangler. */
function startWorker(site: Site, services: Services, words: string[] = []): Promise<Call> {
  const vars = Object.entries(services.env).flatMap(([name, value]) => [
    '--var',
    `${name}:${value}`,
  ]);
  const wrangler = site.tool('wrangler', 'wrangler-dist', 'cli.js');
  const dev = ['dev', '--ip', '127.0.0.1', '--port', '{port}', ...words, ...vars];
  return site.start([wrangler, ...dev], services, {
    WRANGLER_SEND_METRICS: 'false',
    CI: '1',
    // It would ask a server what requests look like.
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  });
}

for (const { preset, label, config, node } of [
  { preset: 'node-server', label: 'Rollup, Node.js', config: '', node: process.versions.node },
  {
    preset: 'cloudflare-module',
    label: 'Rollup and unwasm, workerd',
    config:
      "name: 'mps', experimental: { wasm: true }, cloudflare: { deployConfig: true, nodeCompat: true },",
    node: NODE_22,
  },
]) {
  test(`Nitro, ${preset}`, async (t) => {
    const files = {
      'package.json': '{"private":true,"name":"mps"}',
      'nitro.config.mjs': `export default { ${config} srcDir: 'server', compatibilityDate: '2025-01-01' };`,
      'server/routes/mps.js': example('server/routes/mps.js'),
    };
    const site = await siteOf(t, files, node);
    if (site === undefined) return;
    const nitro = site.tool('nitropack', 'dist', 'cli', 'index.mjs');
    await site.run([nitro, 'build'], { NITRO_PRESET: preset });
    const services = await startServices(t);
    const call =
      preset === 'node-server'
        ? await site.start(['.output/server/index.mjs'], services)
        : await startWorker(site, services, ['--cwd', '.output']);
    await exercise(services, call);
    const version = versionOf('nitropack');
    rows.push({ runtime: 'Nitro, the server of Nuxt', version, by: label, http: true });
  });
}

test('Nuxt', async (t) => {
  const files = {
    'package.json': '{"private":true,"type":"module"}',
    'nuxt.config.mjs':
      "export default defineNuxtConfig({ compatibilityDate: '2026-01-01', telemetry: false });",
    'app.vue': '<template><p>a page</p></template>',
    'server/routes/mps.js': example('server/routes/mps.js'),
  };
  const site = await siteOf(t, files, NODE_22);
  if (site === undefined) return;
  const nuxt = site.tool('nuxt', 'bin', 'nuxt.mjs');
  await site.run([nuxt, 'build'], { NUXT_TELEMETRY_DISABLED: '1', CI: '1' });
  const services = await startServices(t);
  await exercise(services, await site.start(['.output/server/index.mjs'], services));
  const version = versionOf('nuxt');
  rows.push({ runtime: 'Nuxt', version, by: 'Vite and Nitro, Node.js', http: true });
});

test('SvelteKit', async (t) => {
  const site = await siteOf(t, {
    'package.json': '{"private":true,"type":"module"}',
    'svelte.config.js': `import adapter from '@sveltejs/adapter-node';
      export default { kit: { adapter: adapter() } };`,
    'vite.config.js': `import { sveltekit } from '@sveltejs/kit/vite';
      export default { plugins: [sveltekit()] };`,
    'src/app.html': '<html><head>%sveltekit.head%</head><body>%sveltekit.body%</body></html>',
    'src/routes/mps/+server.js': example('src/routes/mps/+server.js'),
  });
  if (site === undefined) return;
  await site.run([site.tool('vite', 'bin', 'vite.js'), 'build']);
  const services = await startServices(t);
  const call = await site.start(['build/index.js'], services, { BODY_SIZE_LIMIT: '8M' });
  await exercise(services, call);
  rows.push({
    runtime: 'SvelteKit',
    version: versionOf('@sveltejs/kit'),
    by: 'Vite, adapter-node',
    http: true,
  });
});

test('wrangler', async (t) => {
  const files = { 'worker.mjs': example('worker.mjs'), 'wrangler.toml': example('wrangler.toml') };
  const site = await siteOf(t, files, NODE_22);
  if (site === undefined) return;
  const services = await startServices(t);
  await exercise(services, await startWorker(site, services));
  rows.push({
    runtime: 'wrangler',
    version: versionOf('wrangler'),
    by: 'its bundler, workerd',
    http: true,
  });
});

const LAYOUT = `export default function Layout({ children }) {
  return <html><body>{children}</body></html>;
}`;

for (const name of ['next@14', 'next@16'] as const) {
  test(name, async (t) => {
    const tool = await ensureTool(name);
    if (tool.folder === undefined) return t.skip(tool.reason);
    const runtimes = ['edge', 'nodejs'];
    const site = consumer({
      'app/layout.js': LAYOUT,
      ...Object.fromEntries(
        runtimes.map((runtime) => [
          `app/api/${runtime}/route.js`,
          example('app/api/mps/route.js').replace(/runtime = '\w+'/, `runtime = '${runtime}'`),
        ]),
      ),
    });
    // Next.js takes its own modules only from where the site is.
    cpSync(tool.folder, join(site, 'node_modules'), { recursive: true, verbatimSymlinks: true });
    mkdirSync(join(site, 'public'), { recursive: true });
    writeFileSync(join(site, 'app', 'page.js'), 'export default () => null;');
    const next = join(site, 'node_modules', 'next', 'dist', 'bin', 'next');
    const env = { NEXT_TELEMETRY_DISABLED: '1' };
    const built = await runProgram(process.execPath, [next, 'build'], site, env);
    assert.equal(built.code, 0, built.stderr + built.stdout);
    for (const runtime of runtimes) {
      await t.test(runtime, async (inside) => {
        const services = await startServices(inside);
        const all = { ...env, ...services.env };
        const words = [next, 'start'];
        const path = `api/${runtime}`;
        const call = await startServer(inside, process.execPath, words, site, all, path);
        await exercise(services, call);
      });
    }
    rows.push({
      runtime: 'Next.js, `edge` and `nodejs`',
      version: tool.version,
      by: name === 'next@14' ? 'webpack' : 'Turbopack',
      http: true,
    });
  });
}

/** Bytes, dates and errors of another realm, which the DOM of a test runner brings. */
const READS = `
test('reads bytes of this realm and of others', () => {
  expect(typeof document).toBe('object');
  const text = JSON.stringify(EVENT);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  const elsewhere = runInNewContext('Uint8Array.from(list)', { list: Array.from(bytes) });
  expect(elsewhere).not.toBeInstanceOf(Uint8Array);
  const views = [bytes, Buffer.from(text), elsewhere];
  for (const event of [EVENT, text, ...views, ...views.map(({ buffer, byteOffset, byteLength }) => new DataView(buffer, byteOffset, byteLength))]) {
    expect(parse(event)[0].outcome).toBe('success');
  }
  expect(plan(EVENT, { options: { cos: { bucket: 'b-1250000000', region: 'ap-tokyo' } }, now: new Date() }).done.ok).toBe(true);
  expect(safeParse('<html>').error).toBeInstanceOf(MpsWebhookError);
});`;
const EVENT = `const EVENT = ${JSON.stringify(JSON.parse(eventBytes('live-record.json').toString()))};`;

test('Jest with jsdom', async (t) => {
  const site = await siteOf(t, {
    'jest.config.json': '{"testEnvironment":"jest-environment-jsdom"}',
    'reads.test.js': `const { parse, plan, safeParse, MpsWebhookError } = require('mps-webhook');\nconst { runInNewContext } = require('node:vm');\n${EVENT}${READS}`,
  });
  if (site === undefined) return;
  await site.run([site.tool('jest', 'bin', 'jest.js'), '--ci', '--runInBand', '--no-watchman']);
  rows.push({
    runtime: 'Jest, jsdom',
    version: versionOf('jest'),
    by: 'require',
    api: true,
  });
});

test('Vitest with jsdom', async (t) => {
  const site = await siteOf(t, {
    'reads.test.js': `import { runInNewContext } from 'node:vm';
      import { parse, plan, safeParse, MpsWebhookError } from 'mps-webhook';
      import { expect, test } from 'vitest';\n${EVENT}${READS}`,
    'vitest.config.mjs': "export default { test: { environment: 'jsdom' } };",
  });
  if (site === undefined) return;
  await site.run([site.tool('vitest', 'vitest.mjs'), 'run']);
  assert.ok(existsSync(site.folder));
  rows.push({
    runtime: 'Vitest, jsdom',
    version: versionOf('vitest'),
    by: 'import',
    api: true,
  });
});
