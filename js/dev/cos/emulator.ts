import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readBody } from '../read-body';
import { checkBucketName, parseAddress } from './address';
import type { Fault, Tamper } from './fault';
import type { CosRequest } from './message';
import { operate, type Service } from './operations';
import { Reply } from './reply';
import { type LoggedRequest, openEntry } from './request-log';
import { type Credential, verifySignature } from './signature';
import { ObjectStore } from './store';

export type { Fault, FaultAnswer, RequestInfo, Tamper } from './fault';
export type { LoggedRequest } from './request-log';
export type { Credential } from './signature';

export interface CosEmulatorOptions {
  /** Where the objects lie: `folder/<bucket>/<key>`. Made when needed; what is there stays. */
  folder: string;
  /** Default: any free port. */
  port?: number;
  /** Default: 127.0.0.1. */
  host?: string;
  /** Who may send requests. Read at every request, so the array may be changed meanwhile. */
  credentials: readonly Credential[];
  /** The server's clock in milliseconds since 1970. Default: this machine's. */
  now?: () => number;
  /** The buckets there are. Default: every bucket exists. */
  buckets?: readonly string[];
  /** Answer as buckets with versioning do; only the newest version is kept. */
  versioning?: boolean;
  /** Injects faults. */
  tamper?: Tamper;
}

export interface EmulatedObject {
  key: string;
  size: number;
  /** MD5 in hex, without quotes. */
  etag: string;
  /** Milliseconds since 1970. */
  lastModified: number;
  /** The headers it was stored with. */
  headers: Record<string, string>;
  /** The file its bytes lie in. */
  path: string;
}

export interface CosEmulator {
  /** Base URL for path-style requests, without a trailing slash. */
  url: string;
  port: number;
  /** Every request in the order of arrival; an entry is complete before its answer is sent. */
  requests: LoggedRequest[];
  /** The objects of a bucket in the order COS lists them. */
  objects(bucket: string): Promise<EmulatedObject[]>;
  /** Ends all connections; resolves when the port is free and no write is under way. */
  close(): Promise<void>;
}

/**
 * Starts a COS of one's own: the XML API as documented (436/7751 and the pages of each operation),
 * with objects as files in a folder. It checks signatures as COS does and can be told to fail.
 *
 * Requests are addressed host-style (`Host: <bucket>.cos.<region>.…`) or path-style
 * (`<url>/<bucket>/<key>`).
 *
 * @throws when the port is taken
 */
export async function startCosEmulator(options: CosEmulatorOptions): Promise<CosEmulator> {
  const emulator = new Emulator(options);
  return emulator.start();
}

class Emulator {
  readonly #options: CosEmulatorOptions;
  readonly #service: Service;
  readonly #requests: LoggedRequest[] = [];
  readonly #running = new Set<Promise<void>>();
  readonly #closing = new AbortController();
  #index = 0;

  constructor(options: CosEmulatorOptions) {
    this.#options = options;
    this.#service = {
      store: new ObjectStore(options.folder),
      buckets: options.buckets && new Set(options.buckets),
      versioning: options.versioning ?? false,
    };
  }

  async start(): Promise<CosEmulator> {
    const { host = '127.0.0.1', port = 0, folder } = this.#options;
    const server = createServer((incoming, outgoing) => {
      const running = this.#serve(incoming, outgoing).finally(() => this.#running.delete(running));
      this.#running.add(running);
    });
    server.keepAliveTimeout = KEEP_ALIVE_MS;
    await listen(server, port, host);
    const address = server.address() as AddressInfo;
    const shownHost = host.includes(':') ? `[${host}]` : host;
    return {
      url: `http://${shownHost}:${address.port}`,
      port: address.port,
      requests: this.#requests,
      objects: async (bucket) =>
        (await this.#service.store.list(bucket)).map(
          ({ key, size, etag, lastModified, headers, file }) => {
            return { key, size, etag, lastModified, headers, path: join(folder, bucket, file) };
          },
        ),
      close: () => this.#close(server),
    };
  }

  async #close(server: Server): Promise<void> {
    this.#closing.abort();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
    await Promise.all(this.#running);
  }

  /** Never rejects: whatever goes wrong with one request must not end the server. */
  async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const started = performance.now();
    const body = await readBody(incoming);
    if (body === undefined) return; // the client went away
    const index = this.#index++;
    const reply = new Reply(incoming, outgoing, index, this.#now());
    try {
      const request = readRequest(incoming, body);
      const entry = openEntry(request);
      this.#requests.push(entry);
      reply.onAnswer = (status, code) => {
        Object.assign(entry, { status, code, ms: performance.now() - started });
      };
      const { method, bucket, key, headers } = request;
      const fault =
        this.#options.tamper?.({ index, method, bucket, key, headers, bodyLength: body.length }) ??
        {};
      entry.tampered = Object.keys(fault).length > 0;
      await this.#handle(request, entry, fault, reply);
    } catch (error) {
      try {
        reply.sendError(error);
      } catch {
        // The answer has begun already, or cannot be written.
        outgoing.destroy();
      }
    }
  }

  async #handle(
    request: CosRequest,
    entry: LoggedRequest,
    fault: Fault,
    reply: Reply,
  ): Promise<void> {
    if (fault.delayMs !== undefined) {
      const { signal } = this.#closing;
      await sleep(fault.delayMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return reply.reset();
    }
    const isInsteadOfAnswer = fault.reset === true || fault.answer !== undefined;
    if (isInsteadOfAnswer && fault.when !== 'after') return reply.sendFault(fault);

    if (request.bucket !== undefined) checkBucketName(request.bucket);
    verifySignature(request, this.#options.credentials, this.#now());
    entry.verified = true;
    const answer = await operate(request, this.#service, this.#now());

    if (isInsteadOfAnswer) return reply.sendFault(fault);
    if (fault.etag !== undefined) answer.headers.ETag = `"${fault.etag}"`;
    reply.send(answer, fault.truncateTo);
  }

  #now(): number {
    return this.#options.now?.() ?? Date.now();
  }
}

/** @throws CosError InvalidURI */
function readRequest(incoming: IncomingMessage, body: Buffer): CosRequest {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
  }
  const host = headers.host ?? '';
  return {
    method: incoming.method ?? '',
    host,
    ...parseAddress(incoming.url ?? '/', host),
    headers,
    body,
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Long enough for no client to find a connection closed on a machine that has little time for either. */
const KEEP_ALIVE_MS = 600_000;
