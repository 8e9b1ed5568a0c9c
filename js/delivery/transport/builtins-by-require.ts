/**
 * Node.js's modules in CommonJS. `https` takes 15 ms to load on Node.js 8.9, so nothing is loaded before it is needed.
 *
 * Where Node.js gives its modules by a function, that is used: a bundler that makes an ECMAScript module of this puts a
 * function that throws in the place of `require`.
 */

type Http = Pick<typeof import('node:http'), 'request' | 'Agent'>;

// biome-ignore lint/suspicious/noExplicitAny: whoever calls knows the module
const given = (name: string): any =>
  process.getBuiltinModule ? process.getBuiltinModule(name) : undefined;

export const URL: typeof import('node:url').URL = (given('url') || require('node:url')).URL;

export function loadHttp(): Http | Promise<Http> {
  return given('http') || require('node:http');
}

export function loadHttps(): Http | Promise<Http> {
  return given('https') || require('node:https');
}
