/** Sends requests with Node.js's own http and https, from version 8.9 on. */

import type { Agent, ClientRequest, IncomingMessage, RequestOptions } from 'node:http';

import { startTimer } from '../timer';
import { loadHttp, loadHttps, URL } from './builtins-by-require';
import {
  type LongBody,
  longestResponse,
  type Request,
  type Response,
  type Send,
  type SendLong,
} from './transport';

/**
 * How long a connection may be idle and still be reused, ms. Routers drop idle connections without notice, and a request on
 * such a connection would wait until its timeout. Servers close them too, those of Node.js after 5 s.
 */
const MAX_IDLE = 4_000;

interface Protocol {
  request(options: RequestOptions): ClientRequest;
  agent: Agent;
}

const protocols: Record<string, Promise<Protocol>> = {};

/** Loads the module for a protocol when the first URL needs it. */
function protocol(name: string): Promise<Protocol> {
  const known = protocols[name] || loadProtocol(name);
  protocols[name] = known;
  return known;
}

async function loadProtocol(name: string): Promise<Protocol> {
  const module = await (name === 'http:' ? loadHttp() : loadHttps());
  // Connections are kept for the next event that a warm instance gets. Idle ones do not keep the process alive.
  return { request: module.request, agent: new module.Agent({ keepAlive: true }) };
}

/** The time of the last response on each connection, ms since 1970. */
const lastUsed = new WeakMap<object, number>();

/** Closes idle connections. It uses the clock, because timers stop while the platform freezes the process. */
function dropIdle(agent: Agent, maxIdle: number): void {
  for (const sockets of Object.values(agent.freeSockets)) {
    for (const socket of Array.from(sockets || [])) {
      if (Date.now() - (lastUsed.get(socket) || 0) >= maxIdle) {
        socket.destroy();
        // Otherwise old Node.js reuses the connection until it is completely closed.
        socket.emit('agentRemove');
      }
    }
  }
}

export const send: Send = (request, body) => sendAny(request, body);

export const sendLong: SendLong = (request, body) => sendAny(request, body);

function sendAny(request: Request, body: Body): Promise<Response> {
  const until = Date.now() + request.timeout;
  return attempt(request, body, request.timeout).catch((error: SendError) => {
    const left = until - Date.now();
    // The service closed an idle connection at the moment of its reuse; the request was valid. A request that the
    // service may have processed (POST) is not repeated by the transport.
    if (error.wasIdle !== true || request.method === 'POST' || left <= 0) {
      throw error;
    }
    return attempt(request, body, left, true);
  });
}

type Body = Uint8Array | LongBody | undefined;

interface SendError extends Error {
  /** Whether a reused connection broke before any response came. */
  wasIdle?: boolean;
}

async function attempt(
  request: Request,
  body: Body,
  timeout: number,
  onNewConnection = false,
): Promise<Response> {
  const url = new URL(request.url);
  const { request: open, agent } = await protocol(url.protocol);
  return new Promise((resolve, reject) => {
    dropIdle(agent, MAX_IDLE);
    const headers: Record<string, string | number> = Object.assign({}, request.headers);
    if (body !== undefined) {
      headers['content-length'] = body.length;
    }
    let wasIdle = false;
    const outgoing = open({
      protocol: url.protocol,
      hostname: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port,
      path: url.pathname + url.search,
      method: request.method,
      headers,
      agent: onNewConnection ? false : agent,
    });
    const stopTimer = startTimer(timeout, () => {
      // After a timeout, the other connections of the agent may be dead too.
      if (wasIdle) {
        dropIdle(agent, 0);
      }
      fail(new Error(`timed out after ${request.timeout} ms`));
    });
    let isOver = false;
    const fail = (error: SendError) => {
      isOver = true;
      stopTimer();
      error.wasIdle =
        wasIdle && /^(ECONNRESET|EPIPE)$/.test((error as { code?: string }).code || '');
      reject(error);
      outgoing.abort();
    };
    let connection: object | undefined;
    outgoing.on('socket', (socket) => {
      connection = socket;
      wasIdle = lastUsed.has(socket);
      lastUsed.set(socket, Date.now());
    });
    outgoing.on('error', fail);
    outgoing.on('response', (incoming) => {
      wasIdle = false;
      if (isInterim(incoming)) {
        return awaitFinal(outgoing, incoming);
      }
      incoming.on('end', () => {
        if (connection !== undefined) {
          lastUsed.set(connection, Date.now());
        }
      });
      read(incoming, longestResponse(request)).then((response) => {
        stopTimer();
        resolve(response);
        isOver = true;
        if (!outgoing.finished) {
          // The answer came before all of a long body was sent. The connection cannot be used again.
          outgoing.abort();
        }
      }, fail);
    });
    if (body !== undefined && 'read' in body) {
      write(outgoing, body, () => isOver, fail);
    } else {
      outgoing.end(body === undefined ? undefined : bufferOf(body));
    }
  });
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** How much of a long body is read at a time, bytes. */
const PART = 256 * 1024;

/** Writes a long body, a part whenever the one before is sent. So there is one part of it in memory. */
function write(
  outgoing: ClientRequest,
  body: LongBody,
  isOver: () => boolean,
  fail: (error: SendError) => void,
): void {
  const buffer = Buffer.allocUnsafe(Math.min(body.length, PART));
  let at = 0;
  const writeNext = () => {
    if (isOver()) {
      return;
    }
    try {
      const part = buffer.slice(0, body.length - at);
      body.read(at, part);
      at += part.length;
      if (at < body.length) {
        outgoing.write(part, writeNext);
      } else {
        outgoing.end(part);
      }
    } catch (error) {
      fail(error as SendError);
    }
  };
  writeNext();
}

/** Whether the answer itself is still to come (RFC 9110, 15.2). Node.js before 10 takes such answers but 100 for the last one. */
function isInterim({ statusCode }: IncomingMessage): boolean {
  return statusCode !== undefined && statusCode < 200;
}

/** Has old Node.js read the next answer of the same connection, as newer ones do by themselves and as it does after 100. */
function awaitFinal(outgoing: ClientRequest, incoming: IncomingMessage): void {
  // What gives the connection away when the answer ends, and when the request does.
  incoming.removeAllListeners('end');
  outgoing.removeAllListeners('prefinish');
  incoming.resume();
  Object.assign(outgoing, { res: null });
  // Behind all others, it reads no more of the connection.
  incoming.statusCode = 100;
}

/** @param most the longest response that is read, bytes */
function read(incoming: IncomingMessage, most: number): Promise<Response> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    incoming.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > most) {
        reject(new Error(`the response is longer than ${most} bytes`));
      }
    });
    incoming.on('aborted', () => reject(new Error('the connection broke during the response')));
    incoming.on('error', reject);
    incoming.on('end', () => {
      const headers: Record<string, string> = {};
      for (const name of Object.keys(incoming.headers)) {
        const value = incoming.headers[name];
        headers[name] = Array.isArray(value) ? value.join(', ') : String(value);
      }
      resolve({ status: incoming.statusCode || 0, headers, body: Buffer.concat(chunks) });
    });
  });
}
