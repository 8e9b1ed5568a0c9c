/** The zip that SCF takes: the files of a template, and the owner's `process.js` beside them. */

import { createHash } from 'node:crypto';
import { unzipSync, zipSync } from 'fflate';
import type { Template } from '../../input/templates';
import { Failure, UsageError } from '../context';
import { contentUpTo } from '../option-files';
import { unreadable } from '../system-errors';
import { checkProcess } from './process-check';
import { templateFiles } from './template-files';

/** A file of the person who calls. */
export interface OwnFile {
  /** As it was named. */
  name: string;
  path: string;
}

export interface PackedFile {
  name: string;
  /** Bytes. */
  size: number;
}

export interface FunctionPackage {
  zip: Uint8Array;
  files: PackedFile[];
  /** SHA-256 of the zip, hexadecimal. */
  sha256: string;
}

/**
 * Packs a function. The same files give the same bytes on every machine and at any time.
 *
 * @param pkg the folder `pkg/`
 * @param process the owner's processing
 * @throws Failure if a file is missing or the processing cannot be used
 */
export function packFunction(pkg: string, template: Template, process?: OwnFile): FunctionPackage {
  const contents = templateFiles(pkg, template);
  if (process !== undefined) {
    const source = read(process);
    checkProcess(source, process.name);
    contents.set('process.js', source);
  }
  const names = [...contents.keys()].sort();
  const zip = zipSync(
    Object.fromEntries(names.map((name) => [name, contents.get(name) ?? new Uint8Array()])),
    { level: 9, mtime: EPOCH, os: UNIX, attrs: READABLE },
  );
  verify(zip, contents);
  return {
    zip,
    files: names.map((name) => ({ name, size: contents.get(name)?.length ?? 0 })),
    sha256: createHash('sha256').update(zip).digest('hex'),
  };
}

/** SCF takes a zip of 50 MB. */
const MOST_BYTES = 50 * 1024 * 1024;

function read({ name, path }: OwnFile): Uint8Array {
  let source: Uint8Array | undefined;
  try {
    source = contentUpTo(MOST_BYTES, path, name);
  } catch (error) {
    throw error instanceof UsageError ? error : new Failure(unreadable(name, error));
  }
  if (source === undefined) throw new Failure(`${name} has more than 50 MB: SCF does not take it`);
  return source;
}

/** What is in the zip is what was put in. */
function verify(zip: Uint8Array, contents: ReadonlyMap<string, Uint8Array>): void {
  const found = unzipSync(zip);
  for (const [name, bytes] of contents) {
    if (!Buffer.from(found[name] ?? []).equals(bytes))
      throw new Failure(`${name} was packed wrongly`);
  }
}

/** The earliest time that a zip can hold; it is written by the local clock, so it is the same everywhere. */
const EPOCH = new Date(1980, 0, 1);
const UNIX = 3;
/** A regular file that everybody may read: SCF runs functions as a user of its own. */
const READABLE = (0o100644 << 16) >>> 0;
