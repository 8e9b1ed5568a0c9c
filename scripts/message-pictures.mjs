// A picture of a digest for docs/delivery.md: what tests/vectors/digests.json has for WeCom, in two languages, about as the app shows it.
// It needs fonts for Chinese and emoji, such as fonts-noto-cjk and fonts-noto-color-emoji of Debian.
//
//   node scripts/message-pictures.mjs

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { CHROMIUM_ARGS, ensureChromium } from './chromium.mjs';
import { root } from './tools.mjs';

const { wecom } = JSON.parse(readFileSync(join(root, 'tests', 'vectors', 'digests.json'), 'utf8'));

/** The Markdown of WeCom is this and no more: bold, colours by name, and quotes of one line. */
function html(markdown) {
  return markdown
    .split('\n')
    .map((line) => {
      const text = line.replace(/\*\*(.+?)\*\*/g, '<b>$1</b>');
      return text.startsWith('> ') ? `<q>${text.slice(2)}</q>` : `<div>${text || '&nbsp;'}</div>`;
    })
    .join('');
}

const bubble = (language) =>
  `<section lang="${language}">${html(wecom[language][0].markdown.content)}</section>`;

const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  args: CHROMIUM_ARGS,
});
const page = await browser.newPage({
  deviceScaleFactor: 1,
  viewport: { width: 1000, height: 100 },
});
await page.setContent(`<!doctype html><meta charset="utf-8"><style>
  body { margin: 0; padding: 16px; display: flex; gap: 16px; background: #ebedf0; font: 14px/1.5 'Noto Sans CJK SC', sans-serif }
  section { flex: 1; padding: 12px 14px; border-radius: 8px; background: #fff; overflow-wrap: anywhere }
  q { display: block; quotes: none; margin: 3px 0; padding-left: 8px; border-left: 3px solid #dcdfe5; color: #586070 }
  font[color=warning] { color: #e0771a }
  font[color=comment] { color: #8a919f }
  font[color=info] { color: #1a9d58 }
</style><body>${bubble('zh')}${bubble('en')}`);
const path = join(root, 'docs', 'images', 'digest.png');
await page.locator('body').screenshot({ path });
console.log(`• ${path}`);
await browser.close();
