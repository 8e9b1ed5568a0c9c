/** The inspector in a real Chromium. */

import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { after, type TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { CHROMIUM_ARGS, ensureChromium } from '../../../scripts/chromium.mjs';
import { PKG, ROOT } from './project';

export const FOLDER = join(PKG, 'inspector');
/** Where pictures of what was tested are kept. */
export const PICTURES = join(ROOT, 'target', 'inspector');
mkdirSync(PICTURES, { recursive: true });

let browser: Promise<Browser> | undefined;

after(async () => {
  await (await browser)?.close();
});

function launch(): Promise<Browser> {
  browser ??= ensureChromium().then((executablePath) =>
    chromium.launch({ executablePath, args: [...CHROMIUM_ARGS, '--js-flags=--expose-gc'] }),
  );
  return browser;
}

/** What the pages and their workers take of this machine's memory, bytes; undefined where that cannot be read. */
export async function memoryOfPages(): Promise<number | undefined> {
  const session = await (await launch()).newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  try {
    return processInfo
      .filter(({ type }) => type === 'renderer')
      .map(({ id }) => /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1])
      .reduce((sum, kilobytes) => sum + Number(kilobytes) * 1024, 0);
  } catch {
    return undefined;
  }
}

export interface Inspector {
  page: Page;
  /** What the page asked for, and what it complained of. */
  requests: string[];
  complaints: string[];
}

/** Opens it as a file, unless another address is given. */
export async function openInspector(
  t: TestContext,
  options: BrowserContextOptions & { url?: string } = {},
): Promise<Inspector> {
  const { url = pathToFileURL(join(FOLDER, 'index.html')).href, ...rest } = options;
  const context = await (await launch()).newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    ...rest,
  });
  t.after(() => context.close());
  // Only so that a test that cannot succeed ends, on a machine with little time for it, too.
  context.setDefaultTimeout(300_000);
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  await page.goto(url);
  await page.locator('.outcome, .archive').first().waitFor();
  return { page, requests, complaints };
}

/** Puts a text in by the dialog for it. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Paste', exact: true }).click();
  await page.locator('dialog textarea').fill(text);
  await page.getByRole('button', { name: 'Inspect' }).click();
}

/** The text of the event in the editor: all of it, not only what is drawn. */
export async function editorReady(page: Page): Promise<void> {
  await page.locator('.raw .cm-content').waitFor();
}

/** Waits until it is known where fields are from. */
export async function traced(page: Page): Promise<void> {
  await page.locator('.raw footer[aria-busy=false]').waitFor();
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** A static host with nothing but the folder. */
export async function serveStatically(t: TestContext): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const path = (incoming.url ?? '/').replace(/[?#].*$/, '');
    asked.push(path);
    try {
      const file = path.endsWith('/') ? 'index.html' : path.slice(path.lastIndexOf('/') + 1);
      const content = readFileSync(join(FOLDER, file));
      outgoing.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' });
      outgoing.end(content);
    } catch {
      outgoing.writeHead(404);
      outgoing.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${port}/some/folder/`, asked };
}

/** Chooses one of several forms; the circle itself is not seen. */
export async function choose(page: Page, name: string): Promise<void> {
  const radio = page.getByRole('radio', { name });
  // The radio itself is hidden. Its label may move while the dialog grows: this waits until it is hit.
  await page.locator('label').filter({ has: radio }).click();
  await page
    .getByRole('radio', { name, checked: true })
    .waitFor({ state: 'attached', timeout: 30_000 });
}
