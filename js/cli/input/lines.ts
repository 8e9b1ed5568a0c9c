/** Lines of a stream, as bytes: an event is kept exactly as it came. */

/** A piece of a stream of lines. */
export interface Line {
  /** 1 for the first one. */
  number: number;
  /** Without its line break. */
  bytes: Buffer;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * The lines of a stream; never more of it in memory than a line and a chunk.
 *
 * @param longest bytes a line may have
 * @throws TooLong at the first line that is longer
 */
export async function* linesOf(
  chunks: AsyncIterable<Buffer>,
  longest: number,
): AsyncGenerator<Line> {
  let number = 0;
  let begun: Buffer[] = [];
  let length = 0;
  const add = (part: Buffer) => {
    begun.push(part);
    length += part.length;
    if (length > longest) throw new TooLong(longest, number + 1);
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(LINE_FEED, start);
      if (end < 0) break;
      add(chunk.subarray(start, end));
      number++;
      yield { number, bytes: withoutReturn(joined(begun)) };
      [begun, length] = [[], 0];
      start = end + 1;
    }
    if (start < chunk.length) add(chunk.subarray(start));
  }
  if (begun.length > 0) yield { number: number + 1, bytes: joined(begun) };
}

/** More bytes than an event may have. */
export class TooLong extends Error {
  /** @param line where; undefined: the whole file */
  constructor(longest: number, line?: number) {
    const what = line === undefined ? '' : `line ${line} is `;
    super(`${what}longer than ${longest / 1024 / 1024} MB, the most that an event may have`);
  }
}

function joined(parts: readonly Buffer[]): Buffer {
  return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
}

function withoutReturn(line: Buffer): Buffer {
  return line.at(-1) === CARRIAGE_RETURN ? line.subarray(0, -1) : line;
}
