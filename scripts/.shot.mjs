import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const [, , w = '1440', theme = 'light', lang = 'en', action = '', name = 'shot'] = process.argv;
const ctx = await browser.newContext({
  viewport: { width: +w, height: w === '390' ? 844 : 900 },
  colorScheme: theme,
  locale: lang,
});
const page = await ctx.newPage();
page.on('console', (m) => console.log('console', m.type(), m.text()));
page.on('pageerror', (e) => console.log('pageerror', e.message));
page.on('request', (r) => console.log('request', r.url().slice(0, 80)));
await page.goto(pathToFileURL('pkg/inspector/index.html').href);
await page.waitForSelector('.outcome', { timeout: 8000 }).catch((e) => console.log(e.message));
await page.waitForTimeout(900);
if (action) {
  await new Function('page', `return (async()=>{${action}})()`)(page);
  await page.waitForTimeout(600);
}
await page.screenshot({ path: `target/shots/${name}.png`, fullPage: process.env.FULL === '1' });
await browser.close();
