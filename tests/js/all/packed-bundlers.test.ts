/**
 * The package in bundles for Node.js: made from the packed tarball, then run alone in another folder, where it reads an event
 * and delivers it to a COS of this machine.
 */

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { version as ESBUILD } from 'esbuild';
import { ensureTool, program, type Tool } from '../../../scripts/runtimes.mjs';
import { startServices } from '../support/callbacks';
import { nodeFor, runNode } from '../support/nodes';
import { consumer } from '../support/packed';
import { eventBytes, ROOT } from '../support/project';
import { checkTable, type Row, report } from '../support/runtime-table';
import { runProgram } from '../support/servers';

/** What a user's program does with it. What it needs of Node.js comes from outside, so that it is the same in every form. */
const MAIN = `
const event = JSON.parse(process.env.EVENT);
const archive = createHandler({ options: JSON.parse(process.env.OPTIONS) });
archive(event).then(
  (done) => console.error(JSON.stringify([parse(event)[0].outcome, done.ok, plan(event).done.ok])),
  (error) => { console.error(error); process.exitCode = 1; },
);`;
const SOURCES = {
  'main.mjs': `import { createHandler, parse, plan } from 'mps-webhook';\n${MAIN}`,
  'main.cjs': `const { createHandler, parse, plan } = require('mps-webhook');\n${MAIN}`,
};

type Format = 'cjs' | 'esm';

interface Bundler {
  tool: Tool | 'esbuild';
  formats: readonly Format[];
  /**
   * The body of an async function that makes a bundle. `source` is a file, `out` a folder; `tool` is a `require` beside the tool.
   */
  script(format: Format): string;
}

/** Webpack and Rspack are configured alike. */
const packs = (format: Format) => `({
  mode: 'production', target: 'node', entry: source, context: process.cwd(),
  ${format === 'esm' ? 'experiments: { outputModule: true },' : ''}
  output: { path: out, filename: 'main.${format === 'esm' ? 'mjs' : 'cjs'}', module: ${format === 'esm'} },
}, (error, stats) => {
  const { errors = [], warnings = [] } = stats ? stats.toJson() : {};
  if (error || errors.length || warnings.length) {
    console.error(error, errors, warnings);
    process.exitCode = 1;
  }
})`;

const BUNDLERS: Record<string, Bundler> = {
  esbuild: {
    tool: 'esbuild',
    formats: ['cjs', 'esm'],
    script: (format) => `tool('esbuild').buildSync({ entryPoints: [source], bundle: true,
      platform: 'node', format: '${format}', outfile: out + '/main.${format === 'esm' ? 'mjs' : 'cjs'}' })`,
  },
  'esbuild for Node.js 8': {
    tool: 'esbuild',
    formats: ['cjs'],
    script: () => `tool('esbuild').buildSync({ entryPoints: [source], bundle: true, target: 'node8',
      platform: 'node', format: 'cjs', outfile: out + '/main.cjs' })`,
  },
  webpack: {
    tool: 'webpack',
    formats: ['cjs', 'esm'],
    script: (format) => `tool('webpack')${packs(format)}`,
  },
  Rspack: {
    tool: '@rspack/core',
    formats: ['cjs', 'esm'],
    script: (format) => `tool('@rspack/core').rspack${packs(format)}`,
  },
  Rollup: {
    tool: 'rollup',
    formats: ['cjs', 'esm'],
    script: (format) => `
      const { nodeResolve } = tool('@rollup/plugin-node-resolve');
      const commonjs = tool('@rollup/plugin-commonjs');
      await tool('rollup').rollup({
        input: source,
        plugins: [nodeResolve({ preferBuiltins: true, exportConditions: ['node'] }), commonjs()],
        onwarn: (warning) => { throw new Error(warning.message); },
      }).then((bundle) => bundle.write({
        dir: out, format: '${format}', entryFileNames: 'main.${format === 'esm' ? 'mjs' : 'cjs'}',
      }))`,
  },
  ncc: {
    tool: '@vercel/ncc',
    formats: ['cjs'],
    script:
      () => `await tool('@vercel/ncc')(source, { quiet: true, cache: false }).then(({ code, assets }) => {
      if (Object.keys(assets).length > 0) throw new Error('files beside it: ' + Object.keys(assets));
      require('fs').writeFileSync(out + (source.endsWith('.mjs') ? '/main.mjs' : '/main.cjs'), code);
    })`,
  },
  tsup: {
    tool: 'tsup',
    formats: ['cjs', 'esm'],
    script: (
      format,
    ) => `await tool('tsup').build({ entry: { main: source }, format: ['${format}'], outDir: out,
      config: false, silent: true, noExternal: ['mps-webhook'], clean: false })`,
  },
  'Vite for servers': {
    tool: 'vite',
    formats: ['esm'],
    script: () => `await import(tool.resolve('vite')).then(({ build }) => build({
      configFile: false, logLevel: 'error', root: process.cwd(), ssr: { noExternal: true },
      build: { ssr: source, outDir: out, emptyOutDir: false },
    }))`,
  },
  Bun: {
    tool: 'bun',
    formats: ['esm'],
    script: () => '',
  },
};

const folder = consumer(SOURCES);

/** The formats that each bundler has made, of ECMAScript modules and of CommonJS. */
const done = new Map<string, Set<Format>>();

after(async () => {
  const rows: Row[] = [];
  for (const [runtime, formats] of done) {
    const { tool } = BUNDLERS[runtime] as Bundler;
    const version = tool === 'esbuild' ? ESBUILD : (await ensureTool(tool)).version;
    rows.push({ runtime, version, by: [...formats].join(', '), api: true });
  }
  report(rows);
  checkTable('bundlers', rows);
});

/** The folder with the modules of a tool; undefined if it is not to be had, and then the test is skipped. */
async function modulesOf(t: TestContext, name: Bundler['tool']): Promise<string | undefined> {
  if (name === 'esbuild') return join(ROOT, 'node_modules');
  const tool = await ensureTool(name);
  if (tool.folder === undefined) t.skip(tool.reason);
  return tool.folder;
}

async function bundle(
  bundler: Bundler,
  source: string,
  format: Format,
  out: string,
  modules: string,
) {
  if (bundler.tool === 'bun') {
    const words = ['build', source, '--target=node', `--outfile=${join(out, 'main.mjs')}`];
    return runProgram(program('bun', modules), words, folder);
  }
  const script = `const tool = require('module').createRequire(${JSON.stringify(join(modules, 'x.js'))});
    const source = ${JSON.stringify(join(folder, source))}, out = ${JSON.stringify(out)};
    (async () => {${bundler.script(format)}})()
      .catch((error) => { console.error(error); process.exitCode = 1; });`;
  return runProgram(process.execPath, ['-e', script], folder);
}

for (const [name, bundler] of Object.entries(BUNDLERS)) {
  for (const source of Object.keys(SOURCES)) {
    for (const format of bundler.formats) {
      test(`${name}: ${source} as ${format}`, async (t) => {
        const modules = await modulesOf(t, bundler.tool);
        if (modules === undefined) return;
        const alone = mkdtempSync(join(tmpdir(), 'bundle-'));
        t.after(() => rmSync(alone, { recursive: true, force: true }));
        const built = await bundle(bundler, source, format, alone, modules);
        assert.equal(built.code, 0, built.stderr + built.stdout);
        const [file = '', ...others] = readdirSync(alone).filter((it) => !it.endsWith('.map'));
        assert.deepEqual(others, [], 'one file');
        await runs(t, process.versions.node, join(alone, file));
        if (name.endsWith('Node.js 8') && source === 'main.cjs') {
          await runs(t, '8.9.4', join(alone, file));
        }
        done.set(name, (done.get(name) ?? new Set()).add(format));
      });
    }
  }
}

/** A bundle reads an event and stores it. */
async function runs(t: TestContext, version: string, file: string): Promise<void> {
  const node = await nodeFor(t, version);
  if (node === undefined) return;
  const services = await startServices(t);
  const { COS_BUCKET: bucket, COS_ENDPOINT: endpoint, ...env } = services.env;
  const cos = {
    bucket,
    endpoint,
    secret_id: env.COS_SECRET_ID,
    secret_key: env.COS_SECRET_KEY,
    session_token: env.COS_SESSION_TOKEN,
  };
  const { code, stderr } = await runNode(node, [file], {
    env: {
      EVENT: eventBytes('edit-media-success.json').toString(),
      OPTIONS: JSON.stringify({ cos }),
    },
  });
  assert.equal(code, 0, stderr);
  assert.deepEqual(JSON.parse(stderr), ['success', true, true]);
  assert.equal((await services.cos.objects(bucket ?? '')).length, 2);
}
