/** Which events are delivered already: a file that grows by a line for each, so that a restart goes on where it was. */

import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { Failure, UsageError } from '../surroundings';

/** What tells events apart: 96 bits of SHA-256. */
export function digestOf(event: Uint8Array): string {
  return createHash('sha256').update(event).digest('base64').slice(0, DIGEST);
}

const DIGEST = 16;

export class Journal {
  readonly #path: string;
  readonly #file: number;
  readonly #done: Set<string>;

  private constructor(path: string, file: number, done: Set<string>) {
    this.#path = path;
    this.#file = file;
    this.#done = done;
  }

  /**
   * Opens the journal at a path, or begins one.
   *
   * @param target what is delivered to, without secrets: a journal is of one target
   * @param isAnew whether what a journal there says is to be forgotten
   * @throws UsageError if it is of another target, or no journal
   */
  static open(path: string, target: string, isAnew = false): Journal {
    const header = `${FORMAT} ${createHash('sha256').update(target).digest('hex').slice(0, 32)}`;
    const found = readIfThere(path);
    if (found !== '' && !found.startsWith(FORMAT)) {
      throw new UsageError(`${path} is not the journal of a replay`);
    }
    if (isAnew) rmSync(path, { force: true });
    const text = isAnew ? '' : found;
    const end = text.lastIndexOf('\n') + 1;
    const [first, ...done] = text.slice(0, end).split('\n').slice(0, -1);
    if (first !== undefined && first !== header) {
      throw new UsageError(
        `${path} is of a replay with other options; finish that, or begin anew with --restart`,
      );
    }
    let file: number;
    try {
      file = openSync(path, 'a');
    } catch (error) {
      throw new Failure(`the journal cannot be written: ${(error as Error).message}`);
    }
    if (first === undefined) writeSync(file, `${header}\n`);
    // A line that a kill cut off is no digest; the next one must not be joined to it.
    else if (end < text.length) writeSync(file, '\n');
    return new Journal(path, file, new Set(done.filter((line) => line.length === DIGEST)));
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
    this.#done.add(digest);
    writeSync(this.#file, `${digest}\n`);
  }

  /** Closes it; when all is done it has served. */
  close(isAllDone: boolean): void {
    closeSync(this.#file);
    if (isAllDone) rmSync(this.#path, { force: true });
  }
}

const FORMAT = 'mps-webhook replay 1';

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
