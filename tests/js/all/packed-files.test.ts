/** What is published: small, complete, and found by every tool that resolves packages. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { ensureTool, type Tool } from '../../../scripts/runtimes.mjs';
import { consumer, pack } from '../support/packed';
import { ROOT } from '../support/project';
import { runProgram } from '../support/servers';

/** The most a download may be, bytes. */
const MOST = 900_000;

test('the tarball is small, and has what it needs and nothing else', (t) => {
  const { size, files } = pack();
  const names = files.map(({ path }) => path);
  for (const { path, size: unpacked } of files) {
    if (unpacked > 20_000) t.diagnostic(`${path}: ${unpacked}`);
  }
  t.diagnostic(`${size} bytes packed`);
  for (const unwanted of [
    /^(src|js|tests|scripts|docs|target)\//,
    /^pkg\/dev\/demo/,
    /core\.wasm$/,
  ]) {
    assert.deepEqual(
      names.filter((name) => unwanted.test(name)),
      [],
    );
  }
  assert.ok(size <= MOST, `${size} bytes are more than ${MOST}`);
});

async function runTool(t: TestContext, name: Tool, args: string[]): Promise<void> {
  const tool = await ensureTool(name);
  if (tool.folder === undefined) return t.skip(tool.reason);
  const { bin } = await import(join(tool.folder, name, 'package.json'), {
    with: { type: 'json' },
  }).then((module) => module.default);
  const [entry] = Object.values(typeof bin === 'string' ? { bin } : bin) as string[];
  const script = join(tool.folder, name, entry ?? '');
  assert.ok(existsSync(script), script);
  const { code, stdout, stderr } = await runProgram(process.execPath, [script, ...args], ROOT);
  assert.equal(code, 0, stdout + stderr);
}

test('the README of the package works without the repository', async () => {
  const folder = consumer({});
  const installed = join(folder, 'node_modules', 'mps-webhook');
  const readme = readFileSync(join(installed, 'README.md'), 'utf8');
  assert.equal(readme, readFileSync(join(ROOT, 'docs', 'README.npm.md'), 'utf8'));
  for (const [, link = ''] of readme.matchAll(/\]\(([^)]+)\)/g)) assert.match(link, /^https:/);
  for (const [, name = ''] of readme.matchAll(/`mps-webhook\/([a-z.]+\.json)`/g)) {
    assert.ok(existsSync(join(installed, 'pkg', name)), name);
  }
  for (const name of readme.match(/[A-Z]+\.md/g) ?? []) {
    assert.ok(existsSync(join(installed, name)), name);
  }

  const cli = join(installed, 'pkg', 'cli.mjs');
  const commands = [...readme.matchAll(/npx mps-webhook (?:help )?([a-z]+)/g)];
  for (const command of new Set(commands.map(([, name = '']) => name))) {
    const { code, stderr } = await runProgram(process.execPath, [cli, 'help', command], folder);
    assert.equal(code, 0, stderr);
  }

  const [, example = ''] = /```js\n([\s\S]*?)```/.exec(readme) ?? [];
  const event = join(ROOT, 'tests', 'fixtures', 'events', 'workflow-partial.json');
  const program = `const event = require(${JSON.stringify(event)});\n${example}\nconsole.log(report.outcome);`;
  const { code, stdout, stderr } = await runProgram(process.execPath, ['-e', program], folder);
  assert.equal(code, 0, stderr);
  assert.equal(stdout.trim(), 'partial');
});

test('publint finds nothing', (t) => runTool(t, 'publint', ['run', '.', '--strict']));

// A module of WebAssembly has no types.
test('types are found in every way', (t) =>
  runTool(t, '@arethetypeswrong/cli', [pack().file, '--exclude-entrypoints', 'core.wasm']));

const USE = `import { createHandler, init, parse, type Report, safeParse } from 'mps-webhook';
import { createFetchHandler } from 'mps-webhook/edge';
import { inspectorLink } from 'mps-webhook/inspector';
import { createHandler as alone } from 'mps-webhook/scf';
const reports: Report[] = parse('{}');
const result = safeParse('{}');
if (!result.ok) result.error.code.toUpperCase();
export const all: unknown[] = [reports, createHandler(), alone(), createFetchHandler(), init(), inspectorLink('', { base: '' })];
`;

for (const [kind, module] of [
  ['module', 'nodenext'],
  ['commonjs', 'nodenext'],
  ['module', 'preserve'],
] as const) {
  test(`the declarations compile by themselves: ${kind}, ${module}`, async () => {
    const folder = consumer({
      'use.ts': USE,
      'package.json': JSON.stringify({ type: kind }),
    });
    const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
    const options = ['--strict', '--noEmit', '--module', module, '--target', 'es2022'];
    const { code, stdout } = await runProgram(
      process.execPath,
      [tsc, ...options, '--skipLibCheck', 'false', '--lib', 'es2022,dom', 'use.ts'],
      folder,
    );
    assert.equal(code, 0, stdout);
  });
}
