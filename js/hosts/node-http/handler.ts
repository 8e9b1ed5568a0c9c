/**
 * Takes callbacks of MPS over HTTP where servers call a function of `(request, response)`: `node:http`, Express, Connect,
 * and Fastify through its `raw` objects.
 *
 * What is archived are the bytes that were sent, so nothing may parse the body before.
 */

import { bytesOf } from '../../input/arguments';
import { createFetchHandler, type FetchHandlerOptions } from '../fetch/handler';
import { logOf, notDelivered } from '../fetch/reply';

/** A request of `node:http`, as far as it is used. */
export interface NodeRequest extends AsyncIterable<unknown> {
  method?: string | undefined;
  headers: Record<string, string | string[] | undefined>;
  /** Whether something has read of its body. */
  readableDidRead?: boolean | undefined;
  /** Whether all of it has been read. */
  readableEnded?: boolean | undefined;
  /** What a framework made of the body: bytes or text serve as well, an object is refused. */
  body?: unknown;
}

/** A response of `node:http`, as far as it is used. */
export interface NodeResponse {
  headersSent?: boolean | undefined;
  writeHead(status: number, headers: Record<string, string>): unknown;
  end(body?: string): unknown;
  destroy?(): unknown;
}

/** A function of a request and a response. It never rejects, and always answers. */
export type NodeHandler = (request: NodeRequest, response: NodeResponse) => Promise<void>;

/**
 * A handler of MPS callbacks for servers of `node:http`. It answers as `createFetchHandler` does.
 *
 * @example
 * import { createServer } from 'node:http';
 * import { createNodeHandler } from 'mps-webhook/edge';
 *
 * createServer(createNodeHandler()).listen(8000);
 *
 * @throws {MpsWebhookError} with the code `invalid_argument` if an option is not what it must be.
 */
export function createNodeHandler(options: FetchHandlerOptions = {}): NodeHandler {
  const handle = createFetchHandler(options);
  const log = logOf(options);
  const answer = async (response: Response, outgoing: NodeResponse) => {
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(await response.text());
  };
  return async (incoming, outgoing) => {
    try {
      await answer(await handle(requestOf(incoming)), outgoing);
    } catch (error) {
      // Sent again, the event may come to a server that is mended.
      const failure = notDelivered(error, log, 'the request could not be taken');
      // What something else has begun to answer is not answered again: half an answer is none.
      if (outgoing.headersSent) outgoing.destroy?.();
      else await answer(failure, outgoing);
    }
  };
}

/** The path does not matter, and not every path that is sent makes a URL. */
const PLACEHOLDER_URL = 'http://localhost/';

function requestOf(incoming: NodeRequest): Request {
  const { method = 'GET', headers } = incoming;
  if (method === 'GET' || method === 'HEAD') {
    return new Request(PLACEHOLDER_URL, { method });
  }
  // Methods that a Request may not have, such as TRACE, are answered as any other that is not allowed.
  if (method !== 'POST') {
    return new Request(PLACEHOLDER_URL, { method: 'OPTIONS' });
  }
  const length = headers['content-length'];
  const init = {
    method,
    headers: typeof length === 'string' ? { 'content-length': length } : {},
    body: bodyOf(incoming),
    // The body is a stream, which need not end before there is an answer.
    duplex: 'half',
  };
  return new Request(PLACEHOLDER_URL, init as RequestInit);
}

function bodyOf(incoming: NodeRequest): ReadableStream<Uint8Array> | Uint8Array | string {
  const { body } = incoming;
  if (body === undefined || isStream(body)) {
    if (incoming.readableEnded || incoming.readableDidRead) {
      throw new Error('something else read the body before, and left nothing of it');
    }
    return streamOf(incoming);
  }
  const bytes = typeof body === 'string' ? body : bytesOf(body, 'body');
  if (bytes === undefined) {
    throw new Error(
      'the body was parsed before, so the bytes that were sent are lost; let this route have them, in Express with express.raw({ type: () => true }) in place of express.json()',
    );
  }
  return bytes;
}

/** Some servers have the stream itself as `body`. */
function isStream(body: unknown): boolean {
  return typeof Object(body)[Symbol.asyncIterator] === 'function';
}

function streamOf(incoming: NodeRequest): ReadableStream<Uint8Array> {
  const chunks = incoming[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value as Uint8Array);
    },
    async cancel() {
      await chunks.return?.();
    },
  });
}
