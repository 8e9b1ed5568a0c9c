import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { readBody } from './read-body';

/** A request as a fake service sees it. */
export interface ServiceRequest {
  /** 0 for the first one. */
  index: number;
  method: string;
  /** Path and query. */
  url: string;
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

/** What is answered. */
export interface ServiceAnswer {
  status: number;
  headers?: Record<string, string>;
  body: string;
}

/** What goes wrong with a request. */
export interface ServiceFault {
  /** Milliseconds to wait before anything else. */
  delayMs?: number;
  /** Instead of what would be answered, nothing done. */
  answer?: ServiceAnswer;
  /** Break the connection: before anything is done, or instead of the answer. */
  reset?: 'before' | 'after';
}

export interface FakeService {
  /** Base URL without a slash at the end. */
  url: string;
  close(): Promise<void>;
}

/** Starts a fake of a service on this machine: it answers what `serve` returns, or fails as `tamper` says. */
export async function startFakeService(
  serve: (request: ServiceRequest) => ServiceAnswer,
  tamper: (request: ServiceRequest) => ServiceFault | undefined = () => undefined,
): Promise<FakeService> {
  let index = 0;
  const server = createServer((incoming, outgoing) => {
    // No request may end the process that started this.
    answer(incoming, outgoing).catch((error: Error) => {
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(500).end(`${error.message}\n`);
    });
  });
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const body = await readBody(incoming);
    if (body === undefined) return;
    const { method = '', url = '' } = incoming;
    const headers = incoming.headers as Record<string, string>;
    const request = { index: index++, method, url, headers, body };
    const fault = tamper(request) ?? {};
    if (fault.delayMs !== undefined) await sleep(fault.delayMs);
    if (fault.reset === 'before') {
      incoming.socket.destroy();
      return;
    }
    const reply = fault.answer ?? serve(request);
    if (fault.reset === 'after') {
      incoming.socket.destroy();
      return;
    }
    outgoing.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
    outgoing.end(reply.body);
  };
  // No client may find a connection closed because the machine had no time for either.
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
