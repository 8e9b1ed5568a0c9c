// Pictures of the event inspector for README.md and docs/inspector.md, as Chromium shows pkg/inspector with fixtures of the tests. It needs
// fonts for Chinese, such as fonts-noto-cjk of Debian.
//
//   node scripts/inspector-pictures.mjs

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { CHROMIUM_ARGS, ensureChromium } from './chromium.mjs';
import { root } from './tools.mjs';

const EVENTS = join(root, 'tests', 'fixtures', 'events');
const PAGE = pathToFileURL(join(root, 'pkg', 'inspector', 'index.html')).href;

/** One row a picture: how the browser is, what is opened, and what is done then. */
const PICTURES = {
  'inspector-report': { width: 1160, height: 740, open: 'workflow-partial.json' },
  'inspector-review': { width: 1280, height: 800, open: 'workflow-ai-review.json' },
  'inspector-phone': { width: 390, height: 800, open: 'workflow-ai-review.json' },
  'inspector-archive': { width: 1280, height: 800, folder: EVENTS },
  'inspector-plan': {
    width: 1200,
    height: 750,
    locale: 'zh-CN',
    colorScheme: 'dark',
    open: 'workflow-partial.json',
    async show(page) {
      await page.getByRole('button', { name: '我们的函数会做什么' }).click();
      await page.locator('[id="cos.bucket"]').waitFor();
    },
  },
};

const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  args: CHROMIUM_ARGS,
});
for (const [name, { width, height, open, folder, show, ...others }] of Object.entries(PICTURES)) {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'en-US',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    ...others,
  });
  const page = await context.newPage();
  await page.goto(PAGE);
  await page.locator('.outcome').first().waitFor();
  if (folder) {
    await page.locator('#open-folder').setInputFiles(folder);
    await page.locator('.archive').waitFor();
    await page.locator('.archive-head', { hasText: 'read in' }).waitFor();
  } else {
    await page.locator('#open-files').setInputFiles(join(EVENTS, open));
    await page.locator('.raw .name', { hasText: open }).waitFor({ state: 'attached' });
    await page.locator('.raw footer[aria-busy=false]').waitFor({ state: 'attached' });
  }
  await show?.(page);
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(root, 'docs', 'images', `${name}.png`) });
  await context.close();
}
await browser.close();
