// Measures speed and size beside those of peers, prints the goals, and writes docs/performance.md and a part of
// benches/README.md. A goal that is missed is no error, because times depend on the machine.
//
//   node scripts/bench.mjs            everything, some minutes
//   node scripts/bench.mjs --quick    fewer rounds, to see what a change does; both are written into target/bench
//   node scripts/bench.mjs --seed 42  the events of seed 42; without it of a new one, so that nothing is tuned to them

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';

import { measureCold } from '../benches/cold.mjs';
import { makeInputs } from '../benches/inputs.mjs';
import { measureMixed } from '../benches/mixed.mjs';
import { measureNative } from '../benches/native.mjs';
import { goals, ownFigures, page } from '../benches/page.mjs';
import { measureSizes } from '../benches/sizes.mjs';
import { measureWarm } from '../benches/warm.mjs';
import { ensureNode } from './node-versions.mjs';
import { ensureNpmPackages, root } from './tools.mjs';

/** The Node.js of the template's runtime. */
const OLD_NODE = '8.9.4';

const { values } = parseArgs({ options: { quick: { type: 'boolean' }, seed: { type: 'string' } } });
const { quick = false } = values;
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
if (!Number.isSafeInteger(seed)) {
  throw new Error(`--seed: an integer, not ${values.seed}`);
}
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

const inputs = await step('what is measured with', () => makeInputs(seed));
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
    ...(await measureCold({
      node: oldNode,
      rounds: coldRounds,
      mixed: inputs.mixed,
      startCosEmulator,
    })),
  };
});

const results = { cold, warm, mixed, native, sizes, inputs, seed, machine: machine() };
for (const { what, is, goal, met } of goals(results)) {
  console.log(`${met ? '  met    ' : '✗ not met'}  ${what}: ${is} (goal ${goal})`);
}
if (quick) {
  for (const { phase, ms } of cold.https.store.phases) {
    console.log(`${ms.toFixed(1).padStart(10)} ms  ${phase}`);
  }
}
const readme = join('benches', 'README.md');
const [before, after] = aroundFigures(readFileSync(join(root, readme), 'utf8'));
const into = (file) => (quick ? join('target', 'bench', basename(file)) : file);
for (const [file, text] of [
  [join('docs', 'performance.md'), page(results)],
  [readme, `${before}\n${ownFigures(results)}\n${after}`],
]) {
  writeFileSync(join(root, into(file)), text);
  console.log(`\n${into(file)} is written`);
}

/** What stands before the figures of this program and behind them, with the comments that mark their place. */
function aroundFigures(text) {
  const [, before, after] =
    /^([\s\S]*<!-- made by scripts\/bench\.mjs -->\n)[\s\S]*(<!-- end of what scripts\/bench[\s\S]*)$/.exec(
      text,
    );
  return [before, after];
}

async function step(name, measure) {
  const started = performance.now();
  console.log(`• ${name} …`);
  const result = await measure();
  console.log(`  ${((performance.now() - started) / 1000).toFixed(0)} s`);
  return result;
}

/** What it was measured with and on, in general terms. */
function machine() {
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
