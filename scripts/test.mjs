// `npm test`: does all set-up, checks the sources and runs the tests that are quick.
// `npm test -- --all`: runs also what is slow by nature; continuous integration does.
//
// Where the variable `CI` is set, a test that is skipped has failed: there everything has to be there.

import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { ensureMatrix } from './runtimes.mjs';
import { ensureNpmPackages, ensureRustTargets, root } from './tools.mjs';

/** What `--all` adds, for who runs less. */
const SLOW = [
  'the rebuild of pkg/, byte for byte',
  'other runtimes, versions of Node.js and TypeScript, frameworks, bundlers and browsers (tests/js/all/)',
  'a program for WebAssembly that depends on the crate',
  'what the registries are sent (npm and cargo publish, without the upload)',
  'nine of ten schedules of the simulation',
  'lints of what is compiled for WebAssembly and of the fuzz targets, and of licences and sources of crates',
];
/** How many schedules of the simulation `--all` runs. */
const SCHEDULES = '40000';
const SLOWEST = 10;

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  throw new Error(`the tests need Node.js 20.19 or later, and this is ${process.versions.node}`);
}
const words = process.argv.slice(2);
const all = words.includes('--all');
if (words.some((word) => word !== '--all')) {
  throw new Error(
    'npm test [-- --all]; one file: node --import tsx --test FILE, cargo test --test NAME',
  );
}

const started = Date.now();
const totals = { passed: 0, failed: 0, skipped: 0 };
const broken = [];
const notes = [];

/** Runs a step, showing what it prints; gives that, and notes it if the step fails. */
function step(name, command, args, env = {}) {
  console.log(`\n━━ ${name}`);
  const begun = Date.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
      shell: process.platform === 'win32',
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      process.stdout.write(chunk);
    });
    child.on('error', (error) => console.error(error.message));
    child.on('close', (code) => {
      if (code !== 0) broken.push(name);
      notes.push(`${seconds(begun).padStart(6)}  ${name}`);
      resolve(output);
    });
  });
}

const seconds = (since) => `${Math.round((Date.now() - since) / 1000)} s`;
const sum = (output, pattern) =>
  [...output.matchAll(pattern)].reduce((total, [, count]) => total + Number(count), 0);
const testFiles = (folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `${folder}/${name}`);

ensureNpmPackages();
ensureRustTargets();

await step('formats, lints and types', process.execPath, [
  'scripts/lint.mjs',
  ...(all ? [] : ['--quick']),
]);

const rust = await step(
  'tests in Rust',
  'cargo',
  ['test', '--locked', '--all-features'],
  all ? { SCHEDULES } : {},
);
totals.passed += sum(rust, /^test result: .*? (\d+) passed/gm);
totals.failed += sum(rust, /^test result: .*? (\d+) failed/gm);
const skipped = [...rust.matchAll(/^test (\S+) \.\.\. ignored(?:, (.*))?$/gm)].map(
  ([, name, reason = 'without a reason']) => ({ name, reason }),
);

if (all) {
  await step('pkg/ is what the sources make', process.execPath, ['scripts/build.mjs', '--check']);
}

// Once, before tests that need it do so at the same time; they say it if it is not to be had.
if (all) await ensureMatrix();

const report = join(root, 'target', `test-summary.${process.pid}.json`);
mkdirSync(join(root, 'target'), { recursive: true });
await step('tests in JavaScript', process.execPath, [
  ...['--import', 'tsx', '--test', `--test-concurrency=${availableParallelism()}`],
  ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
  ...['--test-reporter=./scripts/test-summary.mjs', `--test-reporter-destination=${report}`],
  ...testFiles('tests/js'),
  ...(all ? testFiles('tests/js/all') : []),
]);
const js = JSON.parse(readFileSync(report, 'utf8'));
rmSync(report);
totals.passed += js.passed.length;
totals.failed += js.failed.length;
skipped.push(...js.skipped);
totals.skipped = skipped.length;

console.log(`\nThe slowest tests in JavaScript:`);
const slowest = js.passed.filter(({ nesting }) => nesting === 0);
slowest.sort((one, other) => other.seconds - one.seconds);
for (const { name, file, seconds } of slowest.slice(0, SLOWEST)) {
  console.log(`${seconds.toFixed(1).padStart(6)} s  ${file ? relative(root, file) : ''}: ${name}`);
}
console.log(`\n${notes.join('\n')}\n${seconds(started).padStart(6)}  all of it`);
for (const { name, reason } of skipped) console.log(`skipped: ${name}: ${reason}`);
if (process.env.CI && skipped.length > 0) broken.push('with CI set, nothing may be skipped');
for (const { name, file } of js.failed) console.log(`failed: ${file ?? ''}: ${name}`);
for (const name of broken) console.log(`failed: ${name}`);
if (!all) {
  console.log(
    `\nLeft out, and run by npm test -- --all:\n${SLOW.map((what) => `- ${what}`).join('\n')}`,
  );
}
const { passed, failed } = totals;
console.log(`\n${passed} passed, ${failed} failed, ${totals.skipped} skipped`);
process.exitCode = broken.length > 0 || failed > 0 || passed === 0 ? 1 : 0;
