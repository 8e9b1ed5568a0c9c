/** The modules of Node.js for ECMAScript modules, in forms that every bundler knows. */

export { URL } from 'node:url';

type Http = Pick<typeof import('node:http'), 'request' | 'Agent'>;

export function loadHttp(): Promise<Http> {
  return import('node:http');
}

export function loadHttps(): Promise<Http> {
  return import('node:https');
}
