import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/**
 * The lines a process writes to one stream, cut at marks: a mark is a line by which the process says
 * that the output of an invocation ends there. What is written between invocations counts to the
 * next one, as in SCF's logs.
 */
export class MarkedLines {
  #lines: string[] = [];
  #rest = '';
  #waiting: { mark: string; resolve: (lines: string[]) => void } | undefined;
  readonly #collected = new Map<string, string[]>();

  constructor(stream: Readable) {
    const decoder = new StringDecoder('utf8');
    stream.on('data', (chunk: Buffer) => this.#take(decoder.write(chunk)));
  }

  /** The lines up to a mark, when it has come. */
  until(mark: string): Promise<string[]> {
    const collected = this.#collected.get(mark);
    if (collected) {
      this.#collected.delete(mark);
      return Promise.resolve(collected);
    }
    return new Promise((resolve) => {
      this.#waiting = { mark, resolve };
    });
  }

  /** Everything since the last mark; for a process that has ended. */
  drain(): string[] {
    const lines = this.#rest === '' ? this.#lines : [...this.#lines, this.#rest];
    this.#lines = [];
    this.#rest = '';
    return lines;
  }

  #take(text: string): void {
    const parts = (this.#rest + text).split('\n');
    this.#rest = parts.pop() ?? '';
    for (const line of parts) {
      const at = line.indexOf(MARK_PREFIX);
      if (at < 0) {
        this.#lines.push(line);
        continue;
      }
      // Output without a line break at its end stands before the mark on the same line.
      if (at > 0) this.#lines.push(line.slice(0, at));
      this.#reached(line.slice(at));
    }
  }

  #reached(mark: string): void {
    const lines = this.#lines;
    this.#lines = [];
    if (this.#waiting?.mark === mark) {
      this.#waiting.resolve(lines);
      this.#waiting = undefined;
    } else {
      this.#collected.set(mark, lines);
    }
  }
}

/** A mark begins with a character no log line has. */
export function markOf(id: string): string {
  return MARK_PREFIX + id;
}

const MARK_PREFIX = '\u0000end ';
