/** Which events are delivered already: a file that grows by a line for each, so that a restart goes on where it was. */

import { createHash } from 'node:crypto';
import { closeSync, constants, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { Failure, UsageError } from '../context';
import { reasonOf } from '../system-errors';
import { ELSEWHERE, kindOf, lock } from './lock';

/** What tells events apart: 96 bits of SHA-256. */
export function digestOf(event: Uint8Array): string {
  return createHash('sha256').update(event).digest('base64').slice(0, DIGEST);
}

const DIGEST = 16;

/** What a journal is of. */
export interface Scope {
  /** What is delivered to, without secrets: with another one the journal is refused. */
  target: string;
  /** The paths that are read. */
  paths: string;
  /** Which events of them; undefined: all. */
  filter: string | undefined;
}

export class Journal {
  readonly #path: string;
  readonly #file: number;
  readonly #done: Set<string>;
  readonly #covers: boolean;
  readonly #unlock: () => void;

  private constructor(
    path: string,
    file: number,
    done: Set<string>,
    covers: boolean,
    unlock: () => void,
  ) {
    this.#path = path;
    this.#file = file;
    this.#done = done;
    this.#covers = covers;
    this.#unlock = unlock;
  }

  /**
   * Opens the journal at a path, or begins one. No other process can open it until it is closed.
   *
   * @param isAnew whether what a journal there says is to be forgotten
   * @param now ms since 1970
   * @throws UsageError if it is of another target, or no journal
   * @throws Failure if another process has it, or it cannot be written
   */
  static open(path: string, scope: Scope, isAnew: boolean, now: number): Journal {
    // A file that is not a journal must not get a lock beside it.
    checkFormat(path, readIfThere(path));
    const unlock = lock(`${path}.lock`, `the journal ${path}`, now);
    try {
      return Journal.#open(path, scope, isAnew, unlock);
    } catch (error) {
      unlock();
      throw error;
    }
  }

  static #open(path: string, scope: Scope, isAnew: boolean, unlock: () => void): Journal {
    const { target, paths, filter = NO_FILTER } = scope;
    const header = [FORMAT, ...[target, paths, filter].map(short)].join(' ');
    const found = readIfThere(path);
    checkFormat(path, found);
    const text = isAnew ? '' : found;
    const end = text.lastIndexOf('\n') + 1;
    const [first = header, ...done] = text.slice(0, end).split('\n').slice(0, -1);
    if (partsOf(first).target !== partsOf(header).target) {
      throw new UsageError(
        `${path} is of a replay with other options; finish that, or begin anew with --restart`,
      );
    }
    let file: number;
    try {
      file = openSync(path, WRITE | (end === 0 ? constants.O_TRUNC : constants.O_APPEND));
      if (end === 0) writeSync(file, `${header}\n`);
      // A line that a kill cut off is not a digest; the next one must not be joined to it.
      else if (end < text.length) writeSync(file, '\n');
    } catch (error) {
      throw new Failure(`the journal cannot be written: ${reasonOf(error)}; ${ELSEWHERE}`);
    }
    const isDigest = (line: string) => line.length === DIGEST;
    return new Journal(path, file, new Set(done.filter(isDigest)), covers(header, first), unlock);
  }

  /** How many events are in it. */
  get size(): number {
    return this.#done.size;
  }

  has(digest: string): boolean {
    return this.#done.has(digest);
  }

  /** Not deferred: what is delivered must be known after whatever ends this process. */
  add(digest: string): void {
    if (this.#done.has(digest)) return;
    writeSync(this.#file, `${digest}\n`);
    this.#done.add(digest);
  }

  /**
   * Closes it. When all is done, or nothing, it has served, unless it was begun for more than this replay was asked for: by other
   * paths, or with other filters.
   */
  close(isAllDone: boolean): void {
    closeSync(this.#file);
    if ((isAllDone && this.#covers) || this.size === 0) rmSync(this.#path, { force: true });
    this.#unlock();
  }
}

/** Whatever has come to the path meanwhile: a link is not followed, and a pipe is not waited for. Windows has neither. */
const SAFE = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const WRITE = constants.O_WRONLY | constants.O_CREAT | SAFE;

const NO_FILTER = '';
const FORMAT = 'mps-webhook-replay-2';
/** What journals of every version begin with. */
const FORMATS = /^mps-webhook[ -]replay[ -]/;

function checkFormat(path: string, text: string): void {
  if (text !== '' && !FORMATS.test(text)) {
    throw new UsageError(`${path} is not the journal of a replay; name another one with --journal`);
  }
}

function partsOf(header: string) {
  const [, target = '', paths = '', filter = ''] = header.split(' ');
  return { target, paths, filter };
}

/** Whether a replay does all that the one was for that began the journal. */
function covers(header: string, first: string): boolean {
  const [now, begun] = [partsOf(header), partsOf(first)];
  return (
    now.paths === begun.paths && (now.filter === begun.filter || now.filter === short(NO_FILTER))
  );
}

function short(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** @throws UsageError if it is not a regular file: a journal does not write to the target of a link */
function readIfThere(path: string): string {
  try {
    const kind = kindOf(path);
    if (kind !== undefined && kind !== 'a file') {
      throw new UsageError(
        `${path} is ${kind}, not the journal of a replay; name another one with --journal`,
      );
    }
    const file = openSync(path, constants.O_RDONLY | SAFE);
    try {
      return readFileSync(file, 'latin1');
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw new Failure(`the journal ${path} cannot be read: ${reasonOf(error)}`);
  }
}
