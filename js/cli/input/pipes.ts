/** Named pipes: a program that just opens one waits, maybe for ever, until something writes to it. */

import { closeSync, constants, openSync, readSync, statSync } from 'node:fs';

export function isPipe(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFIFO() === true;
}

/** Opens a file so that neither opening it nor reading it waits. Windows has no such pipes. */
export function openWithoutWaiting(file: string): number {
  return openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
}

/**
 * Reads what there is.
 *
 * @returns how many bytes; 0: the end, or nothing writes to the pipe; undefined: there is nothing yet
 */
export function readWithoutWaiting(
  descriptor: number,
  into: Buffer,
  from: number,
): number | undefined {
  try {
    return readSync(descriptor, into, from, into.length - from, null);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return undefined;
    throw error;
  }
}

/** How often it is looked whether a pipe has something, ms. */
export const LOOK_EVERY_MS = 10;

const CHUNK = 64 * 1024;

/** What is written to a named pipe. */
export class PipeReader {
  readonly #descriptor: number;
  #next: Buffer | undefined;
  #hasWriter = false;

  constructor(file: string) {
    this.#descriptor = openWithoutWaiting(file);
    this.#look();
  }

  /** Whether something has it open to write to it, or has written to it. */
  get hasWriter(): boolean {
    return this.#hasWriter;
  }

  /** Waits for a writer, and until it has closed the pipe. */
  async *chunks(): AsyncGenerator<Buffer> {
    try {
      for (;;) {
        const chunk = this.#next;
        this.#next = undefined;
        if (chunk !== undefined) yield chunk;
        else await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
        if (this.#look() === 'closed') return;
      }
    } finally {
      closeSync(this.#descriptor);
    }
  }

  #look(): 'open' | 'closed' {
    const room = Buffer.allocUnsafe(CHUNK);
    const read = readWithoutWaiting(this.#descriptor, room, 0);
    if (read === 0) return this.#hasWriter ? 'closed' : 'open';
    this.#hasWriter = true;
    if (read !== undefined) this.#next = room.subarray(0, read);
    return 'open';
  }
}
