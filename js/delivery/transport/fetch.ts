/** Sends requests with `fetch`: Workers, Deno, Bun, and Node.js from 18 on. */

import { bytesOf } from '../../input/arguments';
import { startTimer, within } from '../timer';
import { type Response as Answer, longestResponse, type Send } from './transport';

export const send: Send = async (request, body) => {
  const controller = new AbortController();
  const stopTimer = startTimer(request.timeout, () => controller.abort());
  try {
    const { host, ...headers } = request.headers; // `fetch` only takes it from the URL
    const response = await fetch(request.url, {
      method: request.method,
      headers,
      body: body === undefined ? null : (body as Uint8Array<ArrayBuffer>),
      // A signature is for one URL, so redirects are not followed.
      redirect: 'manual',
      signal: controller.signal,
    });
    const most = longestResponse(request);
    const bytes = await readAtMost(response.body, most);
    if (bytes === undefined) {
      throw new Error(`the response is longer than ${most} bytes`);
    }
    const answer: Answer = { status: response.status, headers: {}, body: bytes };
    response.headers.forEach((value, name) => {
      answer.headers[name] = value;
    });
    return answer;
  } catch (error) {
    if (controller.signal.aborted) {
      throw new Error(`timed out after ${request.timeout} ms`);
    }
    const { message, cause } = Object(error) as { message?: string; cause?: { message?: string } };
    throw new Error(cause?.message || message || 'no response came');
  } finally {
    stopTimer();
  }
};

/**
 * Reads all bytes of a stream; `undefined` if there are more than `most`. The rest is not read then.
 *
 * @param timeLimit the time limit, ms
 */
export async function readAtMost(
  stream: ReadableStream<Uint8Array> | null,
  most: number,
  timeLimit?: number,
): Promise<Uint8Array | undefined> {
  if (stream === null) {
    return new Uint8Array(0);
  }
  const reader = stream.getReader();
  let isWhole = false;
  try {
    const late = `it was not there within ${timeLimit} ms`;
    const chunks = await within(timeLimit, chunksOf(reader, most), late);
    isWhole = chunks !== undefined;
    return chunks && joined(chunks);
  } finally {
    if (!isWhole) {
      // Not awaited, because the other side may never close.
      reader.cancel().catch(() => {});
    }
  }
}

async function chunksOf(
  reader: ReadableStreamDefaultReader<unknown>,
  most: number,
): Promise<Uint8Array[] | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return chunks;
    }
    // Some servers make streams of other values, for example text.
    const chunk = bytesOf(value, 'body');
    if (chunk === undefined) {
      throw new Error('the stream is not one of bytes');
    }
    length += chunk.length;
    if (length > most) {
      return undefined;
    }
    chunks.push(chunk);
  }
}

function joined(chunks: Uint8Array[]): Uint8Array {
  const [only] = chunks;
  if (only !== undefined && chunks.length === 1) {
    return only;
  }
  const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
