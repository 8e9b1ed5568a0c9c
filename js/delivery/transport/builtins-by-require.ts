/**
 * The modules of Node.js for CommonJS, loaded when they are needed. `https` takes 15 ms to load on Node.js 8.9.
 *
 * `process.getBuiltinModule` is used where it exists: a bundler that makes an ECMAScript module of this replaces `require`
 * by a function that throws.
 */

type Http = Pick<typeof import('node:http'), 'request' | 'Agent'>;

// biome-ignore lint/suspicious/noExplicitAny: the caller knows the module
const given = (name: string): any =>
  process.getBuiltinModule ? process.getBuiltinModule(name) : undefined;

export const URL: typeof import('node:url').URL = (given('url') || require('node:url')).URL;

export function loadHttp(): Http | Promise<Http> {
  return given('http') || require('node:http');
}

export function loadHttps(): Http | Promise<Http> {
  return given('https') || require('node:https');
}
