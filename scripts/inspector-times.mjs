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

/** How many other processes want the processor. */
const otherLoad = loadavg()[0];

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

/** How much of the processor a page has needed so far, ms. */
async function workOf(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
}

async function newPage() {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(300_000);
  return page;
}

async function openPage() {
  const page = await newPage();
  await page.goto(PAGE);
  await page.locator('.outcome').first().waitFor();
  return page;
}

/** From the opening of the page until a frame has the report of a sample: ms that pass, and ms of the processor that the page works. */
async function timedOpening() {
  const page = await newPage();
  await page.addInitScript(`
    globalThis.whenSeen = new Promise((resolve) => {
      const look = () => requestAnimationFrame(() => (document.querySelector('.outcome') ? resolve(performance.now()) : look()));
      look();
    });
  `);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(PAGE);
  const passed = await page.evaluate('whenSeen');
  const worked = await workOf(session);
  await page.context().close();
  return { passed, worked };
}

/**
 * From an action until a frame has what is waited for: ms that pass, and ms of the processor that the page works for it. `act` and
 * `isDone` are expressions.
 */
async function timed(page, act, isDone) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await workOf(session);
  const passed = await page.evaluate(`new Promise((resolve) => {
    const from = performance.now();
    const look = () => requestAnimationFrame(() => (${isDone} ? resolve(performance.now() - from) : look()));
    ${act};
    look();
  })`);
  const worked = (await workOf(session)) - before;
  await session.detach();
  return { passed, worked };
}

const middle = (values) => values.sort((one, other) => one - other)[values.length >> 1];

const rows = [];
const ms = (value) => (value < 1000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`);
const row = (what, passed, worked = '') => {
  rows.push([what, passed, worked]);
  console.log(`${what}: ${passed} ${worked}`);
};
const timesOf = (what, times) =>
  row(
    what,
    ms(middle(times.map(({ passed }) => passed))),
    ms(middle(times.map(({ worked }) => worked))),
  );

const openings = [];
for (let round = 0; round < ROUNDS; round++) openings.push(await timedOpening());
timesOf('the page, opened from a file: the report of a sample is seen', openings);

const { text, count } = largeEvent();
const size = `${(text.length / 1e6).toFixed(1)} MB, ${count.toLocaleString('en')} sub-tasks`;
const DROP = `(() => {
  const transfer = new DataTransfer();
  transfer.items.add(large);
  document.querySelector('main').dispatchEvent(new DragEvent('drop', { bubbles: true, dataTransfer: transfer }));
})()`;
/** What is done with the event, one after the other: what it is, how, and what is seen then. */
const ACTIONS = [
  [
    `an event of ${size}, dropped: its report is seen`,
    DROP,
    `document.querySelector('.raw .name')?.textContent === 'large.json' && document.querySelector('.tasks') !== null`,
  ],
  [
    'in it: outputs in another order',
    `document.querySelectorAll('th button.sort')[4].click()`,
    `document.querySelector('th[aria-sort=descending]') !== null`,
  ],
  [
    'in it: a field is lit',
    `document.querySelector('[data-field="tasks[7].definition"]').click()`,
    `document.querySelector('[data-field="tasks[7].definition"].lit') !== null`,
  ],
  [
    'in it: another language',
    `(() => {
      const select = document.getElementById('page-language');
      select.value = 'ja';
      select.dispatchEvent(new Event('change', { bubbles: true }));
    })()`,
    `document.querySelector('h1').textContent === '成功'`,
  ],
  [
    'in it: the plan',
    `document.querySelectorAll('.views button')[1].click()`,
    `document.querySelector('.bubble') !== null`,
  ],
  [
    'in it: the export',
    `[...document.querySelectorAll('.tools .tool')].at(-1).click()`,
    `(document.querySelector('dialog .preview')?.textContent ?? '') !== ''`,
  ],
];
const found = ACTIONS.map(() => []);
for (let round = 0; round < ROUNDS; round++) {
  const page = await openPage();
  await page.locator('.raw .cm-content').waitFor();
  await page.evaluate((event) => {
    globalThis.large = new File([event], 'large.json');
  }, text);
  for (const [at, [, act, isDone]] of ACTIONS.entries()) {
    found[at].push(await timed(page, act, isDone));
    if (at === 0) await page.locator('.raw footer[aria-busy=false]').waitFor();
    await page.waitForTimeout(2000);
  }
  await page.context().close();
}
ACTIONS.forEach(([what], at) => {
  timesOf(what, found[at]);
});

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
const opened = performance.now();
await page.locator('#open-files').setInputFiles(path);
await page.locator('#row-0 .why').waitFor();
const first = performance.now() - opened;
const status = page.getByText(/100,000 events, .* read in/);
await status.waitFor();
const [, bytes, seconds] = /, (.*), read in (.*) s/.exec(await status.textContent());
const full = await rss();
await page.getByRole('button', { name: 'Close' }).click();
let after = full;
for (let round = 0; round < 60 && after - before > (full - before) / 2; round++) {
  await page.waitForTimeout(500);
  await page.evaluate('gc(), gc()');
  after = await rss();
}
row('an archive of 100,000 events, every sixth broken: its first rows', ms(first));
row(`all of its ${bytes}`, `${Math.round(Number(seconds))} s`);
row(
  'memory of the browser before, with the archive, and after closing it',
  [before, full, after].map((it) => `${Math.round(it)} MB`).join(', '),
);
await browser.close();

const otherWork =
  otherLoad > availableParallelism() / 2
    ? `, beside other work (load ${otherLoad.toFixed(0)})`
    : '';
const machine = `${availableParallelism()} cores of ${cpus()[0]?.model.trim() || process.arch}, Chromium ${browser.version().split('.')[0]}`;
const table = [
  `Measured on ${machine}${otherWork}; the middle one of ${ROUNDS} rounds.`,
  '',
  '| what | passes | of it, the page works |',
  '| --- | --- | --- |',
  ...rows.map((cells) => `| ${cells.join(' | ')} |`),
  '',
].join('\n');
console.log(`\n${table}`);
if (process.argv.includes('--write')) {
  const text = readFileSync(DOCS, 'utf8');
  const [start = '', rest = ''] = text.split(BEGIN);
  writeFileSync(DOCS, start + BEGIN + table + END + (rest.split(END)[1] ?? ''));
}
