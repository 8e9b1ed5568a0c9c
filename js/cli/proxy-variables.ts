/** The variables that name proxies, as `proxy-from-env` reads them. */

import { type CommandContext, UsageError } from './context';

type Env = CommandContext['env'];

/** Whether any variable names a proxy. */
export function namesProxy(env: Env): boolean {
  return proxiesIn(env).length > 0;
}

/** @throws UsageError if one is not the URL of a proxy; it does not quote the URL, which may have a password */
export function checkProxies(env: Env): void {
  for (const [name, value] of proxiesIn(env)) {
    const wrong = wrongWith(value);
    if (wrong !== undefined) throw new UsageError(`${name}: ${wrong}`);
  }
}

function proxiesIn(env: Env): [string, string][] {
  return Object.entries(env).filter(
    (pair): pair is [string, string] => !!pair[1] && /^(https?|all)_proxy$/i.test(pair[0]),
  );
}

function wrongWith(value: string): string | undefined {
  let url: URL;
  try {
    url = new URL(value.includes('://') ? value : `http://${value}`);
  } catch {
    return 'it must be the URL of a proxy, such as http://host:8080';
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return 'it must be the URL of a proxy with http:// or https://: no other kind is known here';
  }
  try {
    decodeURIComponent(url.username + url.password);
  } catch {
    return 'its user or password has a % that encodes nothing; write a % as %25';
  }
  return undefined;
}
