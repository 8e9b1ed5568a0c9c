/** What a file holds, as a stream: one event, or one on each line; packed with gzip or not. */

import { FirstLine, isBlank } from '../../api/event-lines';

/** An event and where its bytes are. */
export interface Piece {
  /** 1 for the first one; 0 if the file is one event. */
  line: number;
  bytes: Uint8Array;
  /** In the unpacked file. */
  offset: number;
}

const LINES = /\.(ndjson|jsonl)$/i;
const WHOLE = /\.event\.(json|txt)$/i;

const LINE_FEED = 10;

/** The largest event that is read, bytes: a packed file can be a thousand times as large as it looks. */
const MAX_EVENT = 256 * 1024 * 1024;

/** The chunks of a file, unpacked if it begins as gzip does. */
export async function unpacked(
  file: Blob,
): Promise<{ stream: ReadableStream<Uint8Array>; isPacked: boolean }> {
  const head = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const isPacked = head[0] === 0x1f && head[1] === 0x8b;
  const stream = file.stream() as ReadableStream<Uint8Array>;
  if (!isPacked) return { stream, isPacked };
  const gunzip = new DecompressionStream('gzip') as unknown as TransformStream<
    Uint8Array,
    Uint8Array
  >;
  return { stream: stream.pipeThrough(gunzip), isPacked };
}

/** By its name or, if that says nothing, by its first line: JSON by itself with more behind it. */
export async function* piecesOf(
  stream: ReadableStream<Uint8Array>,
  name: string,
): AsyncGenerator<Piece> {
  const plain = name.replace(/\.gz$/i, '');
  let areLines = LINES.test(plain) ? true : WHOLE.test(plain) ? false : undefined;
  // What is not taken apart yet; put together when there may be a line in it.
  const first = new FirstLine();
  let parts: Uint8Array[] = [];
  let length = 0;
  let offset = 0;
  let line = 0;
  for await (const chunk of chunksOf(stream)) {
    parts.push(chunk);
    length += chunk.length;
    if (length > MAX_EVENT)
      throw new Error(`longer than ${MAX_EVENT / 1024 / 1024} MB, which no event is`);
    areLines ??= first.areLines(chunk);
    if (areLines !== true || chunk.indexOf(LINE_FEED) < 0) continue;
    const rest = joined(parts);
    let start = 0;
    for (;;) {
      const end = rest.indexOf(LINE_FEED, start);
      if (end < 0) break;
      line++;
      const bytes = rest.subarray(start, end);
      if (!isBlank(bytes)) yield { line, bytes, offset: offset + start };
      start = end + 1;
    }
    offset += start;
    parts = [rest.subarray(start)];
    length = rest.length - start;
  }
  const rest = joined(parts);
  if (!isBlank(rest)) yield { line: areLines ? line + 1 : 0, bytes: rest, offset };
}

async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    yield value as Uint8Array;
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0] as Uint8Array;
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
