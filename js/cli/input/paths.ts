/** The files that paths stand for, and the events in them. */

import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { Failure, type Surroundings, UsageError } from '../surroundings';
import { eventsIn, type Found } from './content';

export type { Found } from './content';

/** What `-` stands for. */
export const STDIN = '-';

/** What lies beside events and is none: the records of an archive, the journals of replays. */
const NO_EVENT = /\.((report|error)\.json(\.gz)?|replay)$/i;

/** The events in files, in all files of folders (but hidden ones and what lies beside events), and in standard input. */
export async function* eventsAt(
  paths: readonly string[],
  { cwd, stdin }: Pick<Surroundings, 'cwd' | 'stdin'>,
): AsyncGenerator<Found> {
  for (const path of paths) {
    if (path === STDIN) {
      yield* named(eventsIn(stdin, STDIN), 'standard input');
      continue;
    }
    for await (const file of filesAt(path, cwd)) {
      const shown = relative(cwd, file);
      const stream = createReadStream(file, { highWaterMark: CHUNK });
      yield* named(eventsIn(stream, shown.startsWith('..') ? file : shown), shown);
    }
  }
}

const CHUNK = 256 * 1024;

/** @throws UsageError if there is nothing at a path */
export async function checkPaths(paths: readonly string[], cwd: string): Promise<void> {
  for (const path of paths) {
    if (path === STDIN) continue;
    const found = await stat(resolve(cwd, path)).catch(() => undefined);
    if (found === undefined) throw new UsageError(`there is no ${path}`);
  }
}

/** The bytes of all files; undefined if standard input is among them or a file is compressed. */
export async function sizeOf(paths: readonly string[], cwd: string): Promise<number | undefined> {
  let size = 0;
  for (const path of paths) {
    if (path === STDIN) return undefined;
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
