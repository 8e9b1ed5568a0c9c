/** Sizes of what ships, in bytes: exact, and the same on every machine. */

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';

import { measureCalledCode } from '../scripts/called-code.mjs';
import { makeNpmPackage } from '../scripts/npm-package.mjs';
import { root } from '../scripts/tools.mjs';

export async function measureSizes() {
  const core = (...path) => {
    const bytes = readFileSync(join(root, 'pkg', ...path));
    return { raw: bytes.length, gzipped: gzipSync(bytes, { level: 9 }).length };
  };
  const template = join('scf', 'mps-webhook');
  return {
    v1: core(template, 'core.wasm'),
    modern: core('core.modern.wasm'),
    zip: zipSize(join(root, 'pkg', template)),
    npm: npmSize(),
    // Of the functions of the core that a usual event calls: what Node.js 8 and 10 compile for it.
    called: await measureCalledCode(),
  };
}

/** A local header (30 bytes), an entry in the directory (46) and its end (22), and the name twice: ZIP without extras. */
function zipSize(folder) {
  return readdirSync(folder).reduce((size, name) => {
    const packed = deflateRawSync(readFileSync(join(folder, name)), { level: 9 }).length;
    return size + 30 + 46 + 2 * Buffer.byteLength(name) + packed;
  }, 22);
}

function npmSize() {
  const printed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: makeNpmPackage(join(root, 'target', 'npm')),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32',
  });
  const [{ size, unpackedSize, entryCount }] = JSON.parse(printed);
  return { tarball: size, unpacked: unpackedSize, files: entryCount };
}
