// Makes the folder that is published on npm, target/npm: the files that package.json names, with docs/README.npm.md as their
// README. The README of the repository links to pages that are not in the package.
//
//   node scripts/npm-package.mjs && npm publish target/npm

import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { root } from './tools.mjs';

/** Members of package.json that only the repository needs. */
const OF_REPOSITORY = ['scripts', 'devDependencies'];

/** Makes the package in `folder`, which is emptied before. */
export function makeNpmPackage(folder) {
  rmSync(folder, { recursive: true, force: true });
  for (const name of filesOfPackage()) {
    const to = join(folder, name);
    mkdirSync(dirname(to), { recursive: true });
    copyFileSync(join(root, name), to);
  }
  copyFileSync(join(root, 'docs', 'README.npm.md'), join(folder, 'README.md'));
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const member of OF_REPOSITORY) delete manifest[member];
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return folder;
}

function filesOfPackage() {
  const printed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const [{ files }] = JSON.parse(printed);
  return files.map(({ path }) => path);
}

if (fileURLToPath(import.meta.url) === process.argv[1]) {
  console.log(makeNpmPackage(resolve(process.argv[2] ?? join(root, 'target', 'npm'))));
}
