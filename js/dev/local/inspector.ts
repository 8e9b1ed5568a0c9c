/** The inspector on this machine. */

import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname, extname, join, normalize } from 'node:path';
import { brotliDecompressSync, deflateRawSync } from 'node:zlib';
import { HTML, isOurs, JSON_TYPE, pathOf, send, TEXT } from './http';

export interface InspectorServer {
  url: string;
  close(): void;
}

/** An event, by the name that the inspector shows: its file, or the line of it. */
export interface NamedEvent {
  name: string;
  bytes: Uint8Array;
}

/**
 * Serves the inspector with some events, on a free port of 127.0.0.1: one is shown, more are an archive. A secret in the path keeps out everyone who was not given the
 * address: other users and other programs of this machine, and pages of other sites.
 */
export async function startInspector(
  folder: string,
  events: readonly NamedEvent[],
): Promise<InspectorServer> {
  const secret = `/${randomBytes(16).toString('hex')}`;
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    if (!isOurs(incoming)) return send(outgoing, 403, TEXT, 'only for this machine\n');
    const path = pathOf(incoming.url ?? '/') ?? '';
    if (!path.startsWith(`${secret}/`)) return send(outgoing, 404, TEXT, 'no such page\n');
    if (incoming.method !== 'GET') return send(outgoing, 405, TEXT, 'GET\n');
    const asked = path.slice(secret.length);
    if (asked === `/${GIVEN}`) return send(outgoing, 200, TYPES['.js'] as string, scriptOf(events));
    if (asked === '/') return sendPage(folder, outgoing);
    return serveInspector(asked, folder, outgoing);
  };
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${secret}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The script that has the events, beside the page. */
const GIVEN = 'given.js';

/** What `js/inspector/input/served-files.ts` takes. The page may load scripts and nothing else. */
function scriptOf(events: readonly NamedEvent[]): string {
  const given = events.map(({ name, bytes }) => [name, Buffer.from(bytes).toString('base64')]);
  return `globalThis.mpsWebhookGiven=${JSON.stringify(given)};\n`;
}

/** Answers with the page, which loads the events before its own script. */
async function sendPage(folder: string, outgoing: ServerResponse): Promise<void> {
  const page = await contentOf(join(folder, 'index.html'));
  if (page === undefined) return serveInspector('/', folder, outgoing);
  const script = '<script src="inspector.js"></script>';
  const text = page.toString();
  if (!text.includes(script)) throw new Error(`index.html of the inspector has no ${script}`);
  const html = text.replace(script, `<script src="${GIVEN}"></script>\n    ${script}`);
  send(outgoing, 200, HTML, html);
}

/**
 * A page that leads to the inspector with an event behind `#`, from where the inspector takes it. The event is a text of
 * `A-Z`, `a-z`, `0-9`, `-` and `_` there.
 *
 * @param base the path of the inspector
 */
export function pageOf(event: Uint8Array, base: string): string {
  const packed = deflateRawSync(event).toString('base64url');
  return `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>MPS event inspector</title>
<script>location.replace(${JSON.stringify(`${base}#e=${packed}`)})</script>\n`;
}

const TYPES: Record<string, string> = {
  '.html': HTML,
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': JSON_TYPE,
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

/** Answers with a file of the inspector. */
export async function serveInspector(
  path: string,
  folder: string,
  outgoing: ServerResponse,
): Promise<void> {
  if (!existsSync(folder)) {
    const text = `The inspector is not in this package (${folder}). In a clone of the project, npm run build makes it.\n`;
    return send(outgoing, 404, TEXT, text);
  }
  if (path === '') {
    outgoing.writeHead(302, { location: '/inspector/' });
    outgoing.end();
    return;
  }
  // Normalised from the root: no `..`, encoded or not, is left to lead out of the folder.
  const file = join(folder, normalize(`/${path}`), path.endsWith('/') ? 'index.html' : '');
  const content = await contentOf(file);
  if (content === undefined) return send(outgoing, 404, TEXT, 'no such file\n');
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  send(outgoing, 200, type, await withTexts(await withCore(content, folder), folder));
}

/** A file; in the npm package its content is in a compressed one beside its place, which may have all files of the folder. */
async function contentOf(file: string): Promise<Buffer | undefined> {
  if (await isFile(file)) return readFile(file);
  if (await isFile(`${file}.br`)) return brotliDecompressSync(await readFile(`${file}.br`));
  const whole = join(dirname(file), WHOLE_PAGE);
  if (unpacked?.whole !== whole) {
    if (!(await isFile(whole))) return undefined;
    const text = brotliDecompressSync(await readFile(whole)).toString();
    unpacked = { whole, files: JSON.parse(text) };
  }
  const name = basename(file);
  return Object.hasOwn(unpacked.files, name)
    ? Buffer.from(unpacked.files[name] as string)
    : undefined;
}

/** Has all files of the inspector; `scripts/npm-package.mjs` makes it. */
const WHOLE_PAGE = 'page.json.br';
/** What was unpacked last: a page asks for one file after the other. */
let unpacked: { whole: string; files: Record<string, string> } | undefined;

function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** What the npm package has in its script of the inspector in the place of the core, which it has beside the folder. */
const CORE_IS_BESIDE = '@core.modern.wasm@';

/** The same of texts, which other programs of the package read too: a literal with the name of their file and of what of it is meant. */
const TEXT_IS_BESIDE = /"@(samples\.json|translations\.json)([^@"]*)@"/g;

async function withTexts(content: Buffer, folder: string): Promise<Buffer> {
  if (!content.includes('"@')) return content;
  const code = content.toString();
  const found = [...code.matchAll(TEXT_IS_BESIDE)];
  const texts = await Promise.all(
    found.map(async ([, file = '', names = '']) => {
      const beside = JSON.parse(`${await contentOf(join(folder, '..', file))}`);
      return file === 'samples.json' ? samplesOf(beside, names) : JSON.stringify(beside.core);
    }),
  );
  return Buffer.from(code.replace(TEXT_IS_BESIDE, () => JSON.stringify(texts.shift())));
}

/** Samples by their names, which have blanks between them. */
function samplesOf(samples: Record<string, string>, names: string): string {
  const wanted = names.trim().split(' ');
  return JSON.stringify(wanted.map((name) => [name, compact(samples[name] ?? '')]));
}

/** An event without white space; a broken one stays as it is. */
function compact(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}

async function withCore(content: Buffer, folder: string): Promise<Buffer> {
  const at = content.indexOf(CORE_IS_BESIDE);
  if (at < 0) return content;
  const core = await readFile(join(folder, '..', 'core.modern.wasm'));
  return Buffer.concat([
    content.subarray(0, at),
    // As `scripts/build-inspector.mjs` puts it in.
    Buffer.from(deflateRawSync(core).toString('base64')),
    content.subarray(at + CORE_IS_BESIDE.length),
  ]);
}
