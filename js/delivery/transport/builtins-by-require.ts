/** The modules of Node.js for CommonJS, loaded when they are needed. `https` takes 15 ms to load on Node.js 8.9. */

import { givenBuiltin as given } from '../../core/given-builtin';

type Http = Pick<typeof import('node:http'), 'request' | 'Agent'>;

export const URL: typeof import('node:url').URL = (given('url') || require('node:url')).URL;

export function loadHttp(): Http | Promise<Http> {
  return given('http') || require('node:http');
}

export function loadHttps(): Http | Promise<Http> {
  return given('https') || require('node:https');
}
