/**
 * Takes callbacks of MPS over HTTP where servers call a function of `(request, response)`: `node:http`, Express, Connect,
 * and Fastify through its `raw` objects.
 *
 * What is archived are the bytes that were sent, so nothing may parse the body before.
 */
import { type FetchHandlerOptions } from '../fetch/handler';
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
export declare function createNodeHandler(options?: FetchHandlerOptions): NodeHandler;
