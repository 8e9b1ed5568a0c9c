/** What is published: small and complete. */

import assert from 'node:assert/strict';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { documentedSizes, entrySizes } from '../../../scripts/entry-sizes.mjs';
import { consumer, pack } from '../support/packed';
import { ROOT } from '../support/project';
import { runProgram } from '../support/servers';

/** The most a download may be, bytes. */
const MOST = 1_170_000;

test('the tarball is small, and has what it needs and nothing else', (t) => {
  const { size, files } = pack();
  const names = files.map(({ path }) => path);
  for (const { path, size: unpacked } of files) {
    if (unpacked > 20_000) t.diagnostic(`${path}: ${unpacked}`);
  }
  t.diagnostic(`${size} bytes packed`);
  for (const unwanted of [
    /^(src|js|tests|scripts|target)\//,
    /^pkg\/dev\/demo/,
    // A template without its core could not be deployed, and with it there would be the core once more in each.
    /^pkg\/scf\//,
    /core\.wasm$/,
  ]) {
    assert.deepEqual(
      names.filter((name) => unwanted.test(name)),
      [],
    );
  }
  assert.ok(size <= MOST, `${size} bytes are more than ${MOST}`);
});

test('every page that the command line and the types name is in it', () => {
  const names = pack().files.map(({ path }) => path);
  const code = names.filter((name) => /^pkg\/(cli\.mjs|types\/.*)$/.test(name));
  const named = code.flatMap(
    (name) => readFileSync(join(ROOT, name), 'utf8').match(/\bdocs\/[\w./-]+\.md\b/g) ?? [],
  );
  const pages = new Set(named);
  assert.ok(pages.has('docs/configuration.md'));
  for (const page of pages) assert.ok(names.includes(page), page);
  // Pages that are in it lead to pages that are, or to none.
  for (const page of names.filter((name) => name.startsWith('docs/'))) {
    const text = readFileSync(join(ROOT, page), 'utf8');
    for (const [, link = ''] of text.matchAll(/\]\((?!https:)([^)#]+)/g)) {
      const to = join('docs', link).replaceAll('\\', '/');
      assert.ok(names.includes(to), `${page} leads to ${to}`);
    }
  }
});

test('the table of sizes holds', async () => {
  const documented = documentedSizes();
  const measured = await entrySizes();
  assert.deepEqual(
    documented.map(({ entry, platform }) => [entry, platform]),
    measured.map(({ entry, platform }) => [entry, platform]),
  );
  for (const [at, { entry, gzipped }] of measured.entries()) {
    const said = documented[at]?.gzipped ?? 0;
    // The table has whole KB.
    assert.ok(
      Math.abs(said - gzipped) <= 0.05 * gzipped + 1000,
      `${entry} has ${gzipped} bytes, and docs/runtimes.md says ${said}: node scripts/entry-sizes.mjs --write`,
    );
  }
});

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
  copyFileSync(event, join(folder, 'event.json'));
  const program = `${example}\nconsole.log(report.outcome);`;
  const { code, stdout, stderr } = await runProgram(process.execPath, ['-e', program], folder);
  assert.equal(code, 0, stderr);
  assert.equal(stdout.trim(), 'partial');
});
