/**
 * Receives MPS callbacks as `(request, response)`: `node:http`, Express, Connect, Fastify (its `raw` objects).
 *
 * The archive stores the bytes that were sent, so nothing may parse the body before.
 */

import { bytesOf } from '../../input/arguments';
import { createFetchHandler, type FetchHandlerOptions } from '../fetch/handler';
import { logOf, notDelivered } from '../fetch/reply';

/** The part of a `node:http` request that is used. */
export interface NodeRequest extends AsyncIterable<unknown> {
  method?: string | undefined;
  headers: Record<string, string | string[] | undefined>;
  /** Whether a part of the body was read. */
  readableDidRead?: boolean | undefined;
  /** Whether all of the body was read. */
  readableEnded?: boolean | undefined;
  /** The body as a framework has read it: bytes or text are accepted, an object is refused. */
  body?: unknown;
}

/** The part of a `node:http` response that is used. */
export interface NodeResponse {
  headersSent?: boolean | undefined;
  writeHead(status: number, headers: Record<string, string>): unknown;
  end(body?: string): unknown;
  destroy?(): unknown;
}

/** A function of a request and a response. It never rejects and always answers. */
export type NodeHandler = (request: NodeRequest, response: NodeResponse) => Promise<void>;

/**
 * Returns a handler of MPS callbacks for `node:http`, which answers as `createFetchHandler` does.
 *
 * @example
 * import { createServer } from 'node:http';
 * import { createNodeHandler } from 'mps-webhook/edge';
 *
 * createServer(createNodeHandler()).listen(8000);
 *
 * @throws {MpsWebhookError} with the code `invalid_argument` or `invalid_options`, as `createFetchHandler` does.
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
      // The sender may send the event again, to a server that is repaired.
      const failure = notDelivered(error, log, 'the request could not be taken');
      // If other code has begun a response, that response is incomplete, and no second one is possible.
      if (outgoing.headersSent) outgoing.destroy?.();
      else await answer(failure, outgoing);
    }
  };
}

/** A URL instead of that of the request: paths are not used, and may be invalid. */
const PLACEHOLDER_URL = 'http://localhost/';

function requestOf(incoming: NodeRequest): Request {
  const { method = 'GET', headers } = incoming;
  if (method === 'GET' || method === 'HEAD') {
    return new Request(PLACEHOLDER_URL, { method });
  }
  // A `Request` cannot have some methods, such as TRACE: they get the response for a forbidden method.
  if (method !== 'POST') {
    return new Request(PLACEHOLDER_URL, { method: 'OPTIONS' });
  }
  const length = headers['content-length'];
  const init = {
    method,
    headers: typeof length === 'string' ? { 'content-length': length } : {},
    body: bodyOf(incoming),
    // The body is a stream, which need not end before the response.
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

/** Whether the body is a stream: some servers have the request itself as `body`. */
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
