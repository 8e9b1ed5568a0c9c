/** Pages in a headless Chromium, which send what they have to say to the server they are from. */

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { ROOT } from './project';

export interface Browser {
  path: string;
  version: string;
}

/** The browser; undefined if there is none, and then the test is skipped with the reason. */
export async function chromiumFor(t: TestContext): Promise<Browser | undefined> {
  let path: string;
  try {
    // Not as a static import, which would become CommonJS.
    const script = pathToFileURL(join(ROOT, 'scripts', 'chromium.mjs')).href;
    path = await (await import(script)).ensureChromium();
  } catch (error) {
    t.skip((error as Error).message);
    return undefined;
  }
  const said = execFileSync(path, ['--version'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  }).toString();
  return { path, version: /[\d.]+/.exec(said)?.[0] ?? said };
}

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** Serves a folder; `said` is what its page says. */
export async function serveFolder(t: TestContext, folder: string) {
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

/** Opens a page; the browser ends with the test. */
export async function openPage(t: TestContext, { path }: Browser, url: string): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), 'chromium-'));
  const child = spawn(
    path,
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--no-first-run',
      `--user-data-dir=${profile}`,
      '--remote-debugging-port=0',
      url,
    ],
    { stdio: 'ignore' },
  );
  const end = new Promise((resolve) => child.on('close', resolve));
  t.after(async () => {
    child.kill('SIGKILL');
    await end;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  });
}
