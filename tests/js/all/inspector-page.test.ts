/** The page as a whole: it works from everywhere, asks nobody for anything, and speaks four languages. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { ARCHIVE } from '../../../js/inspector/lang/archive';
import { en } from '../../../js/inspector/lang/en';
import { ja } from '../../../js/inspector/lang/ja';
import { ko } from '../../../js/inspector/lang/ko';
import { DEFAULTS, EDITOR, OPTIONS, SYNTAX } from '../../../js/inspector/lang/later';
import { PLAN } from '../../../js/inspector/lang/plan';
import { zh } from '../../../js/inspector/lang/zh';
import {
  choose,
  editorReady,
  FOLDER,
  openInspector,
  paste,
  serveStatically,
} from '../support/inspector';
import { eventBytes, eventNames } from '../support/project';

test('the first thing that is seen is a sample, from a file, and nothing complains', async (t) => {
  const { page, complaints } = await openInspector(t);
  assert.equal(await page.locator('h1').textContent(), 'Partly done');
  assert.match(
    (await page.locator('.lead').first().textContent()) ?? '',
    /4 of 6 sub-tasks failed/,
  );
  await editorReady(page);
  assert.deepEqual(complaints, []);
});

test('works from any static host, below any folder', async (t) => {
  const host = await serveStatically(t);
  const { page, complaints } = await openInspector(t, { url: host.url });
  await editorReady(page);
  assert.deepEqual(complaints, []);
  assert.deepEqual(
    host.asked,
    ['', 'inspector.css', 'inspector.js', 'editor.js'].map((it) => `/some/folder/${it}`),
  );
});

test('works without a network, with everything used', async (t) => {
  const { page, complaints, requests } = await openInspector(t, { offline: true });
  await editorReady(page);
  for (const name of eventNames.filter((_, index) => index % 6 === 0)) {
    await paste(page, eventBytes(name).toString());
    await page.locator('.raw .name', { hasText: 'Paste' }).waitFor();
  }
  await page.getByRole('button', { name: 'What our function would do' }).click();
  await page.getByText('Stores').first().waitFor();
  await page.getByRole('button', { name: 'Compare' }).click();
  await page.getByLabel('Choose a sample').selectOption('workflow-partial.json');
  await page.getByRole('button', { name: 'Export' }).click();
  await choose(page, 'Link with the event');
  await page.getByText(/The link has/).waitFor();
  await paste2(page);
  assert.deepEqual(complaints, []);
  const own = new Set(['index.html', 'inspector.css', 'inspector.js', 'editor.js']);
  const foreign = requests.filter((url) => {
    if (url.startsWith('blob:') || url.startsWith('data:')) return false;
    return (
      !url.startsWith('file:') ||
      !own.has(
        url
          .replace(/[#?].*$/, '')
          .split('/')
          .at(-1) ?? '',
      )
    );
  });
  assert.deepEqual(foreign, []);

  async function paste2(on: typeof page) {
    await on.keyboard.press('Escape');
    await on.getByRole('button', { name: 'What happened' }).click();
    await paste(on, `${eventBytes('live-eof.json')}`.replace(/\s*\n\s*/g, '').concat('\n{"bad"\n'));
    await on.getByRole('listbox').waitFor();
  }
});

test('the policy of the page refuses every way to send something', async (t) => {
  const host = await serveStatically(t);
  const { page } = await openInspector(t, { url: host.url });
  const before = host.asked.length;
  const refused = await page.evaluate(`(async (url) => {
    const outcomes = {};
    const tried = (name, start) =>
      new Promise((resolve) => start(resolve)).then((isRefused) => {
        outcomes[name] = isRefused;
      });
    await tried('fetch', (done) => fetch(url).then(() => done(false), () => done(true)));
    await tried('xhr', (done) => {
      const request = new XMLHttpRequest();
      request.onerror = () => done(true);
      request.onload = () => done(false);
      request.open('GET', url);
      request.send();
    });
    await tried('image', (done) => {
      const image = new Image();
      image.onerror = () => done(true);
      image.onload = () => done(false);
      image.src = url;
    });
    await tried('socket', (done) => {
      try {
        const socket = new WebSocket(url.replace('http', 'ws'));
        socket.onerror = () => done(true);
        socket.onopen = () => done(false);
      } catch {
        done(true);
      }
    });
    navigator.sendBeacon(url, 'secret');
    return outcomes;
  })(${JSON.stringify(`${host.url}leak`)})`);
  assert.deepEqual(refused, { fetch: true, xhr: true, image: true, socket: true });
  assert.equal(host.asked.length, before);
});

test('all but the editor is at most 300 kB gzipped', () => {
  const loaded = readdirSync(FOLDER).filter((name) => !name.endsWith('.txt'));
  const sizes = loaded.map((name) => {
    const gzipped = gzipSync(readFileSync(join(FOLDER, name)), { level: 9 }).length;
    return [name, gzipped] as const;
  });
  const total = sizes
    .filter(([name]) => name !== 'editor.js')
    .reduce((sum, [, size]) => sum + size, 0);
  console.log(Object.fromEntries(sizes), total);
  assert.ok(total <= 300_000, `${total}`);
});

test('every language has every word', () => {
  const paths = (value: object, path = ''): string[] =>
    Object.entries(value).flatMap(([name, inner]) =>
      typeof inner === 'object'
        ? paths(inner, `${path}${name}.`)
        : [`${path}${name} ${typeof inner}`],
    );
  const wanted = paths(en);
  for (const words of [zh, ja, ko]) {
    assert.deepEqual(paths(words).sort(), [...wanted].sort());
  }
  for (const loaded of [PLAN, ARCHIVE]) {
    for (const words of Object.values(loaded)) {
      assert.deepEqual(paths(words).sort(), paths(loaded.en).sort());
    }
  }
  const described = describedOptions();
  for (const words of Object.values(OPTIONS)) {
    assert.deepEqual(
      Object.keys(words),
      described.map(([name]) => name),
    );
  }
  // What an option may be, and how much of it there may be, is said in each language.
  for (const [name, { description = '' }] of described) {
    const facts = [...description.matchAll(/`([^`]+)`|\b(\d[\d,]*)\b/g)].map(
      ([, code, n]) => code ?? n ?? '',
    );
    for (const [lang, words] of Object.entries(OPTIONS)) {
      for (const fact of facts) assert.ok(words[name]?.includes(fact), `${lang} ${name}: ${fact}`);
    }
  }
  const defaults = described.flatMap(([, field]) => field['x-default'] ?? []);
  for (const [lang, words] of Object.entries(DEFAULTS)) {
    assert.deepEqual(Object.keys(words).sort(), [...new Set(defaults)].sort(), lang);
  }
  for (const table of [EDITOR, SYNTAX]) {
    for (const words of Object.values(table)) {
      assert.deepEqual(Object.keys(words), Object.keys(table.en));
    }
  }
  const texts = (value: object): string[] =>
    Object.values(value).flatMap((it) =>
      typeof it === 'object' ? texts(it) : typeof it === 'string' ? [it] : [],
    );
  for (const words of [en, zh, ja, ko]) assert.ok(texts(words).every((text) => text.trim() !== ''));
});

for (const [locale, headline] of [
  ['zh-CN', '部分成功'],
  ['en-GB', 'Partly done'],
  ['ja-JP', '一部成功'],
  ['ko-KR', '일부 성공'],
] as const) {
  test(`speaks the language of the browser, ${locale}, and another one when asked to`, async (t) => {
    const { page } = await openInspector(t, { locale });
    assert.equal(await page.locator('h1').textContent(), headline);
    assert.ok(
      locale.startsWith((await page.locator('html').getAttribute('lang'))?.slice(0, 2) ?? '-'),
    );
    // Explanations are the core's, in the same language.
    const advice = page.locator('.outcome .reason');
    const own = await advice.textContent();
    await page.locator('#page-language').selectOption(locale.startsWith('zh') ? 'en' : 'zh');
    await page
      .locator('h1', { hasText: locale.startsWith('zh') ? 'Partly done' : '部分成功' })
      .waitFor();
    assert.notEqual(await advice.textContent(), own);
    await page.reload();
    assert.notEqual(await page.locator('h1').textContent(), headline);
  });
}

test('light, dark, or as the system', async (t) => {
  const { page } = await openInspector(t, { colorScheme: 'dark' });
  const ground = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const dark = await ground();
  await page.locator('#page-theme').selectOption('light');
  const light = await ground();
  assert.notEqual(dark, light);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.locator('#page-theme').selectOption('dark');
  assert.equal(await ground(), dark);
  await page.locator('#page-theme').selectOption('auto');
  assert.equal(await ground(), light);
});

interface Field {
  description?: string;
  'x-default'?: string;
  properties?: Record<string, Field>;
  items?: Field;
}

/** All options of the schema by their paths. */
function describedOptions(): [string, Field][] {
  const schema: Field = JSON.parse(readFileSync(join(FOLDER, '..', 'options.schema.json'), 'utf8'));
  const fields = ({ properties = {} }: Field, path: string): [string, Field][] =>
    Object.entries(properties).flatMap(([name, field]): [string, Field][] => [
      [path + name, field],
      ...fields(field.items ?? field, `${path}${name}.`),
    ]);
  return fields(schema, '');
}
