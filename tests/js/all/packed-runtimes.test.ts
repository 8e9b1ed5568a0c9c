/**
 * The package as it is packed and installed, in every runtime it is for: what it says of the samples is the same, and the
 * examples of `docs/runtimes/` do what they say.
 */

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { EdgeVM } from '@edge-runtime/vm';
import { build } from 'esbuild';
import { ensureTool, program, type Tool } from '../../../scripts/runtimes.mjs';
import { BROWSER_NAMES, browserFor, visit } from '../support/browsers';
import { exercise, startServices } from '../support/callbacks';
import { example } from '../support/examples';
import { matrix, versionOf } from '../support/matrix';
import { nodeFor, runNode } from '../support/nodes';
import { consumer, sampleEvents, VECTORS } from '../support/packed';
import { eventNames, fixturePath, ROOT } from '../support/project';
import { checkTable, type Row, report } from '../support/runtime-table';
import { runProgram, startServer } from '../support/servers';

const SAMPLES = sampleEvents();
const SAMPLE = fixturePath('events', 'edit-media-success.json');

const CLIENT = {
  'samples.json': JSON.stringify(SAMPLES),
  'vectors.cjs': VECTORS,
};
const PRINT_CJS = `const { vectors } = require('./vectors.cjs');
const samples = JSON.parse(require('fs').readFileSync('samples.json', 'utf8'));
process.stdout.write(vectors(require('mps-webhook'), samples));`;
const PRINT_ESM = `import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import * as api from 'mps-webhook';
import client from './vectors.cjs';
process.stdout.write(client.vectors(api, JSON.parse(readFileSync('samples.json', 'utf8'))));`;

const folder = consumer({
  ...CLIENT,
  'print.cjs': PRINT_CJS,
  'print.mjs': PRINT_ESM,
  ...Object.fromEntries(
    ['node.cjs', 'node.mjs', 'server.mjs', 'worker.mjs', 'deno.mjs', 'bun.mjs']
      .concat('browser.js', 'index.js', 'app/api/mps/route.js', 'cloud-functions/mps.js')
      // Their platforms take modules for ECMAScript modules.
      .map((name) => [name.replace(/(\/\w+)\.js$/, '$1.mjs'), example(name)]),
  ),
});

const rows: Row[] = [];

/** What the package says of the samples on the Node that runs the tests. */
const expected = (async () => {
  const { code, stdout, stderr } = await runNode(process.execPath, ['print.cjs'], { cwd: folder });
  assert.equal(code, 0, stderr);
  return stdout;
})();

async function assertSame(said: string): Promise<void> {
  const wanted = await expected;
  if (said === wanted) return;
  // Which of them it is, instead of a megabyte of text.
  const [left, right] = [JSON.parse(said), JSON.parse(wanted)];
  for (const name of Object.keys(right)) assert.deepEqual(left[name], right[name], name);
  assert.fail('the same in another order');
}

async function toolFor(t: TestContext, name: Tool): Promise<{ folder: string; version: string }> {
  const tool = await ensureTool(name);
  if (tool.folder === undefined) {
    rows.push({ runtime: name, version: tool.version, missing: tool.reason });
    t.skip(tool.reason);
    return { folder: '', version: '' };
  }
  return tool;
}

test('what the others are compared with is what native Rust says', async () => {
  const said = JSON.parse(await expected);
  const vectors = readFileSync(join(ROOT, 'tests', 'vectors', 'reports.json'), 'utf8');
  const native = JSON.parse(vectors);
  for (const name of eventNames) {
    assert.deepEqual(said[`events/${name}`].reports, native[name], name);
  }
  assert.ok(Object.keys(said).length > 80);
});

const OLD = ['8.9.4', '10.15.0', '12.16.1', '14.18.3', '16.13.1'];
const NEW = ['18.15.0', '20.20.2', '22.23.3', '24.21.0'];

for (const version of [...OLD, ...NEW]) {
  test(`Node ${version}`, async (t) => {
    const node = await nodeFor(t, version);
    if (node === undefined) {
      rows.push({ runtime: 'Node.js', version, missing: 'not to be had here' });
      return;
    }
    const isNew = NEW.includes(version);
    const run = async (file: string, ...args: string[]) => {
      const { code, stdout, stderr } = await runNode(node, [file, ...args], { cwd: folder });
      assert.equal(code, 0, stderr);
      return stdout;
    };
    await assertSame(await run('print.cjs'));
    assert.match(await run('node.cjs', SAMPLE), /^EditMediaTask 2600012001.* success\n/);
    const ways = ['require'];
    if (isNew) {
      ways.push('import');
      await assertSame(await run('print.mjs'));
      assert.match(await run('node.mjs', SAMPLE), /^success\n.*\nhttps:\/\/.*#e=[\w-]+\n$/s);
      const services = await startServices(t);
      await exercise(services, await startServer(t, node, ['server.mjs'], folder, services.env));
    }
    rows.push({ runtime: 'Node.js', version, by: ways.join(', '), api: true, http: isNew });
  });
}

test('EdgeOne Pages', async (t) => {
  // As its documentation says it calls functions (EdgeOne Pages, "Functions"), on this Node, and with the package beside
  // them, as `externalNodeModules` asks for.
  const { onRequest } = await import(
    pathToFileURL(join(folder, 'cloud-functions', 'mps.mjs')).href
  );
  const services = await startServices(t);
  t.mock.method(console, 'log', () => {});
  await exercise(services, (init) =>
    onRequest({ request: new Request('http://h/mps', init), env: services.env, params: {} }),
  );
  const version = process.versions.node;
  rows.push({
    runtime: '`onRequest` of EdgeOne Pages',
    version: `Node.js ${version}`,
    own: true,
    http: true,
  });
});

test('SCF', async (t) => {
  const { env } = await startServices(t);
  const source = `require('./index.js').main_handler(JSON.parse(process.argv[1]), {}).then(
    (done) => console.error(JSON.stringify(done)));`;
  const node = await nodeFor(t, '8.9.4');
  if (node === undefined) return;
  const { code, stderr } = await runNode(node, ['-e', source, readFileSync(SAMPLE, 'utf8')], {
    cwd: folder,
    env,
  });
  assert.equal(code, 0, stderr);
  const [event] = JSON.parse(stderr).events;
  assert.deepEqual([event.archive, event.processed], ['stored', 'done']);
  assert.match(event.event_key, /^media\//);
});

const COMPATIBILITY_DATE = /^compatibility_date = "(.*)"$/m.exec(example('wrangler.toml'))?.[1];

/** A bundle for Workers, as wrangler makes it: the core becomes a module of its own beside it. */
async function bundleWorker(source: string) {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: folder },
    outfile: join(folder, 'bundle', 'worker.js'),
    bundle: true,
    write: false,
    format: 'esm',
    conditions: ['workerd', 'worker', 'browser'],
    loader: { '.wasm': 'copy' },
    logLevel: 'error',
  });
  return outputFiles.map(({ path, contents }) => ({
    type: path.endsWith('.wasm') ? 'CompiledWasm' : 'ESModule',
    path,
    contents,
  }));
}

test('workerd', async (t) => {
  const tool = await toolFor(t, 'miniflare');
  if (tool.folder === '') return;
  const entry = join(tool.folder, 'miniflare', 'dist', 'src', 'index.js');
  const { Miniflare } = await import(pathToFileURL(entry).href);
  const start = async (source: string, bindings: object) => {
    const modules = await bundleWorker(source);
    modules.sort((a, b) => Number(a.type === 'CompiledWasm') - Number(b.type === 'CompiledWasm'));
    const worker = new Miniflare({
      modules,
      modulesRoot: folder,
      compatibilityDate: COMPATIBILITY_DATE,
      bindings,
      handleRuntimeStdio: () => {},
    });
    t.after(() => worker.dispose());
    return String(await worker.ready);
  };
  const url = await start(
    `import * as api from 'mps-webhook';
    import client from './vectors.cjs';
    export default {
      fetch: async (request) => new Response(client.vectors(api, await request.json())),
    };`,
    {},
  );
  const said = await fetch(url, { method: 'POST', body: JSON.stringify(SAMPLES) });
  await assertSame(await said.text());

  const services = await startServices(t);
  const handler = await start(readFileSync(join(folder, 'worker.mjs'), 'utf8'), services.env);
  await exercise(services, (init) => fetch(handler, init));
  const workerd = JSON.parse(
    readFileSync(join(tool.folder, 'workerd', 'package.json'), 'utf8'),
  ).version;
  rows.push({ runtime: 'workerd', version: workerd, by: 'esbuild', api: true, http: true });
});

test('the edge runtime of Vercel', async (t) => {
  /** A script as their builds make it: a module of WebAssembly is a global of the script, compiled before. */
  const start = async (source: string, globals: object) => {
    const { outputFiles } = await build({
      stdin: { contents: source, resolveDir: folder },
      bundle: true,
      write: false,
      format: 'iife',
      globalName: 'route',
      conditions: ['edge-light', 'worker', 'browser'],
      logLevel: 'error',
      plugins: [
        {
          name: 'wasm-modules',
          setup: ({ onResolve, onLoad }) => {
            onResolve({ filter: /\.wasm\?module$/ }, ({ path }) => ({ path, namespace: 'wasm' }));
            onLoad({ filter: /./, namespace: 'wasm' }, () => ({
              contents: 'export default globalThis.wasm_core',
            }));
          },
        },
      ],
    });
    const vm = new EdgeVM({
      codeGeneration: { strings: false, wasm: true },
      extend: (context) => Object.assign(context, globals),
    });
    const compile = vm.evaluate('(bytes) => new WebAssembly.Module(bytes)');
    const core = join(folder, 'node_modules', 'mps-webhook', 'pkg', 'core.modern.wasm');
    Object.assign(vm.context, { wasm_core: compile(readFileSync(core)) });
    vm.evaluate(outputFiles[0]?.text ?? '');
    return vm;
  };
  const api = await start(
    `import * as api from 'mps-webhook';
    import client from './vectors.cjs';
    export const vectors = (samples) => client.vectors(api, JSON.parse(samples));`,
    {},
  );
  await assertSame(api.evaluate('route.vectors')(JSON.stringify(SAMPLES)));

  const services = await startServices(t);
  const edge = await start(readFileSync(join(folder, 'app/api/mps/route.mjs'), 'utf8'), {
    process: { env: services.env },
  });
  const call = edge.evaluate(`async (init) => {
    // As Next.js does with methods that are not there.
    const method = route[init.method === 'HEAD' ? 'GET' : init.method];
    return method ? method(new Request('https://h/api/mps', init)) : new Response(null, { status: 405 });
  }`);
  await exercise(services, call);
  rows.push({
    runtime: 'Edge runtime of Vercel',
    version: '@edge-runtime/vm 5.0.0',
    by: 'esbuild',
    api: true,
    http: true,
  });
});

for (const { name, label, flags } of [
  {
    name: 'deno',
    label: 'Deno',
    flags: ['run', '--no-prompt', '--allow-net', '--allow-env', '--allow-read'],
  },
  { name: 'bun', label: 'Bun', flags: ['run'] },
] as const) {
  test(label, async (t) => {
    const tool = await toolFor(t, name);
    if (tool.folder === '') return;
    const binary = program(name, tool.folder);
    const { code, stdout, stderr } = await runProgram(binary, [...flags, 'print.mjs'], folder);
    assert.equal(code, 0, stderr);
    await assertSame(stdout);
    const services = await startServices(t);
    const call = await startServer(t, binary, [...flags, `${name}.mjs`], folder, services.env);
    await exercise(services, call);
    rows.push({ runtime: label, version: tool.version, by: 'import', api: true, http: true });
  });
}

const PAGE = `import client from './vectors.cjs';
import * as api from 'mps-webhook';
import { show } from './browser.js';
export async function run(samples) {
  try { api.parse('{}'); throw new Error('ready without init'); } catch (error) {
    if (error.code !== 'not_ready') throw error;
  }
  const shown = await show(samples['events/edit-media-success.json']);
  if (shown.reports[0].outcome !== 'success') throw new Error(shown.text);
  return client.vectors(api, samples);
}`;
const INDEX = `run(await (await fetch('/samples.json')).json()).then(
  (said) => fetch('/said', { method: 'POST', body: said }),
  (error) => fetch('/failed', { method: 'POST', body: String(error.stack) }));`;

/** How each bundler is called; gives the folder it wrote and the script in it. */
const BUNDLERS: Record<string, (site: string, t: TestContext) => Promise<string | undefined>> = {
  esbuild: async (site) => {
    await build({
      entryPoints: [join(site, 'main.js')],
      outfile: join(site, 'dist', 'main.js'),
      bundle: true,
      format: 'esm',
      logLevel: 'error',
    });
    const core = readFileSync(join(site, 'node_modules/mps-webhook/pkg/core.modern.wasm'));
    writeFileSync(join(site, 'dist', 'core.modern.wasm'), core);
    const own = join(ROOT, 'node_modules', 'esbuild', 'package.json');
    return JSON.parse(readFileSync(own, 'utf8')).version;
  },
  vite: async (site, t) => {
    const tool = await toolFor(t, 'vite');
    if (tool.folder === '') return undefined;
    const vite = join(tool.folder, 'vite', 'bin', 'vite.js');
    const { code, stdout, stderr } = await runProgram(process.execPath, [vite, 'build'], site);
    assert.equal(code, 0, stdout + stderr);
    return tool.version;
  },
  Parcel: async (site) => {
    // Below the matrix.
    const parcel = createRequire(join(site, 'x.js')).resolve('parcel/package.json');
    const words = [join(dirname(parcel), 'lib', 'bin.js'), 'build', 'index.html'];
    const { code, stdout, stderr } = await runProgram(process.execPath, words, site);
    assert.equal(code, 0, stdout + stderr);
    return versionOf('parcel');
  },
  webpack: async (site, t) => {
    const tool = await toolFor(t, 'webpack');
    if (tool.folder === '') return undefined;
    const source = `const webpack = require(${JSON.stringify(join(tool.folder, 'webpack'))});
      webpack({ mode: 'production', entry: './main.js', target: 'web', context: process.cwd(), performance: false,
        experiments: { outputModule: true, topLevelAwait: true },
        output: { path: process.cwd() + '/dist', filename: 'main.js', module: true } },
        (error, stats) => {
          const { errors = [], warnings = [] } = stats ? stats.toJson() : {};
          if (error || errors.length || warnings.length) {
            console.error(error, errors, warnings);
            process.exitCode = 1;
          }
        });`;
    const { code, stderr } = await runProgram(process.execPath, ['-e', source], site);
    assert.equal(code, 0, stderr);
    return tool.version;
  },
};

/** A page in every browser: what it says of the samples is the same. */
async function tryInBrowsers(t: TestContext, site: string, by: string): Promise<void> {
  for (const runtime of BROWSER_NAMES) {
    await t.test(runtime, async (inside) => {
      const browser = await browserFor(inside, runtime);
      if (browser === undefined) {
        rows.push({ runtime, version: '', by, missing: 'not to be had here' });
        return;
      }
      await assertSame(await visit(inside, browser, site));
      rows.push({ runtime, version: browser.version, own: true, by, api: true });
    });
  }
}

for (const [bundler, bundle] of Object.entries(BUNDLERS)) {
  test(`a page by ${bundler}`, async (t) => {
    const below = bundler === 'Parcel' ? await matrix(t) : undefined;
    if (bundler === 'Parcel' && below === undefined) return;
    const files = {
      ...CLIENT,
      'browser.js': example('browser.js'),
      'page.mjs': PAGE,
      'main.js': `import { run } from './page.mjs';\n${INDEX}`,
      'index.html': '<!doctype html><script type="module" src="./main.js"></script>',
      'vite.config.mjs': "export default { logLevel: 'warn', build: { target: 'es2022' } };",
      // Parcel has to be asked to read `exports`.
      'package.json':
        '{"private":true,"browserslist":"chrome 120, firefox 120","@parcel/resolver-default":{"packageExports":true}}',
    };
    const site = consumer(files, below);
    const version = await bundle(site, t);
    if (version === undefined) return;
    const dist = join(site, 'dist');
    writeFileSync(join(dist, 'samples.json'), JSON.stringify(SAMPLES));
    if (bundler !== 'vite' && bundler !== 'Parcel') {
      writeFileSync(
        join(dist, 'index.html'),
        '<!doctype html><script type="module" src="main.js"></script>',
      );
    }
    await tryInBrowsers(t, dist, `${bundler} ${version}`);
  });
}

test('a page without a bundler', async (t) => {
  const map = {
    imports: { 'mps-webhook': '/node_modules/mps-webhook/pkg/index.browser.mjs' },
  };
  const site = consumer({
    ...CLIENT,
    'browser.js': example('browser.js'),
    'page.js': PAGE.replace("import client from './vectors.cjs';", 'const client = {};').replace(
      'export async',
      `${VECTORS.replace("'use strict';", '').replace('exports.vectors', 'client.vectors')}\nexport async`,
    ),
    'main.js': `import { run } from './page.js';\n${INDEX}`,
    'index.html': `<!doctype html><script type="importmap">${JSON.stringify(map)}</script>
      <script type="module" src="./main.js"></script>`,
  });
  await tryInBrowsers(t, site, 'import map');
});

after(() => {
  report(rows);
  checkTable('runtimes', rows, Object.keys(SAMPLES).length);
});
