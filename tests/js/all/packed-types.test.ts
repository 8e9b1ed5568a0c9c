/** The declarations of the packed package: found, complete and without errors in old and new TypeScript, with the types of no platform. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { ensureTool, type Tool } from '../../../scripts/runtimes.mjs';
import { example } from '../support/examples';
import { matrix, versionOf } from '../support/matrix';
import { consumer, pack } from '../support/packed';
import { PKG } from '../support/project';
import { runProgram } from '../support/servers';

/** How TypeScript looks for packages, and which of its versions can. */
const RESOLUTIONS: Record<string, { module: string; versions: readonly string[] }> = {
  node: { module: 'commonjs', versions: ['4.7', '5.0', '5.9'] },
  node16: { module: 'node16', versions: ['4.7', '5.0', '5.9', '6.0', '7.0'] },
  nodenext: { module: 'nodenext', versions: ['4.7', '5.0', '5.9', '6.0', '7.0'] },
  bundler: { module: 'esnext', versions: ['5.0', '5.9', '6.0', '7.0'] },
};
const TODAY = '7.0';

/** What a program does with all that is exported, without any type of a platform. */
const USE = `
import { createHandler, init, parse, plan, render, safeParse, toCloudEvents, verify, MpsWebhookError } from 'mps-webhook';
import type { BytesInput, ErrorCode, Options, Report, ScfHandler } from 'mps-webhook';
import { createFetchHandler, createNodeHandler } from 'mps-webhook/edge';
import type { FetchHandler, NodeHandler } from 'mps-webhook/edge';
import { inspectorLink } from 'mps-webhook/inspector';
import { createHandler as alone } from 'mps-webhook/scf';
import core from 'mps-webhook/core.wasm';

const options: Options = { cos: { bucket: 'results-1250000000' }, notify: [{ kind: 'wecom', url: 'key' }] };
const reports: Report[] = parse('{}', { lang: 'ja' });
for (const report of reports) {
  // An event type that this version does not know has a name; the others have none.
  if (report.event_type === 'other') report.event_name?.toUpperCase();
  else { const none: undefined = report.event_name; void none; }
}
const result = safeParse('{}');
if (!result.ok) { const code: ErrorCode = result.error.code; void code; }
else result.reports[0]?.tasks[0]?.outputs[0]?.uri?.toUpperCase();
const bytes: BytesInput = new Uint8Array(4);
verify(bytes, 'key');
const handlers: [ScfHandler, ScfHandler, FetchHandler, NodeHandler] =
  [createHandler({ options }), alone(), createFetchHandler({ options, maxBodySize: 1 }), createNodeHandler()];
export const all: unknown[] = [handlers, init(), init(core), plan({}, { options }).requests[0]?.url, render({}, 'text'),
  toCloudEvents({})[0]?.data.outcome, inspectorLink('', { base: '' }), MpsWebhookError];

// @ts-expect-error: misspelt
createHandler({ options: { cos: { buckt: 'results-1250000000' } } });
// @ts-expect-error: no such language
parse('{}', { lang: 'fr' });
// @ts-expect-error: there are no internals
import { loader } from 'mps-webhook';
export { loader };
`;

/** What platforms with a Fetch API call handlers with. */
const ON_FETCH = `
import { createFetchHandler as create } from 'mps-webhook/edge';
const handle = create();
export const GET = (request: Request): Promise<Response> => handle(request);
`;

/** Where conditions name a platform that is not Node.js. */
const ELSEWHERE = `
import { createFetchHandler } from 'mps-webhook/edge';
// @ts-expect-error: there is no node:http
import { createNodeHandler } from 'mps-webhook/edge';
// @ts-expect-error: there is no SCF
import { createHandler } from 'mps-webhook';
import { parse } from 'mps-webhook';
export default { fetch: createFetchHandler().fetch };
export const others: unknown[] = [parse('{}'), createNodeHandler, createHandler];
`;

const STRICT = {
  strict: true,
  noEmit: true,
  skipLibCheck: false,
  target: 'es2018',
  lib: ['es2018'],
  types: [] as string[],
};

/** The packed package, installed below the compilers. */
let site: string | undefined;

/** Compiles files of a program that has the package installed. */
async function compiles(
  t: TestContext,
  version: string,
  files: Record<string, string>,
  options: object,
): Promise<void> {
  const folder = await matrix(t);
  if (folder === undefined) return;
  site ??= consumer({}, folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(site, name), text);
  writeFileSync(
    join(site, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { ...STRICT, ...options }, files: Object.keys(files) }),
  );
  const tsc = join(folder, 'node_modules', compiler(version), 'bin', 'tsc');
  const { code, stdout } = await runProgram(process.execPath, [tsc, '-p', '.'], site);
  assert.equal(code, 0, stdout);
}

const compiler = (version: string) => `typescript-${version}`;

for (const [moduleResolution, { module, versions }] of Object.entries(RESOLUTIONS)) {
  for (const version of versions) {
    test(`TypeScript ${versionOf(compiler(version))}, ${moduleResolution}`, (t) =>
      // By their names, modules are of both kinds where that makes a difference.
      compiles(
        t,
        version,
        module.startsWith('node') ? { 'use.mts': USE, 'use.cts': USE } : { 'use.ts': USE },
        { moduleResolution, module },
      ));
  }
}

test('the documented server compiles with the types of Node.js', (t) =>
  compiles(
    t,
    TODAY,
    { 'server.mts': example('server.mjs') + ON_FETCH },
    {
      module: 'nodenext',
      types: ['node'],
      exactOptionalPropertyTypes: true,
      // Those of Node.js do not hold with it.
      skipLibCheck: true,
    },
  ));

test('the examples that editors show compile', async (t) => {
  const files: Record<string, string> = {};
  const names = {
    'mps-webhook': [
      'createHandler',
      'init',
      'parse',
      'plan',
      'render',
      'safeParse',
      'toCloudEvents',
      'verify',
    ],
    'mps-webhook/edge': ['createFetchHandler', 'createNodeHandler'],
    'mps-webhook/inspector': ['inspectorLink'],
  };
  const declared = `declare const event: object, body: string, notifyKey: string;
    declare const exports: { main_handler: unknown };
    declare const Deno: { serve: unknown & ((handler: (request: Request) => Promise<Response>) => void) };
    declare const Bun: { serve(options: { fetch(request: Request): Promise<Response> }): void };\n`;
  for (const name of ['shared', 'index', 'inspector']) {
    const text = readFileSync(join(PKG, 'types', `${name}.d.ts`), 'utf8');
    for (const [, block = ''] of text.matchAll(/@example\n((?: \*(?: .*)?\n)+)/g)) {
      const code = block.replace(/^ \* ?/gm, '').replace(/^@throws[\s\S]*$/m, '');
      const imports = Object.entries(names).map(([from, all]) => {
        const used = all.filter((it) => code.includes(`${it}(`));
        return used.length > 0 ? `import { ${used.join(', ')} } from '${from}';\n` : '';
      });
      const before = code.startsWith('import') ? '' : imports.join('') + declared;
      files[`example-${Object.keys(files).length}.mts`] = `${before}${code}\nexport {};\n`;
    }
  }
  assert.ok(Object.keys(files).length >= 10);
  await compiles(t, TODAY, files, {
    module: 'nodenext',
    target: 'es2022',
    lib: ['es2022'],
    types: ['node'],
    skipLibCheck: true,
  });
});

for (const condition of ['workerd', 'edge-light', 'browser']) {
  test(`under the condition ${condition} there is nothing for Node.js`, (t) =>
    compiles(
      t,
      TODAY,
      { 'worker.ts': ELSEWHERE },
      {
        module: 'esnext',
        moduleResolution: 'bundler',
        customConditions: [condition],
        lib: ['es2022', 'dom'],
      },
    ));
}

async function runTool(t: TestContext, name: Tool, args: string[], cwd: string): Promise<void> {
  const tool = await ensureTool(name);
  if (tool.folder === undefined) return t.skip(tool.reason);
  const { bin } = await import(join(tool.folder, name, 'package.json'), {
    with: { type: 'json' },
  }).then((module) => module.default);
  const [entry] = Object.values(typeof bin === 'string' ? { bin } : bin) as string[];
  const script = join(tool.folder, name, entry ?? '');
  assert.ok(existsSync(script), script);
  const { code, stdout, stderr } = await runProgram(process.execPath, [script, ...args], cwd);
  assert.equal(code, 0, stdout + stderr);
}

test('publint finds nothing in the tarball', (t) =>
  runTool(t, 'publint', ['run', pack().file, '--strict'], consumer({})));

test('attw finds the types in every way', (t) =>
  runTool(t, '@arethetypeswrong/cli', [pack().file], consumer({})));
