/** Requests through the proxy that the environment names: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, but for hosts of `NO_PROXY`. */

import type { IncomingMessage } from 'node:http';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';
import { longestResponse, type Response, type Send } from '../delivery/transport/transport';

const agents = new Map<string, HttpsProxyAgent<string>>();

/** @param send sends what goes through no proxy */
export function throughProxy(send: Send): Send {
  return async (request, body) => {
    const proxy = getProxyForUrl(request.url);
    if (proxy === '') return send(request, body);
    const agent = agents.get(proxy) ?? new HttpsProxyAgent(proxy, { keepAlive: true });
    agents.set(proxy, agent);
    const { request: open } = await import(
      request.url.startsWith('https:') ? 'node:https' : 'node:http'
    );
    return new Promise<Response>((resolve, reject) => {
      const { method, timeout } = request;
      const signal = AbortSignal.timeout(timeout);
      const headers =
        body === undefined
          ? request.headers
          : { ...request.headers, 'content-length': body.length };
      const outgoing = open(
        request.url,
        { method, headers, agent, signal },
        (incoming: IncomingMessage) =>
          read(incoming, longestResponse(request)).then(resolve, reject),
      );
      outgoing.on('error', (error: Error) => {
        const { host } = new URL(proxy);
        const reason = signal.aborted ? `timed out after ${timeout} ms` : error.message;
        reject(Object.assign(new Error(`${reason} (by the proxy ${host})`), { code: 'EPROXY' }));
      });
      outgoing.end(body);
    });
  };
}

/** @param most the longest response that is read, bytes */
async function read(incoming: IncomingMessage, most: number): Promise<Response> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    length += chunk.length;
    if (length > most) throw new Error(`the response is longer than ${most} bytes`);
    chunks.push(chunk);
  }
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
  );
  return { status: incoming.statusCode ?? 0, headers, body: Buffer.concat(chunks) };
}
