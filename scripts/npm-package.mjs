// Makes the folder that is published on npm, target/npm: the files that package.json names, with docs/README.npm.md as their
// README. The README of the repository links to pages that are not in the package.
//
//   node scripts/npm-package.mjs && npm publish target/npm

import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { brotliCompressSync } from 'node:zlib';

import { root } from './tools.mjs';

/** What stands in the place of the core. */
const CORE_IS_BESIDE = '@core.modern.wasm@';

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
  takeCoreOut(folder);
  packPage(join(folder, 'pkg', 'inspector'));
  copyFileSync(join(root, 'docs', 'README.npm.md'), join(folder, 'README.md'));
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const member of OF_REPOSITORY) delete manifest[member];
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return folder;
}

/**
 * Takes the core out of the script of the inspector: it would be a fifth of the download. The server of `open` and `dev` puts in the
 * one that the package has as a file (`js/dev/local/inspector.ts`).
 */
function takeCoreOut(folder) {
  const script = join(folder, 'pkg', 'inspector', 'inspector.js');
  const text = readFileSync(script, 'utf8').replace(
    /[A-Za-z0-9+/]{100000,}={0,2}/,
    () => CORE_IS_BESIDE,
  );
  if (!text.includes(CORE_IS_BESIDE)) throw new Error('the core should be in the inspector');
  writeFileSync(script, text);
}

/** Compresses the inspector better than the tarball does: it would be another fifth of what is left. The same server unpacks it. */
function packPage(folder) {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)));
    rmSync(file);
  }
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

const HELP = `Usage: node scripts/npm-package.mjs [FOLDER]

Makes the folder that is published on npm. FOLDER (default: target/npm) is emptied before.
`;

if (fileURLToPath(import.meta.url) === process.argv[1]) {
  const { values, positionals } = argumentsOf();
  if (values.help) process.stdout.write(HELP);
  else console.log(makeNpmPackage(resolve(positionals[0] ?? join(root, 'target', 'npm'))));
}

/** Ends the process if they are wrong: what looks like an option is no folder. */
function argumentsOf() {
  try {
    const parsed = parseArgs({
      options: { help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
    if (parsed.positionals.length > 1) throw new Error('there can be only one folder');
    return parsed;
  } catch (error) {
    process.stderr.write(`${error.message}\n\n${HELP}`);
    process.exit(2);
  }
}
