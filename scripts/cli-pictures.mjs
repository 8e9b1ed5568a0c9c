// Pictures of what the commands print on a terminal, for docs/cli.md: the real output with its colours, as Chromium shows it.
//
//   node --import tsx scripts/cli-pictures.mjs

import { spawn } from 'node:child_process';
import { copyFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Convert from 'ansi-to-html';
import { chromium } from 'playwright-core';
import { startCosEmulator } from '../js/dev/cos/emulator.ts';
import { CHROMIUM_ARGS, ensureChromium } from './chromium.mjs';
import { root } from './tools.mjs';

const EVENTS = join(root, 'tests', 'fixtures', 'events');
/** Of a terminal that is dark: red, green, yellow, blue. */
const COLORS = { 1: '#f14c4c', 2: '#23d18b', 3: '#e5c07b', 4: '#3b8eea' };
const CREDENTIALS = { secretId: 'id', secretKey: 'key' };

const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
copyFileSync(join(EVENTS, 'workflow-partial.json'), join(folder, 'event.json'));
// replay keeps its journal beside them.
cpSync(EVENTS, join(folder, 'events'), { recursive: true });
writeFileSync(join(folder, 'broken.json'), '{"EventType":');
const cos = await startCosEmulator({ folder: join(folder, '.cos'), credentials: [CREDENTIALS] });
const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  args: CHROMIUM_ARGS,
});
const page = await browser.newPage({
  deviceScaleFactor: 1.5,
  viewport: { width: 900, height: 100 },
});
const convert = new Convert({ fg: '#d4d4d4', bg: '#1e1e1e', colors: COLORS, escapeXML: true });

/** What a command prints, both streams in their order. */
function print(words) {
  return new Promise((resolve, reject) => {
    const { PATH } = process.env;
    const child = spawn(process.execPath, [join(root, 'pkg', 'cli.mjs'), ...words], {
      cwd: folder,
      env: {
        PATH,
        LANG: 'C.UTF-8',
        FORCE_COLOR: '1',
        NOTIFY_LANG: 'en',
        COS_BUCKET: 'results-1250000000',
        COS_REGION: 'ap-guangzhou',
        COS_ENDPOINT: cos.url,
        COS_SECRET_ID: CREDENTIALS.secretId,
        COS_SECRET_KEY: CREDENTIALS.secretKey,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
    }
    child.on('error', reject);
    // How fast this machine is belongs into no picture.
    child.on('close', () => resolve(text.replace(/, \d+ a second/g, ', 1000 a second')));
  });
}

for (const [name, words] of [
  ['inspect', ['inspect', 'event.json']],
  ['replay', ['replay', 'events/', 'broken.json', 'event.json']],
]) {
  const text = `\u001b[2m$\u001b[22m mps-webhook ${words.join(' ')}\n${await print(words)}`;
  await page.setContent(`<!doctype html><style>
    body { margin: 0; display: inline-block; background: #1e1e1e }
    pre { margin: 0; padding: 16px 20px; color: #d4d4d4; font: 14px/1.4 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace }
    </style><pre>${convert.toHtml(text)}</pre>`);
  const path = join(root, 'docs', 'images', `cli-${name}.png`);
  await page.locator('body').screenshot({ path });
  console.log(`• ${path}`);
}
await browser.close();
await cos.close();
rmSync(folder, { recursive: true, force: true });
