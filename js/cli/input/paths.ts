/** The files that paths stand for, and the events in them. */

import { createReadStream, type Dirent, type Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { NOT_AN_EVENT, UNPARSED } from '../../input/archive-names';
import { type CommandContext, UsageError } from '../context';
import type { Target } from '../delivery/target';
import { reasonOf, unreadable } from '../system-errors';
import { eventsIn, type Input, type NamesEvent, type NotRead, notRead, STDIN } from './content';
import { isPipe, PipeReader } from './pipes';
import { sourceOf } from './source';

export interface Reading {
  /** Whether `unparsed/` folders below a path are passed over. */
  withoutUnparsed?: boolean;
  /** Whether bytes name an event. It decides whether a damaged line is one. */
  namesEvent?: NamesEvent;
}

/**
 * The events in files, in all files of folders (but hidden ones and what lies beside events), in buckets
 * (`cos://bucket/prefix`), and in standard input. It yields a `NotRead` for what it cannot read or passes over, and goes on. It
 * follows links.
 *
 * @param target says how buckets are reached
 */
export async function* eventsAt(
  paths: readonly string[],
  context: Pick<CommandContext, 'cwd' | 'stdin' | 'now' | 'send'>,
  target: Target,
  reading: Reading = {},
): AsyncGenerator<Input> {
  const { namesEvent } = reading;
  for (const path of paths) {
    const source = sourceOf(path);
    if (source !== undefined) {
      const { BucketReader } = await import('./bucket');
      const passed = new PassedOver(`cos://${source.bucket}/`);
      const isWanted = (key: string) => {
        if (NOT_AN_EVENT.test(key)) return false;
        const below = key.slice(source.prefix.length);
        const at = reading.withoutUnparsed ? `/${below}`.indexOf(`/${UNPARSED}/`) : -1;
        if (at < 0) return true;
        passed.add(key.slice(0, source.prefix.length + at + UNPARSED.length));
        return false;
      };
      for await (const object of new BucketReader(source, target, context).objects(isWanted)) {
        if ('reason' in object) yield object;
        else {
          const isNamed = object.name === `cos://${source.bucket}/${source.prefix}`;
          yield* eventsIn(Readable.from([object.bytes]), object.name, isNamed, namesEvent);
        }
      }
      yield* passed.all();
    } else if (path === STDIN) {
      yield* eventsIn(context.stdin, STDIN, true, namesEvent);
    } else {
      const walk = new Walk(context.cwd, reading);
      for await (const file of walk.filesAt(path)) {
        if (typeof file !== 'string') yield file;
        else {
          const isNamed = file === resolve(context.cwd, path);
          yield* eventsInFile(file, { cwd: context.cwd, isNamed, namesEvent });
        }
      }
    }
  }
}

async function* eventsInFile(
  file: string,
  {
    cwd,
    isNamed,
    namesEvent,
  }: { cwd: string; isNamed: boolean; namesEvent: NamesEvent | undefined },
): AsyncGenerator<Input> {
  const place = shown(file, cwd);
  if (!isPipe(file)) {
    const stream = createReadStream(file, { highWaterMark: CHUNK });
    yield* eventsIn(stream, place, isNamed, namesEvent);
    return;
  }
  const pipe = new PipeReader(file);
  if (!pipe.hasWriter)
    yield notRead(place, 'waiting until something writes to this pipe', false, 0);
  yield* eventsIn(pipe.chunks(), place, isNamed, namesEvent);
}

const CHUNK = 256 * 1024;

/** A file for people. */
function shown(file: string, cwd: string): string {
  const short = relative(cwd, file);
  return short.startsWith('..') || short === '' ? file : short;
}

function isFile(path: string): boolean {
  return path !== STDIN && sourceOf(path) === undefined;
}

/** @throws UsageError if there is nothing at a path */
export async function checkPaths(paths: readonly string[], cwd: string): Promise<void> {
  for (const path of paths.filter(isFile)) {
    await stat(resolve(cwd, path)).catch((error: NodeJS.ErrnoException) => {
      throw new UsageError(unreadable(path, error));
    });
  }
}

/** The bytes of all files; undefined if there is anything else among them, or a file is compressed. */
export async function sizeOf(
  paths: readonly string[],
  cwd: string,
  reading: Reading = {},
): Promise<number | undefined> {
  let size = 0;
  for (const path of paths) {
    if (!isFile(path)) return undefined;
    for await (const file of new Walk(cwd, reading).filesAt(path)) {
      if (typeof file !== 'string') continue;
      if (/\.gz$/i.test(file) || isPipe(file)) return undefined;
      // A file that is removed meanwhile is reported when it is read.
      size += await stat(file).then(
        (found) => found.size,
        () => 0,
      );
    }
  }
  return size;
}

/** One way through the files below a path. */
class Walk {
  /** The real folders it has been in: links may lead to one again. */
  readonly #seen = new Set<string>();

  constructor(
    private readonly cwd: string,
    private readonly reading: Reading,
  ) {}

  /** The files at a path, and what of it is not read. */
  async *filesAt(path: string): AsyncGenerator<string | NotRead> {
    const absolute = resolve(this.cwd, path);
    const found = await this.#look(absolute);
    if ('reason' in found) yield found;
    else if (found.isDirectory()) yield* this.#below(absolute);
    else yield absolute;
  }

  /** @param from where the real folder lies that holds this one */
  async *#below(folder: string, from?: string): AsyncGenerator<string | NotRead> {
    let entries: Dirent[];
    let real: string;
    try {
      real = await realpath(folder);
      if (from !== undefined && `${from}${sep}`.startsWith(real.replace(/[\\/]?$/, sep))) {
        yield this.#passed(folder, 'a link to a folder above it');
        return;
      }
      if (this.#seen.has(real)) {
        yield this.#passed(folder, 'a link to a folder that was read before');
        return;
      }
      this.#seen.add(real);
      entries = await readdir(folder, { withFileTypes: true });
    } catch (error) {
      yield this.#failed(folder, error as Error);
      return;
    }
    entries.sort((one, other) => (one.name < other.name ? -1 : 1));
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue;
      const path = join(folder, entry.name);
      const found = entry.isSymbolicLink() ? await this.#look(path) : entry;
      if ('reason' in found) yield found;
      else if (found.isDirectory()) {
        if (this.reading.withoutUnparsed && entry.name === UNPARSED) yield* this.#unparsed(path);
        else yield* this.#below(path, real);
      } else if (NOT_AN_EVENT.test(entry.name)) continue;
      else if (found.isFile()) yield path;
      else yield this.#passed(path, 'neither a file nor a folder');
    }
  }

  async #look(path: string): Promise<Stats | NotRead> {
    return stat(path).catch((error: NodeJS.ErrnoException) => this.#failed(path, error));
  }

  async *#unparsed(folder: string): AsyncGenerator<NotRead> {
    const passed = new PassedOver('');
    const everything = new Walk(this.cwd, {});
    for await (const file of everything.#below(folder)) {
      if (typeof file === 'string') passed.add(shown(folder, this.cwd));
    }
    yield* passed.all();
  }

  #passed(path: string, reason: string): NotRead {
    return notRead(shown(path, this.cwd), reason, false);
  }

  #failed(path: string, error: Error): NotRead {
    return {
      ...notRead(shown(path, this.cwd), reasonOf(error), true),
      help: 'see that it is there and may be read, and call the command again',
    };
  }
}

/** How many files of `unparsed/` folders are passed over. */
class PassedOver {
  readonly #counts = new Map<string, number>();

  constructor(private readonly before: string) {}

  add(folder: string): void {
    this.#counts.set(folder, (this.#counts.get(folder) ?? 0) + 1);
  }

  *all(): Generator<NotRead> {
    for (const [folder, count] of this.#counts) {
      const files = count === 1 ? '1 file' : `${count} files`;
      const reason = `${files} that the function could not understand; name the folder, or use --unparsed`;
      yield notRead(`${this.before}${folder}/`, reason, false, count);
    }
  }
}
