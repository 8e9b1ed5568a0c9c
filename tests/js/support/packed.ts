/** The package as it is published, and as npm installs it. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeNpmPackage } from '../../../scripts/npm-package.mjs';
import { fixtures, ROOT } from './project';

const npm = (args: string[], cwd: string) =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', shell: process.platform === 'win32' });

export interface Packed {
  /** The tarball. */
  file: string;
  /** Bytes. */
  size: number;
  files: { path: string; size: number }[];
}

let packed: (Packed & { folder: string }) | undefined;

/** Packs the package, once in a process. */
export function pack(): Packed {
  if (packed === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'packed-'));
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
    const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
    const [{ filename, size, files }] = JSON.parse(
      npm(args, makeNpmPackage(join(folder, 'package'))),
    );
    packed = { folder, file: join(folder, filename), size, files };
  }
  return packed;
}

/** Folders that are not in a temporary one. */
const made: string[] = [];
process.on('exit', () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/**
 * A fresh folder with the packed package installed and these files in it.
 *
 * @param below where it is made: tools that look for packages find those of the folders above
 */
export function consumer(files: Record<string, string>, below?: string): string {
  const { file, folder: base } = pack() as Packed & { folder: string };
  const folder = mkdtempSync(join(below ?? base, 'consumer-'));
  if (below !== undefined) made.push(folder);
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  npm(['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', file], folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** The sample events that runtimes are compared by, as text. */
export function sampleEvents(): Record<string, string> {
  const samples: Record<string, string> = {};
  for (const group of ['events', 'envelopes', 'malformed'] as const) {
    for (const { name, bytes } of fixtures(group)) {
      const isSample =
        group !== 'malformed' || /^(trailing|truncated-in|event-|status-)/.test(name);
      if (isSample && name.endsWith('.json')) {
        const text = bytes.toString();
        if (Buffer.from(text).equals(bytes)) samples[`${group}/${name}`] = text;
      }
    }
  }
  return samples;
}

export const VECTORS = readFileSync(join(ROOT, 'tests', 'runtimes', 'vectors.cjs'), 'utf8');
