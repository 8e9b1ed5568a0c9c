// The runtimes and tools that the package is tried with beside Node.js. They are large and no dependency of the project:
// each is installed when a test first needs it, into `.cache/runtimes/`, from the package of npm that carries it.

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { install, installLocked, publish } from './node-versions.mjs';
import { root } from './tools.mjs';

const CACHE = join(root, '.cache', 'runtimes');

/** Pinned, so that what is tried is the same everywhere. */
const VERSIONS = {
  bun: '1.4.5',
  deno: '2.9.6',
  miniflare: '4.20260730.0',
  vite: '8.3.8',
  webpack: '5.112.2',
  rollup: '4.68.8',
  tsup: '8.5.1',
  '@rspack/core': '2.3.4',
  '@vercel/ncc': '0.45.0',
  // Bundles by webpack, and by Turbopack.
  'next@14': '14.2.35',
  'next@16': '16.4.6',
  publint: '0.3.25',
  '@arethetypeswrong/cli': '0.18.5',
};

/** What a tool is of no use without. */
const PEER_PACKAGES = {
  rollup: ['@rollup/plugin-node-resolve@16.0.3', '@rollup/plugin-commonjs@29.0.3'],
  tsup: ['typescript@5.9.3'],
  'next@14': ['react@18.3.1', 'react-dom@18.3.1'],
  'next@16': ['react@19.3.1', 'react-dom@19.3.1'],
};

/** The package of npm that carries a tool. Bun's own needs an install script, so it is taken from behind that. */
function npmPackageOf(name) {
  if (name !== 'bun') {
    return name.replace(/(?<=.)@\d+$/, '');
  }
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  return `@oven/bun-${system}-${process.arch === 'arm64' ? 'aarch64' : process.arch}`;
}

/**
 * @param {keyof typeof VERSIONS} name
 * @returns {Promise<{ folder: string, version: string, reason?: undefined } | { folder?: undefined, version: string, reason: string }>}
 *   its `node_modules`, or in one sentence why there is none
 */
export async function ensureTool(name) {
  const version = VERSIONS[name];
  const specifier = `${npmPackageOf(name)}@${version}`;
  const folder = join(CACHE, specifier.replace('/', '+'));
  if (!existsSync(folder)) {
    await mkdir(CACHE, { recursive: true });
    const temporary = await mkdtemp(join(CACHE, '.installing-'));
    try {
      const reason = await install(specifier, temporary, false, PEER_PACKAGES[name]);
      if (reason !== undefined) {
        return { version, reason: `${name} ${version} could not be had: ${reason}.` };
      }
      await publish(temporary, folder);
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  }
  return { folder: join(folder, 'node_modules'), version };
}

const MATRIX = join(root, 'tests', 'matrix');

/**
 * The frameworks and compilers of `tests/matrix/package.json`, all in one folder, as its lock file pins them.
 *
 * @returns {Promise<{ folder: string, reason?: undefined } | { folder?: undefined, reason: string }>}
 *   the folder that has their `node_modules`, or in one sentence why there is none
 */
export async function ensureMatrix() {
  const lock = readFileSync(join(MATRIX, 'package-lock.json'));
  const digest = createHash('sha256').update(lock).digest('hex').slice(0, 12);
  const folder = join(root, '.cache', 'matrix', digest);
  if (!existsSync(folder)) {
    await mkdir(join(root, '.cache', 'matrix'), { recursive: true });
    const temporary = await mkdtemp(join(root, '.cache', 'matrix', '.installing-'));
    try {
      for (const name of ['package.json', 'package-lock.json']) {
        await copyFile(join(MATRIX, name), join(temporary, name));
      }
      const reason = await installLocked(temporary);
      if (reason !== undefined) return { reason: `the matrix could not be installed: ${reason}.` };
      await publish(temporary, folder);
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  }
  return { folder };
}

/** The program of a runtime, in the folder that `ensureTool` gives; not the script that starts it, which outlives a signal. */
export function program(name, folder) {
  const exe = process.platform === 'win32' ? '.exe' : '';
  if (name === 'bun') {
    return join(folder, npmPackageOf(name), 'bin', `bun${exe}`);
  }
  const scope = join(folder, `@${name}`);
  return join(scope, readdirSync(scope)[0], `${name}${exe}`);
}
