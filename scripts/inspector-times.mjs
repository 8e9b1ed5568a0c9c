// Measures how long the inspector takes, in Chromium on this machine, and writes it into docs/inspector.md.
//
//   node scripts/inspector-times.mjs [--write]

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { CHROMIUM_ARGS, ensureChromium } from './chromium.mjs';
import { root } from './tools.mjs';

const PAGE = pathToFileURL(join(root, 'pkg', 'inspector', 'index.html')).href;
const FOLDER = join(root, 'target', 'inspector');
const DOCS = join(root, 'docs', 'inspector.md');
const [BEGIN, END] = ['<!-- printed by scripts/inspector-times.mjs -->\n', '<!-- end of times -->'];
/** Each is measured so often; the middle one counts. */
const ROUNDS = 5;

mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  args: [...CHROMIUM_ARGS, '--js-flags=--expose-gc'],
});

/** An event of six megabytes on one line. */
function largeEvent() {
  const task = (at) => ({
    Type: 'Transcode',
    TranscodeTask: {
      Status: 'SUCCESS',
      ErrCode: 0,
      ErrCodeExt: '',
      Message: 'SUCCESS',
      Input: { Definition: 100_000 + at, HeadTailParameter: null, OverrideParameter: null },
      Output: {
        OutputStorage: {
          Type: 'COS',
          CosOutputStorage: { Bucket: 'results-1250000000', Region: 'ap-guangzhou' },
        },
        Path: `/out/2026/11/${at}/video-${at}.mp4`,
        Definition: 100_000 + at,
        Size: 2_000_000 + at,
        Bitrate: 1_000_000,
        Duration: 60,
        Width: 1920,
        Height: 1080,
        Container: 'mov,mp4,m4a,3gp,3g2,mj2',
        Md5: 'd41d8cd98f00b204e9800998ecf8427e',
        VideoStreamSet: [
          { Bitrate: 900_000, Codec: 'h264', Fps: 25, Height: 1080, Width: 1920, ColorSpace: '' },
        ],
        AudioStreamSet: [{ Bitrate: 100_000, Codec: 'aac', SamplingRate: 44_100, Channel: 2 }],
      },
      BeginProcessTime: '2026-11-20T00:00:00Z',
      FinishTime: '2026-11-20T00:01:00Z',
    },
  });
  const tasks = [];
  const whole = {
    EventType: 'WorkflowTask',
    WorkflowTaskEvent: {
      TaskId: '1250000000-WorkflowTask-large',
      Status: 'FINISH',
      MediaProcessResultSet: tasks,
    },
  };
  for (let size = 0; size < 6_000_000; )
    size += JSON.stringify(tasks[tasks.push(task(tasks.length)) - 1]).length + 1;
  return { text: JSON.stringify(whole), count: tasks.length };
}

/** 100,000 events, every sixth of them broken. */
function archive(count) {
  const names = [
    'workflow-partial',
    'workflow-many-outputs',
    'edit-media-failed',
    'workflow-processing',
    'live-eof',
  ];
  const event = (name) =>
    JSON.stringify(
      JSON.parse(readFileSync(join(root, 'tests', 'fixtures', 'events', `${name}.json`), 'utf8')),
    );
  const lines = [...names.map(event), '{"EventType": "WorkflowTask"'];
  return Array.from({ length: count }, (_, at) => `${lines[at % lines.length]}\n`).join('');
}

async function openPage() {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(300_000);
  await page.goto(PAGE);
  await page.locator('.outcome').first().waitFor();
  return page;
}

/**
 * From an action of the page's own until a frame has what is waited for, ms: measured in the page, so that the way to it does not count.
 * `isDone` is an expression.
 */
async function timed(page, act, isDone) {
  const watch = page.evaluateHandle(`(() => {
    const watch = { at: undefined, from: undefined };
    for (const type of ['click', 'change', 'keydown']) {
      addEventListener(type, () => { watch.from ??= performance.now(); }, { capture: true });
    }
    watch.done = new Promise((resolve) => {
      const look = () => {
        if (watch.from !== undefined && (${isDone})) requestAnimationFrame(() => resolve(performance.now() - watch.from));
        else requestAnimationFrame(look);
      };
      look();
    });
    return watch;
  })()`);
  const handle = await watch;
  await act();
  return handle.evaluate((it) => it.done);
}

const middle = (values) => values.sort((one, other) => one - other)[values.length >> 1];
async function measured(once) {
  const values = [];
  for (let round = 0; round < ROUNDS; round++) values.push(await once());
  return middle(values);
}

const rows = [];
const ms = (value) => (value < 1000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`);
const row = (what, value) => {
  rows.push([what, value]);
  console.log(`${what}: ${value}`);
};

row(
  'first content, from a file, with the report of a sample',
  ms(
    await measured(async () => {
      const page = await openPage();
      const time = await page.evaluate(
        `performance.getEntriesByName('first-contentful-paint')[0].startTime`,
      );
      await page.context().close();
      return time;
    }),
  ),
);

const { text, count } = largeEvent();
const large = { name: 'large.json', mimeType: '', buffer: Buffer.from(text) };
const size = `${(text.length / 1e6).toFixed(1)} MB, ${count.toLocaleString('en')} sub-tasks`;
const show = async (page) => {
  const shown = `document.querySelector('.raw .name')?.textContent === 'large.json' && document.querySelector('.tasks') !== null`;
  return timed(page, () => page.locator('#open-files').setInputFiles(large), shown);
};
const shows = [];
const clicks = [];
const fields = [];
const languages = [];
const plans = [];
const exports = [];
const stops = [];
for (let round = 0; round < ROUNDS; round++) {
  const page = await openPage();
  await page.locator('.raw .cm-content').waitFor();
  shows.push(await show(page));
  await page.locator('.raw footer', { hasText: 'Edit it' }).waitFor();
  // How long the page is stopped at most while something else is done beside it.
  await page.evaluate(`(() => {
    globalThis.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
    }).observe({ type: 'longtask' });
  })()`);
  clicks.push(
    await timed(
      page,
      () => page.locator('th button.sort').nth(4).click(),
      `document.querySelector('th[aria-sort=descending], th[aria-sort=ascending]') !== null`,
    ),
  );
  fields.push(
    await timed(
      page,
      () => page.evaluate(`document.querySelector('[data-field="tasks[7].definition"]').click()`),
      `document.querySelector('[data-field="tasks[7].definition"].lit') !== null`,
    ),
  );
  await page.waitForTimeout(1500);
  await page.evaluate('longest = 0');
  languages.push(
    await timed(
      page,
      () => page.locator('#page-language').selectOption('ja'),
      `document.querySelector('h1').textContent === '成功'`,
    ),
  );
  await page.waitForTimeout(1500);
  plans.push(
    await timed(
      page,
      () => page.locator('.views button').nth(1).click(),
      `document.querySelector('.bubble') !== null`,
    ),
  );
  await page.waitForTimeout(500);
  stops.push(await page.evaluate('longest'));
  exports.push(
    await timed(
      page,
      () => page.locator('.tools .tool').last().click(),
      `(document.querySelector('dialog .preview')?.textContent ?? '') !== ''`,
    ),
  );
  await page.context().close();
}
row(`an event of ${size}, opened: its report is seen`, ms(middle(shows)));
row('in it: outputs in another order', ms(middle(clicks)));
row('in it: a field is lit', ms(middle(fields)));
row('in it: another language', ms(middle(languages)));
row('in it: the plan', ms(middle(plans)));
row('in it: what is exported', ms(middle(exports)));
row(
  'while the language changes and the plan is made: the page is stopped for at most',
  ms(middle(stops)),
);

const path = join(FOLDER, 'archive-of-times.ndjson');
writeFileSync(path, archive(100_000));
const rss = async () => {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo
    .filter(({ type }) => type === 'renderer')
    .reduce((sum, { id }) => {
      const status = readFileSync(`/proc/${id}/status`, 'utf8');
      return sum + Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1000;
    }, 0);
};
const page = await openPage();
await page.locator('.raw .cm-content').waitFor();
await page.evaluate('gc(), gc()');
const before = await rss();
const first = await timed(
  page,
  () => page.locator('#open-files').setInputFiles(path),
  `document.querySelector('#row-0 .why') !== null`,
);
const status = page.getByText(/100,000 events, .* read in/);
await status.waitFor();
const [, bytes, seconds] = /, (.*), read in (.*) s/.exec(await status.textContent());
const full = await rss();
await page.getByRole('button', { name: 'Close' }).click();
await page.waitForTimeout(5000);
await page.evaluate('gc(), gc()');
const after = await rss();
row('an archive of 100,000 events, every sixth broken: its first rows', ms(first));
row(`all of its ${bytes}`, `${Math.round(Number(seconds))} s`);
row(
  'memory of the browser before, with the archive, and after closing it',
  [before, full, after].map((it) => `${Math.round(it)} MB`).join(', '),
);
await browser.close();

const machine = `${availableParallelism()} cores of ${cpus()[0]?.model.trim() || process.arch}, Chromium ${browser.version().split('.')[0]}`;
const table = [
  `Measured on ${machine}, with other work (load ${loadavg()[1]?.toFixed(0)}); the middle one of ${ROUNDS} rounds.`,
  '',
  '| what | |',
  '| --- | --- |',
  ...rows.map(([what, value]) => `| ${what} | ${value} |`),
  '',
].join('\n');
console.log(`\n${table}`);
if (process.argv.includes('--write')) {
  const text = readFileSync(DOCS, 'utf8');
  const [start = '', rest = ''] = text.split(BEGIN);
  writeFileSync(DOCS, start + BEGIN + table + END + (rest.split(END)[1] ?? ''));
}
