/** Node.js's modules in CommonJS. `https` takes 15 ms to load on Node.js 8.9, so nothing is loaded before it is needed. */

type Http = Pick<typeof import('node:http'), 'request' | 'Agent'>;

export function loadHttp(): Http | Promise<Http> {
  return require('node:http');
}

export function loadHttps(): Http | Promise<Http> {
  return require('node:https');
}
