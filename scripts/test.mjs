// `npm test`: does all set-up, checks everything, runs every test there is, and ends with the totals on a line.

import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureNpmPackages, ensureRustTargets, root } from './tools.mjs';

const started = Date.now();
const totals = { passed: 0, failed: 0, skipped: 0 };
const broken = [];

/** Runs a step, showing what it prints; gives that, and notes it if the step fails. */
function step(name, command, args) {
  console.log(`\n━━ ${name}`);
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
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
      if (code !== 0) {
        broken.push(name);
      }
      resolve(output);
    });
  });
}

const sum = (output, pattern) =>
  [...output.matchAll(pattern)].reduce((total, [, count]) => total + Number(count), 0);

ensureNpmPackages();
ensureRustTargets();

await step('formats, lints and types', process.execPath, ['scripts/lint.mjs']);

const rust = await step('tests of the core', 'cargo', ['test', '--locked', '--all-features']);
totals.passed += sum(rust, /^test result: .*? (\d+) passed/gm);
totals.failed += sum(rust, /^test result: .*? (\d+) failed/gm);
totals.skipped += sum(rust, /^test result: .*? (\d+) ignored/gm);

await step('pkg/ is what the sources make', process.execPath, ['scripts/build.mjs', '--check']);

const files = readdirSync(join(root, 'tests', 'js'))
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => join('tests', 'js', name));
const js = await step('tests of the shells', process.execPath, [
  '--import',
  'tsx',
  '--test',
  '--test-reporter=spec',
  ...files,
]);
totals.passed += sum(js, /^ℹ pass (\d+)/gm);
totals.failed += sum(js, /^ℹ (?:fail|cancelled) (\d+)/gm);
totals.skipped += sum(js, /^ℹ (?:skipped|todo) (\d+)/gm);

console.log(`\nin ${Math.round((Date.now() - started) / 1000)} s`);
for (const name of broken) {
  console.log(`failed: ${name}`);
}
const { passed, failed, skipped } = totals;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = broken.length > 0 || failed > 0 || passed === 0 ? 1 : 0;
