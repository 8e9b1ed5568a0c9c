/** What a file or stream holds: one event, or one on each line. */

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { FirstLine, isBlank } from '../../api/event-lines';
import { reasonOf } from '../system-errors';
import { linesOf, TooLong } from './lines';

/** An event and where it is. */
export interface Found {
  /** For people: `path`, or `path:line`. */
  place: string;
  /** The event exactly as it is there. */
  bytes: Buffer;
  /**
   * Whether it has to be an event: a line of NDJSON, an object of an archive, or what was named by itself. Anything else of
   * a folder may be something of its own.
   */
  isClaimed: boolean;
  /** Whether it is a line of a file in which an event stands before it; only if `namesEvent` is given. */
  isBesideEvents?: boolean;
}

/** What is not read. */
export interface NotRead {
  /** For people. */
  place: string;
  reason: string;
  /** What to do about it. */
  help?: string;
  /** Whether it should have been: then the command has failed. */
  isFailure: boolean;
  /** How many events or files it stands for. */
  count: number;
}

/** What the core says of bytes that need not be JSON. */
export type NamesEvent = (bytes: Uint8Array) => boolean;

/** What is at a path. */
export type Input = Found | NotRead;

export function isNotRead(input: Input): input is NotRead {
  return 'reason' in input;
}

/**
 * The largest event that is read, bytes: SCF passes 6 MB, and a batch of logs has 32 MB when it is unpacked. To understand an event takes
 * several times its size of memory, and half a megabyte of gzip can be any size.
 */
const MAX_EVENT = 64 * 1024 * 1024;

/** Names of files with an event on each line. */
const LINES = /\.(ndjson|jsonl)$/i;
/** Names of files that an archive holds: one event exactly as it came. */
const WHOLE = /\.event\.(json|txt)$/i;

/**
 * The events of a stream, which may be compressed by gzip.
 *
 * By its name or, if that says nothing, by its beginning: where the first line is a document of JSON by itself and more
 * follows, every line is an event.
 *
 * @param isNamed whether the path was named by itself, so that it has to be of events
 * @param namesEvent whether bytes name an event, though they may be damaged
 */
export async function* eventsIn(
  stream: AsyncIterable<Buffer>,
  path: string,
  isNamed: boolean,
  namesEvent: NamesEvent = () => false,
): AsyncGenerator<Input> {
  const name = path.replace(/\.gz$/i, '');
  const isWhole = WHOLE.test(name);
  const areLines = LINES.test(name);
  const isClaimed = isNamed || isWhole || areLines;
  try {
    const chunks = unpacked(stream);
    const { isLines, all } =
      areLines || isWhole ? { isLines: areLines, all: chunks } : await lookAt(chunks);
    if (isLines) {
      let isBesideEvents = false;
      for await (const { number, bytes } of linesOf(all, MAX_EVENT)) {
        if (isBlank(bytes)) continue;
        yield { place: `${path}:${number}`, bytes, isClaimed, isBesideEvents };
        isBesideEvents ||= namesEvent(bytes);
      }
      return;
    }
    const bytes = await whole(all);
    // An archived event is kept as it came; editors put a line break at the end of a file.
    const event = isWhole ? bytes : withoutLineBreak(bytes);
    if (!isBlank(event)) yield { place: path, bytes: event, isClaimed };
    else {
      const help = path === STDIN ? PIPE_AGAIN : COPY_AGAIN;
      yield { ...notRead(path, 'it is empty', isClaimed), help };
    }
  } catch (error) {
    const isTooLong = error instanceof TooLong;
    const rest = isTooLong && error.message.startsWith('line') ? '; what follows is not read' : '';
    yield {
      ...notRead(path, `${reasonOf(error)}${rest}`, isClaimed || !isTooLong),
      help: isTooLong ? ONE_A_LINE : COPY_AGAIN,
    };
  }
}

/** Whether what the core cannot read as JSON, as `code` says, was an event before it was damaged. */
export function isDamaged(
  { bytes, isBesideEvents }: Found,
  code: string,
  namesEvent: NamesEvent,
): boolean {
  return UNREADABLE.includes(code) && (isBesideEvents === true || namesEvent(bytes));
}

/** What the core says of what is not JSON. */
const UNREADABLE = ['invalid_json', 'invalid_encoding', 'too_large', 'trapped'];

/** What `-` stands for. */
export const STDIN = '-';

const COPY_AGAIN = 'see that it is complete and may be read, and call the command again';

const PIPE_AGAIN = 'see that the program before it gives an event';

const ONE_A_LINE =
  'put each event of a collection on a line of its own, in a file that ends with .ndjson';

export function notRead(place: string, reason: string, isFailure: boolean, count = 1): NotRead {
  return { place, reason, isFailure, count };
}

/** Whether the first line is a document by itself and another follows; and the whole stream again. */
async function lookAt(
  chunks: AsyncIterator<Buffer>,
): Promise<{ isLines: boolean; all: AsyncIterable<Buffer> }> {
  const seen: Buffer[] = [];
  let length = 0;
  const first = new FirstLine();
  let isLines: boolean | undefined;
  while (isLines === undefined) {
    const { value, done } = await chunks.next();
    if (done) break;
    seen.push(value);
    length += value.length;
    checkLength(length);
    isLines = first.areLines(value);
  }
  return {
    isLines: isLines ?? false,
    all: (async function* () {
      yield* seen;
      yield* { [Symbol.asyncIterator]: () => chunks };
    })(),
  };
}

/** Editors put one at the end of a file. */
function withoutLineBreak(bytes: Buffer): Buffer {
  const end = /\r?\n$/.exec(bytes.subarray(-2).toString('latin1'))?.[0].length ?? 0;
  return bytes.subarray(0, bytes.length - end);
}

/** The chunks of a stream, unpacked if it begins as gzip does. */
async function* unpacked(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const source = Readable.from(stream, { objectMode: false });
  const chunks = source[Symbol.asyncIterator]();
  const { value: first, done } = await chunks.next();
  if (done) return;
  const all = async function* () {
    yield first as Buffer;
    yield* { [Symbol.asyncIterator]: () => chunks };
  };
  yield* first[0] === 0x1f && first[1] === 0x8b ? gunzip(all()) : all();
}

async function* gunzip(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  const done = pipeline(packed, gunzip);
  done.catch(() => undefined);
  yield* gunzip;
  await done;
}

async function whole(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    length += chunk.length;
    checkLength(length);
  }
  return Buffer.concat(parts);
}

function checkLength(length: number): void {
  if (length > MAX_EVENT) throw new TooLong(MAX_EVENT);
}
