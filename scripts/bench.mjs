// Measures how fast and how small it is beside what it is compared with, prints the goals and writes
// docs/performance.md. It judges nothing: a goal that is missed is no error, for times depend on the machine.
//
//   node scripts/bench.mjs            everything, some minutes
//   node scripts/bench.mjs --quick    fewer rounds, to see what a change does; the page is target/bench/performance.md

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { join } from 'node:path';

import { measureCold } from '../benches/cold.mjs';
import { makeInputs } from '../benches/inputs.mjs';
import { measureMixed } from '../benches/mixed.mjs';
import { measureNative } from '../benches/native.mjs';
import { goals, page } from '../benches/page.mjs';
import { measureSizes } from '../benches/sizes.mjs';
import { measureWarm } from '../benches/warm.mjs';
import { ensureNode } from './node-versions.mjs';
import { ensureNpmPackages, root } from './tools.mjs';

/** The Node.js of the template's runtime. */
const OLD_NODE = '8.9.4';

const quick = process.argv.includes('--quick');
const coldRounds = quick ? 7 : 25;
const warmRounds = quick ? 7 : 31;
const mixedRounds = quick ? 3 : 7;

ensureNpmPackages();
const { path: oldNode, reason } = await ensureNode(OLD_NODE);
if (oldNode === undefined) {
  throw new Error(reason);
}

/** What `measure` gives on both versions of Node.js, the present one first. */
const onBoth = (measure) =>
  [process.execPath, oldNode].map((node) => ({
    version: node === oldNode ? OLD_NODE : process.versions.node,
    ...measure(node),
  }));

const inputs = await step('what is measured with', () => makeInputs());
// Compiled first: the machine must be idle when times are taken.
const native = await step('native', () => measureNative(inputs));
const sizes = await step('sizes', () => measureSizes());
const warm = await step('warm', () =>
  onBoth((node) => ({ forms: measureWarm({ node, rounds: warmRounds }) })),
);
const mixed = await step('mixed events, and a batch of logs', () =>
  onBoth((node) => measureMixed({ node, rounds: mixedRounds, files: inputs })),
);
const cold = await step('cold starts', async () => {
  // The emulator is TypeScript.
  const tsx = createRequire(import.meta.url)('tsx/cjs/api');
  const emulator = tsx.require('../js/dev/cos/emulator.ts', import.meta.url);
  const { startCosEmulator } = emulator;
  return {
    rounds: coldRounds,
    ...(await measureCold({ node: oldNode, rounds: coldRounds, startCosEmulator })),
  };
});

const results = { cold, warm, mixed, native, sizes, inputs, surroundings: surroundings() };
for (const { what, is, goal, met } of goals(results)) {
  console.log(`${met ? '  met    ' : '✗ not met'}  ${what}: ${is} (goal ${goal})`);
}
if (quick) {
  for (const { phase, ms } of cold.https.phases) {
    console.log(`${ms.toFixed(1).padStart(10)} ms  ${phase}`);
  }
}
const file = join(quick ? join('target', 'bench') : 'docs', 'performance.md');
writeFileSync(join(root, file), page(results));
console.log(`\n${file} is written`);

async function step(name, measure) {
  const started = performance.now();
  console.log(`• ${name} …`);
  const result = await measure();
  console.log(`  ${((performance.now() - started) / 1000).toFixed(0)} s`);
  return result;
}

/** What it was measured with and on, in general terms. */
function surroundings() {
  const packages = Object.fromEntries(
    ['cos-nodejs-sdk-v5', 'request'].map((name) => {
      const file = join(root, 'node_modules', name, 'package.json');
      return [name, JSON.parse(readFileSync(file, 'utf8')).version];
    }),
  );
  const [, rust] = execFileSync('rustc', ['--version'], { encoding: 'utf8', cwd: root }).split(' ');
  const system = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' }[process.platform];
  return {
    machine: `${cpus().length} cores, ${system ?? process.platform} ${process.arch}`,
    versions: [`Node.js ${process.versions.node} and ${OLD_NODE}`, `Rust ${rust}`],
    oldNode: OLD_NODE,
    packages,
  };
}
