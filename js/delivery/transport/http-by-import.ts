/** As `http-by-require`, in ECMAScript modules: a form that every bundler knows. */

type Http = Pick<typeof import('node:http'), 'request' | 'Agent'>;

export function loadHttp(): Promise<Http> {
  return import('node:http');
}

export function loadHttps(): Promise<Http> {
  return import('node:https');
}
