/** Pages in headless browsers, which send what they have to say to the server they are from. */

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { ensureChromium } from '../../../scripts/chromium.mjs';
import { ensureFirefox, FIREFOX_PREFERENCES } from '../../../scripts/firefox.mjs';

/** How each browser is found, and started on a page with a profile of its own. */
const BROWSERS = {
  Chromium: {
    ensure: ensureChromium,
    args: (profile: string) => [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--no-first-run',
      `--user-data-dir=${profile}`,
      '--remote-debugging-port=0',
    ],
  },
  Firefox: {
    ensure: ensureFirefox,
    args: (profile: string) => {
      const lines = Object.entries(FIREFOX_PREFERENCES).map(
        ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
      );
      writeFileSync(join(profile, 'user.js'), lines.join(''));
      return ['--headless', '--no-remote', '--profile', profile];
    },
  },
};

export type BrowserName = keyof typeof BROWSERS;
export const BROWSER_NAMES = Object.keys(BROWSERS) as BrowserName[];

export interface Browser {
  name: BrowserName;
  path: string;
  version: string;
}

/** The browser; undefined if there is none, and then the test is skipped with the reason. */
export async function browserFor(t: TestContext, name: BrowserName): Promise<Browser | undefined> {
  let path: string;
  try {
    path = await BROWSERS[name].ensure();
  } catch (error) {
    t.skip((error as Error).message);
    return undefined;
  }
  const said = execFileSync(path, ['--version'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  }).toString();
  return { name, path, version: /[\d.]+/.exec(said)?.[0] ?? said };
}

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** Serves a folder; `said` is what its page says. */
async function serveFolder(t: TestContext, folder: string) {
  let settle: { resolve(text: string): void; reject(error: Error): void } | undefined;
  const said = new Promise<string>((resolve, reject) => {
    settle = { resolve, reject };
  });
  said.catch(() => {});
  const server = createServer((incoming, outgoing) => {
    const { pathname } = new URL(incoming.url ?? '/', 'http://page');
    if (incoming.method === 'POST') {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk) => chunks.push(chunk));
      incoming.on('end', () => {
        outgoing.end();
        const text = Buffer.concat(chunks).toString();
        if (pathname === '/said') settle?.resolve(text);
        else settle?.reject(new Error(text));
      });
      return;
    }
    const file = join(folder, pathname === '/' ? 'index.html' : decodeURIComponent(pathname));
    if (!existsSync(file) || !statSync(file).isFile()) {
      outgoing.writeHead(404).end();
      return;
    }
    outgoing.writeHead(200, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      // What pages with a strict policy allow.
      'content-security-policy': "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'",
    });
    outgoing.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, said };
}

/** What a page says that is opened; the browser ends with the test. */
export async function visit(t: TestContext, browser: Browser, folder: string): Promise<string> {
  const server = await serveFolder(t, folder);
  const profile = mkdtempSync(join(tmpdir(), 'browser-'));
  const args = [...BROWSERS[browser.name].args(profile), server.url];
  // A group of its own, so that the processes it starts end with it and write no more into the profile.
  const detached = process.platform !== 'win32';
  const child = spawn(browser.path, args, { stdio: 'ignore', detached });
  const end = new Promise((resolve) => child.on('close', resolve));
  t.after(async () => {
    if (detached && child.pid !== undefined && child.exitCode === null)
      process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
    await end;
    await rm(profile, { recursive: true, force: true, maxRetries: 20 });
  });
  const early = end.then((code) => {
    throw new Error(`${browser.name} ended by itself (${code})`);
  });
  return Promise.race([server.said, early]);
}
