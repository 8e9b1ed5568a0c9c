/** Sends requests with `fetch`: Workers, Deno, Bun, and Node.js from 18 on. */

import type { Response as Answer, Send } from './transport';

/** The longest response that is read, bytes. The core reads small documents; whatever is longer is not one. */
const MAX_RESPONSE = 16 * 1024 * 1024;

export const send: Send = async (request, body) => {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), request.timeout);
  try {
    const { host, ...headers } = request.headers; // `fetch` takes it from the URL, and nothing else
    const response = await fetch(request.url, {
      method: request.method,
      headers,
      body: body === undefined ? null : (body as Uint8Array<ArrayBuffer>),
      // To sign for one place and follow to another is never right.
      redirect: 'manual',
      signal: controller.signal,
    });
    const bytes = await readAtMost(response.body, MAX_RESPONSE);
    if (bytes === undefined) {
      throw new Error(`the response is longer than ${MAX_RESPONSE} bytes`);
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
    const { message, cause } = error as { message: string; cause?: { message?: string } };
    throw new Error(cause?.message || message);
  } finally {
    clearTimeout(timer);
  }
};

/** All bytes of a stream; nothing if there are more than `most`, and then the rest is not read. */
export async function readAtMost(
  stream: ReadableStream<Uint8Array> | null,
  most: number,
): Promise<Uint8Array | undefined> {
  if (stream === null) {
    return new Uint8Array(0);
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      break;
    }
    length += value.length;
    if (length > most) {
      // Not waited for: the other side may never let go.
      reader.cancel().catch(() => {});
      return undefined;
    }
    chunks.push(value);
  }
  const [only] = chunks;
  if (only !== undefined && chunks.length === 1) {
    return only;
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
