/** What a file or stream holds: one event, or one on each line. */

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { beginsAsLines, isBlank } from '../../event-lines';
import { Failure } from '../surroundings';
import { type Line, linesOf } from './lines';

/** An event and where it is. */
export interface Found {
  /** For people: `path`, or `path:line`. */
  place: string;
  /** The event exactly as it is there. */
  bytes: Buffer;
}

/** The largest event that is read, bytes: SCF hands over 6 MB, and batches of logs can be unpacked. */
const MAX_EVENT = 256 * 1024 * 1024;

/** Names of files with an event on each line. */
const LINES = /\.(ndjson|jsonl)$/i;
/** Names of files that an archive holds: one event exactly as it came. */
const WHOLE = /\.event\.(json|txt)$/i;

/**
 * The events of a stream, which may be compressed by gzip.
 *
 * By its name or, if that says nothing, by its beginning: where the first line is a document of JSON by itself and more
 * follows, every line is an event.
 */
export async function* eventsIn(
  stream: AsyncIterable<Buffer>,
  path: string,
): AsyncGenerator<Found> {
  const chunks = unpacked(stream);
  const name = path.replace(/\.gz$/i, '');
  if (WHOLE.test(name)) {
    yield { place: path, bytes: await whole(chunks, path) };
    return;
  }
  if (LINES.test(name)) {
    yield* eachLine(linesOf(chunks), path);
    return;
  }
  const { isLines, all } = await lookAt(chunks, path);
  if (isLines) {
    yield* eachLine(linesOf(all), path);
    return;
  }
  const bytes = withoutLineBreak(await whole(all, path));
  if (bytes.length > 0) yield { place: path, bytes };
}

async function* eachLine(lines: AsyncIterable<Line>, path: string): AsyncGenerator<Found> {
  for await (const { number, bytes } of lines) {
    checkLength(bytes.length, `${path}:${number}`);
    if (!isBlank(bytes)) yield { place: `${path}:${number}`, bytes };
  }
}

/** Whether the first line is a document by itself and another follows; and the whole stream again. */
async function lookAt(
  chunks: AsyncIterator<Buffer>,
  path: string,
): Promise<{ isLines: boolean; all: AsyncIterable<Buffer> }> {
  const seen: Buffer[] = [];
  let length = 0;
  let isLines: boolean | undefined;
  while (isLines === undefined) {
    const { value, done } = await chunks.next();
    if (done) break;
    seen.push(value);
    length += value.length;
    checkLength(length, path);
    if (value.includes('\n')) isLines = beginsAsLines(Buffer.concat(seen));
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

async function whole(chunks: AsyncIterable<Buffer>, path: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    length += chunk.length;
    checkLength(length, path);
  }
  return Buffer.concat(parts);
}

function checkLength(length: number, place: string): void {
  if (length > MAX_EVENT) {
    throw new Failure(`${place}: longer than ${MAX_EVENT / 1024 / 1024} MB, which no event is`);
  }
}
