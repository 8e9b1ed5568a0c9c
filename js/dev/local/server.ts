/** Takes events by POST, shows what became of them on a page, and serves the inspector. */

import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { watchTimer } from '../mps/task-of-event';
import { type LocalBot, type LocalDelivery, LocalFunction, type LocalOptions } from './function';
import { HTML, isOurs, JSON_TYPE, pathOf, SAFE, send, TEXT } from './http';
import { pageOf, serveInspector } from './inspector';
import { pageIn } from './page';
import type { Language } from './page-words';

export type { LocalDelivery } from './function';
export { startInspector } from './inspector';

export interface ServerOptions extends LocalOptions {
  /** 0: any free one. */
  port: number;
  /** Where the inspector lies; it need not be there. */
  inspectorFolder: string;
  /** The reports of an event, or the errors in their place. */
  parse(event: Uint8Array): unknown[];
  /** The language of the page. */
  language: Language;
  /** Why an event is refused, in that language. */
  refusalOf(report: unknown): string | undefined;
  /** Says a sentence of this program or of the function in that language. */
  say(text: string): string;
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
  /** The variables with which other programs reach the COS and the MPS of the function. */
  variables: Record<string, string>;
  /** The notification targets. */
  bots: readonly LocalBot[];
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

  const take = async (bytes: Uint8Array, source: string, isTimer = false): Promise<Entry> => {
    const event = Buffer.from(bytes).toString();
    const delivery = await local.deliver(objectOf(event));
    // Of what the function has refused, nothing came of any notification in it.
    const isRefused = !delivery.ok && delivery.stored.length === 0 && !delivery.isDuplicate;
    const isNone = isTimer || delivery.watched !== undefined || isRefused;
    const reports = isNone ? [] : reportsOf(bytes);
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
      if (pathname === '/lost') {
        const isLost = local.lose(objectOf(body.toString()));
        const [status, text] = isLost ? [202, LOST] : [400, NO_TASK];
        return send(outgoing, status, TEXT, `${options.say(text)}\n`);
      }
      if (pathname === '/watch') {
        const timer = Buffer.from(JSON.stringify(watchTimer(Date.now())));
        const { event: _, ...entry } = await take(timer, 'timer', true);
        const json = `${JSON.stringify(entry, null, 2)}\n`;
        return send(outgoing, entry.ok ? 200 : 500, JSON_TYPE, json);
      }
      const { event: _, ...entry } = await take(body, 'POST');
      return send(outgoing, entry.ok ? 200 : 500, JSON_TYPE, `${JSON.stringify(entry, null, 2)}\n`);
    }
    if (incoming.method !== 'GET') return send(outgoing, 405, TEXT, 'GET or POST\n');
    if (pathname === '/') return send(outgoing, 200, HTML, pageIn(options.language));
    if (pathname === '/events') {
      const shown = entries.map(({ event: _e, log: _l, ...entry }) => ({
        ...entry,
        error: entry.error && options.say(entry.error),
        refusals: entry.reports.map((report) => options.refusalOf(report) ?? null),
      }));
      return send(outgoing, 200, JSON_TYPE, JSON.stringify(shown));
    }
    const one = /^\/events\/(\d+)$/.exec(pathname)?.[1];
    if (one !== undefined) {
      const entry = entries.find((it) => it.number === Number(one));
      if (entry === undefined) return send(outgoing, 404, TEXT, 'no such event\n');
      return send(outgoing, 200, JSON_TYPE, `${JSON.stringify(entry, null, 2)}\n`);
    }
    const shown = /^\/events\/(\d+)\/inspector$/.exec(pathname)?.[1];
    if (shown !== undefined) {
      const entry = entries.find((it) => it.number === Number(shown));
      if (entry === undefined) return send(outgoing, 404, TEXT, 'no such event\n');
      return send(outgoing, 200, HTML, pageOf(Buffer.from(entry.event), '/inspector/'));
    }
    if (pathname === '/live') {
      outgoing.writeHead(200, { ...SAFE, 'content-type': 'text/event-stream' });
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
    variables: local.variables,
    bots: local.bots,
    take,
    reload: () => local.reload(),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await local.close();
    },
  };
}

const LOST =
  'the event is lost: MPS knows its task, and the function does not. POST /watch finds it';
const NO_TASK = 'only a notification of WorkflowTask, EditMediaTask or ScheduleTask can be lost';
const TOO_LONG = `an event may have ${MAX_BODY / 1024 / 1024} MB\n`;
const BAD_PATH = 'the path is not percent-encoded UTF-8\n';

/** SCF passes the value of JSON; what is not JSON comes as the body of a web request, as through a function URL. */
function objectOf(event: string): unknown {
  try {
    return JSON.parse(event);
  } catch {
    return { httpMethod: 'POST', path: '/', headers: {}, body: event };
  }
}

/** The whole body, unless it is too long or the client disconnected. The rest of a body that is too long is not kept. */
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
