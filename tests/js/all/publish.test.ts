/** What `npm publish` and `cargo publish` do up to the upload: the registries would take both. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { makeNpmPackage } from '../../../scripts/npm-package.mjs';
import { runToEnd } from '../support/programs';
import { ROOT } from '../support/project';

const run = (file: string, words: string[], cwd: string) =>
  runToEnd(file, words, { cwd, env: process.env as Record<string, string> });

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

test('npm publish --dry-run has nothing to say against it', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'publish-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const cli = process.env.npm_execpath;
  const words = ['publish', '--dry-run', '--ignore-scripts', '--access', 'public', '--offline'];
  const made = makeNpmPackage(join(folder, 'package'));
  const { code, stdout, stderr } = cli
    ? await run(process.execPath, [cli, ...words], made)
    : await run('npm', words, made);
  assert.equal(code, 0, stderr);
  assert.equal(stdout.trim(), `+ mps-webhook@${version}`);
  // npm warns of members of package.json that it had to correct. Here nobody is logged in.
  const warnings = stderr.match(/^npm warn publish .*/gm) ?? [];
  assert.deepEqual(
    warnings.filter((line) => !/requires you to be logged in/.test(line)),
    [],
  );
});

test('cargo publish --dry-run compiles what is uploaded', async (t) => {
  const common = ['--locked', '--package', 'mps-webhook', '--allow-dirty'];
  const { code, stderr } = await run('cargo', ['publish', '--dry-run', ...common], ROOT);
  if (
    code !== 0 &&
    /failed to (download|fetch|query)|error sending|Could(n't| not) resolve|network|timed out/i.test(
      stderr,
    )
  ) {
    t.diagnostic('crates.io cannot be reached: cargo package instead');
    // The same but for the question whether the registry has this version.
    const packaged = await run('cargo', ['package', '--offline', ...common], ROOT);
    assert.equal(packaged.code, 0, packaged.stderr);
    return;
  }
  assert.equal(code, 0, stderr);
  assert.match(stderr, /aborting upload due to dry run/);
});

test('the package and the crate have the same version', () => {
  const words = ['metadata', '--no-deps', '--offline', '--format-version', '1'];
  const { packages } = JSON.parse(
    execFileSync('cargo', words, { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 26 }),
  );
  const crate = packages.find(({ name }: { name: string }) => name === 'mps-webhook');
  assert.equal(crate.version, version);
});
