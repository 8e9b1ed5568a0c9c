/** The files that paths stand for, and the events in them. */

import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { Readable } from 'node:stream';
import type { Target } from '../delivery/target';
import { Failure, type Surroundings, UsageError } from '../surroundings';
import { eventsIn, type Found } from './content';
import { sourceOf } from './source';

export type { Found } from './content';

/** What `-` stands for. */
export const STDIN = '-';

/** What lies beside events and is none: the records of an archive, the journals of replays. */
const NO_EVENT = /\.((report|error)\.json(\.gz)?|replay)$/i;

/**
 * The events in files, in all files of folders (but hidden ones and what lies beside events), in buckets
 * (`cos://bucket/prefix`), and in standard input.
 *
 * @param target says how buckets are reached
 */
export async function* eventsAt(
  paths: readonly string[],
  around: Pick<Surroundings, 'cwd' | 'stdin' | 'now' | 'send'>,
  target: Target,
): AsyncGenerator<Found> {
  for (const path of paths) {
    const source = sourceOf(path);
    if (source !== undefined) {
      const { BucketReader } = await import('./bucket');
      const reader = new BucketReader(source, target, around);
      for await (const { name, bytes } of reader.objects((key) => !NO_EVENT.test(key))) {
        yield* named(eventsIn(Readable.from([bytes]), name), name);
      }
    } else if (path === STDIN) {
      yield* named(eventsIn(around.stdin, STDIN), 'standard input');
    } else {
      yield* eventsInFiles(path, around.cwd);
    }
  }
}

async function* eventsInFiles(path: string, cwd: string): AsyncGenerator<Found> {
  for await (const file of filesAt(path, cwd)) {
    const shown = relative(cwd, file);
    const stream = createReadStream(file, { highWaterMark: CHUNK });
    yield* named(eventsIn(stream, shown.startsWith('..') ? file : shown), shown);
  }
}

const CHUNK = 256 * 1024;

function isFile(path: string): boolean {
  return path !== STDIN && sourceOf(path) === undefined;
}

/** @throws UsageError if there is nothing at a path */
export async function checkPaths(paths: readonly string[], cwd: string): Promise<void> {
  for (const path of paths.filter(isFile)) {
    const found = await stat(resolve(cwd, path)).catch(() => undefined);
    if (found === undefined) throw new UsageError(`there is no ${path}`);
  }
}

/** The bytes of all files; undefined if there is anything else among them, or a file is compressed. */
export async function sizeOf(paths: readonly string[], cwd: string): Promise<number | undefined> {
  let size = 0;
  for (const path of paths) {
    if (!isFile(path)) return undefined;
    for await (const file of filesAt(path, cwd)) {
      if (/\.gz$/i.test(file)) return undefined;
      size += (await stat(file)).size;
    }
  }
  return size;
}

async function* filesAt(path: string, cwd: string): AsyncGenerator<string> {
  const absolute = resolve(cwd, path);
  if ((await stat(absolute)).isDirectory()) yield* filesBelow(absolute);
  else yield absolute;
}

async function* filesBelow(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile() && !NO_EVENT.test(entry.name)) yield path;
  }
}

/** Says of a stream that cannot be read which one it is. */
async function* named(events: AsyncIterable<Found>, name: string): AsyncGenerator<Found> {
  try {
    yield* events;
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(`${name}: ${error instanceof Error ? error.message : error}`);
  }
}
