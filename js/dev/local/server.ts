/** Takes events by POST, shows what became of them on a page, and serves the inspector. */

import { createReadStream, existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { percentDecode } from '../cos/percent';
import { type LocalDelivery, LocalFunction, type LocalOptions } from './function';
import { PAGE } from './page';

export type { LocalDelivery } from './function';

export interface ServerOptions extends LocalOptions {
  /** 0: any free one. */
  port: number;
  /** Where the inspector lies; it need not be there. */
  inspectorFolder: string;
  /** The reports of an event, or the errors in their place. */
  parse(event: Uint8Array): unknown[];
  /** Called when an event has been delivered. */
  onEntry(entry: Entry): void;
}

/** An event and what became of it. */
export interface Entry extends LocalDelivery {
  /** 1 for the first one. */
  number: number;
  /** Milliseconds since 1970. */
  at: number;
  /** Where it came from: `POST`, or a file. */
  source: string;
  reports: unknown[];
  /** The event as text. */
  event: string;
}

export interface DevServer {
  url: string;
  /** Gives an event to the function. */
  take(event: Uint8Array, source: string): Promise<Entry>;
  reload(): Promise<void>;
  close(): Promise<void>;
}

/** How many events are kept to be shown. */
const KEPT = 200;
const MAX_BODY = 32 * 1024 * 1024;

/** @throws when the port is taken */
export async function startDevServer(options: ServerOptions): Promise<DevServer> {
  const local = await LocalFunction.start(options);
  const entries: Entry[] = [];
  const watching = new Set<ServerResponse>();
  let number = 0;

  const take = async (bytes: Uint8Array, source: string): Promise<Entry> => {
    const event = Buffer.from(bytes).toString();
    const delivery = await local.deliver(objectOf(event));
    const reports = reportsOf(bytes);
    const entry = { number: ++number, at: Date.now(), source, reports, event, ...delivery };
    entries.unshift(entry);
    entries.length = Math.min(entries.length, KEPT);
    for (const page of watching) page.write(`data: ${entry.number}\n\n`);
    options.onEntry(entry);
    return entry;
  };

  const reportsOf = (bytes: Uint8Array): unknown[] => {
    try {
      return options.parse(bytes);
    } catch (error) {
      return [{ error: { message: `the event cannot be read: ${(error as Error).message}` } }];
    }
  };

  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch((error: Error) => {
      if (!outgoing.headersSent) send(outgoing, 500, TEXT, `${error.message}\n`);
      else outgoing.destroy();
    });
  });

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    if (!isOurs(incoming)) return send(outgoing, 403, TEXT, 'only for this machine\n');
    const pathname = pathOf(incoming.url ?? '/');
    if (pathname === undefined) return send(outgoing, 400, TEXT, BAD_PATH);
    if (incoming.method === 'POST') {
      const body = await read(incoming);
      if (body === 'aborted') return;
      if (body === 'too long') return send(outgoing, 413, TEXT, TOO_LONG);
      const { event: _, ...entry } = await take(body, 'POST');
      return send(outgoing, entry.ok ? 200 : 500, JSON_TYPE, `${JSON.stringify(entry, null, 2)}\n`);
    }
    if (incoming.method !== 'GET') return send(outgoing, 405, TEXT, 'GET or POST\n');
    if (pathname === '/') return send(outgoing, 200, 'text/html; charset=utf-8', PAGE);
    if (pathname === '/events') {
      const shown = entries.map(({ event: _e, log: _l, ...entry }) => entry);
      return send(outgoing, 200, JSON_TYPE, JSON.stringify(shown));
    }
    const one = /^\/events\/(\d+)$/.exec(pathname)?.[1];
    if (one !== undefined) {
      const entry = entries.find((it) => it.number === Number(one));
      if (entry === undefined) return send(outgoing, 404, TEXT, 'no such event\n');
      return send(outgoing, 200, JSON_TYPE, `${JSON.stringify(entry, null, 2)}\n`);
    }
    if (pathname === '/live') {
      outgoing.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
      outgoing.flushHeaders();
      watching.add(outgoing);
      outgoing.on('close', () => watching.delete(outgoing));
      return;
    }
    if (pathname.startsWith('/objects/')) {
      const file = await local.fileOf(pathname.slice('/objects/'.length));
      if (file === undefined) return send(outgoing, 404, TEXT, 'no such object\n');
      outgoing.writeHead(200, {
        ...SAFE,
        'content-type': file.endsWith('.json') ? JSON_TYPE : TEXT,
      });
      return pipeline(createReadStream(file), outgoing);
    }
    if (pathname === '/inspector' || pathname.startsWith('/inspector/')) {
      return serveInspector(pathname.slice('/inspector'.length), options.inspectorFolder, outgoing);
    }
    send(outgoing, 404, TEXT, 'there is /, /events, /objects/ and /inspector/\n');
  };

  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port, '127.0.0.1', resolve);
    });
  } catch (error) {
    await local.close();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    take,
    reload: () => local.reload(),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await local.close();
    },
  };
}

const JSON_TYPE = 'application/json; charset=utf-8';
const TEXT = 'text/plain; charset=utf-8';
const TOO_LONG = `an event may have ${MAX_BODY / 1024 / 1024} MB\n`;
const BAD_PATH = 'the path is not percent-encoded UTF-8\n';
const SAFE = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' };

function send(outgoing: ServerResponse, status: number, type: string, body: string | Buffer): void {
  outgoing.writeHead(status, { ...SAFE, 'content-type': type });
  outgoing.end(body);
}

/** SCF hands over what JSON says; what is none comes as the body of a web request, as through a function URL. */
function objectOf(event: string): unknown {
  try {
    return JSON.parse(event);
  } catch {
    return { httpMethod: 'POST', path: '/', headers: {}, body: event };
  }
}

/** A page of somebody else's, in the same browser, must not post events or read them, by whatever name it calls this. */
function isOurs({ headers }: IncomingMessage): boolean {
  const isLocal = (host: string) => /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);
  const origin = headers.origin;
  const isSame = origin === undefined || origin === `http://${headers.host}`;
  return isLocal(headers.host ?? '') && isSame;
}

/** The path of a request, decoded; undefined if it is none. */
function pathOf(target: string): string | undefined {
  // A target may be absolute; two slashes at its beginning are no host.
  const path = /^(?:https?:\/\/[^/?#]*)?([^?#]*)/i.exec(target)?.[1] || '/';
  return percentDecode(path);
}

/** The whole body, unless it is too long, or whoever sent it went away. The rest of one that is too long is not kept. */
async function read(incoming: IncomingMessage): Promise<Buffer | 'too long' | 'aborted'> {
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve) => {
    incoming.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > MAX_BODY) {
        chunks.length = 0;
        resolve('too long');
      } else chunks.push(chunk);
    });
    incoming.on('end', () => resolve(Buffer.concat(chunks)));
    incoming.on('error', () => resolve('aborted'));
    incoming.on('close', () => resolve('aborted'));
  });
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': JSON_TYPE,
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

async function serveInspector(
  path: string,
  folder: string,
  outgoing: ServerResponse,
): Promise<void> {
  if (!existsSync(folder)) {
    const text = `The inspector is not in this package (${folder}). In a clone of the project, npm run build makes it.\n`;
    return send(outgoing, 404, TEXT, text);
  }
  if (path === '') {
    outgoing.writeHead(302, { location: '/inspector/' });
    outgoing.end();
    return;
  }
  // Normalised from the root: no `..`, encoded or not, is left to lead out of the folder.
  const file = join(folder, normalize(`/${path}`), path.endsWith('/') ? 'index.html' : '');
  const isFile = await stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isFile) return send(outgoing, 404, TEXT, 'no such file\n');
  send(outgoing, 200, TYPES[extname(file)] ?? 'application/octet-stream', await readFile(file));
}
