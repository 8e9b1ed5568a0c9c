import { execFile } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual, promisify } from 'node:util';
import { type CosEmulator, type EmulatedObject, startCosEmulator } from './cos/emulator';
import { type DemoReport, describeReport } from './demo-report';
import {
  type DemoOutput,
  type DemoRow,
  renderHeader,
  renderSummary,
  renderTable,
} from './demo-view';
import { DEMO_WORDS, type DemoWords, type Language } from './demo-words';
import { type MpsEmulator, startMps, type TaskDetail } from './mps/emulator';
import { taskOfEvent, watchTimer } from './mps/task-of-event';
import { createScfFunction, type Invocation, type ScfFunction } from './scf/runner';
import { startWeCom } from './wecom';

/** A notification, or as `text` a JSON document that is not a notification and has to be quarantined. */
export type DemoEvent = { name: string; event: unknown } | { name: string; text: string };

export interface DemoOptions {
  /** The Node binary to run the function with. */
  node: string;
  /** The function, as it is deployed. */
  templateFolder: string;
  /** Where the emulated bucket's objects lie. Emptied, if it is the archive of an earlier demo. */
  archiveFolder: string;
  events: DemoEvent[];
  /** A notification that never reaches the function: the watch has to find its task. */
  lost: { name: string; event: unknown };
  /** A notification that comes so often at once, each time of another task, that a bot does not take a message of each. */
  flood: { name: string; event: unknown; count: number };
  out: DemoOutput;
  /** The language of what is shown. */
  language: Language;
}

/**
 * Shows a person what the function does: runs events through it, against a COS on this machine, and
 * says what was stored. What it shows is read from the stored objects, not from what the function
 * says it did.
 *
 * @returns whether everything went as it must: notifications stored, other events quarantined with a
 * clear error, a second delivery storing nothing, every signature right
 * @throws when the archive folder holds something else, or the Node binary does not run
 */
export async function runDemo(options: DemoOptions): Promise<boolean> {
  const { archiveFolder, out, language } = options;
  const words = DEMO_WORDS[language];
  await emptyArchive(archiveFolder);
  const cos = await startCosEmulator({ folder: archiveFolder, credentials: [ROLE] });
  const tasks: TaskDetail[] = [];
  const mps = await startMps({ credentials: [ROLE], tasks });
  const scf = createScfFunction({
    node: options.node,
    folder: options.templateFolder,
    timeLimitMs: TIME_LIMIT_MS,
    env: {
      COS_BUCKET: BUCKET,
      NOTIFY_LANG: language,
      COS_REGION: 'ap-guangzhou',
      COS_ENDPOINT: cos.url,
      MPS_ENDPOINT: mps.url,
      TENCENTCLOUD_SECRETID: ROLE.secretId,
      TENCENTCLOUD_SECRETKEY: ROLE.secretKey,
      TENCENTCLOUD_SESSIONTOKEN: ROLE.sessionToken,
    },
  });
  try {
    const { stdout: version } = await promisify(execFile)(options.node, ['--version']);
    out.write(renderHeader(version.trim(), words, out));
    const rows = await runAll(options.events, words, scf, cos);
    rows.push(await findLost(options.lost, tasks, words, scf, cos));
    rows.push(await flood(options, { cos, mps }));
    out.write(renderTable(rows, words, out));
    const objects = await cos.objects(BUCKET);
    const isFine = rows.every(({ problems }) => problems.length === 0);
    out.write(
      renderSummary(
        {
          isFine,
          folder: join(archiveFolder, BUCKET),
          objects: objects.length,
          requests: cos.requests.length,
          verified: cos.requests.filter(({ verified }) => verified).length,
        },
        words,
        out,
      ),
    );
    return isFine;
  } finally {
    await scf.close();
    await Promise.all([cos.close(), mps.close()]);
  }
}

async function runAll(
  events: readonly DemoEvent[],
  words: DemoWords,
  scf: ScfFunction,
  cos: CosEmulator,
): Promise<DemoRow[]> {
  const rows: DemoRow[] = [];
  for (const demoEvent of events) {
    const { name } = demoEvent;
    // SCF parses what it is given and passes objects only.
    const event = 'text' in demoEvent ? JSON.parse(demoEvent.text) : demoEvent.event;
    const delivery = await deliver(event, scf, cos);
    const describe = 'text' in demoEvent ? describeUnparsed : describeStored;
    rows.push(rowOf(name, delivery, await describe(event, delivery, words), words));
  }
  const first = events.find((candidate) => 'event' in candidate);
  if (first && 'event' in first) {
    const delivery = await deliver(first.event, scf, cos);
    const again = describeDuplicate(delivery, words);
    rows.push(rowOf(words.again(first.name), delivery, again, words));
  }
  return rows;
}

/** A task finishes, its event never comes, and the timer trigger makes a round of the watch. */
async function findLost(
  { name, event }: DemoOptions['lost'],
  tasks: TaskDetail[],
  words: DemoWords,
  scf: ScfFunction,
  cos: CosEmulator,
): Promise<DemoRow> {
  const now = Date.now();
  const task = taskOfEvent(event, now - 60 * 60_000);
  if (task !== undefined) tasks.push(task);
  const delivery = await deliver(watchTimer(now), scf, cos);
  const { invocation, written } = delivery;
  const problems: string[] = [];
  if (!invocation.ok) problems.push(errorOf(invocation));
  const reported = written.find(({ key }) => key.endsWith('.report.json'));
  const report = reported && JSON.parse(await readFile(reported.path, 'utf8'));
  if (report?.reconciled !== true) problems.push(words.problems.notFound);
  const description: Description = {
    eventType: words.neverCame,
    outcome: 'success',
    text: words.found,
    problems,
  };
  return rowOf(name, delivery, description, words);
}

/** What a bot takes in the demo. */
const PACE = '1/s';

/** Many tasks end at once: what the bot does not take waits in the archive, and the timer sends it together. */
async function flood(
  { flood: { name, event, count }, node, templateFolder, language }: DemoOptions,
  { cos, mps }: { cos: CosEmulator; mps: MpsEmulator },
): Promise<DemoRow> {
  const words = DEMO_WORDS[language];
  const bot = await startWeCom({ keys: [BOT_KEY] });
  const document = {
    cos: { bucket: BUCKET, endpoint: cos.url },
    mps: { endpoint: mps.url },
    notify: [{ url: `${bot.url}/cgi-bin/webhook/send?key=${BOT_KEY}`, pace: PACE, lang: language }],
  };
  const scf = createScfFunction({
    node,
    folder: templateFolder,
    timeLimitMs: TIME_LIMIT_MS,
    env: {
      MPS_WEBHOOK_CONFIG: JSON.stringify(document),
      TENCENTCLOUD_SECRETID: ROLE.secretId,
      TENCENTCLOUD_SECRETKEY: ROLE.secretKey,
      TENCENTCLOUD_SESSIONTOKEN: ROLE.sessionToken,
    },
  });
  try {
    const started = cos.requests.length;
    const ids = Array.from({ length: count }, (_, index) => `demo-flood-${index + 1}t0`);
    const problems: string[] = [];
    const began = performance.now();
    // They come together, as from a queue. What is left then is sent by the timer.
    for (const one of [ids.map((id) => withTaskId(event, id)), watchTimer(Date.now())]) {
      const invocation = await scf.invoke(one);
      if (!invocation.ok) problems.push(errorOf(invocation));
    }
    const ms = performance.now() - began;
    const isOnce = (id: string) =>
      bot.messages.filter(({ content }) => content.includes(id)).length === 1;
    if (!ids.every(isOnce) || bot.messages.length >= count) problems.push(words.problems.notOnce);
    const requests = cos.requests.slice(started);
    const delivery: Delivery = {
      invocation: { requestId: '', ok: true, statusCode: 200, ms, rssMb: 0, logs: [] },
      written: [],
      requests: requests.length,
      verified: requests.filter(({ verified }) => verified).length,
    };
    const description: Description = {
      eventType: words.atOnce,
      outcome: 'success',
      text: words.together(count, bot.messages.length),
      problems,
    };
    return rowOf(name, delivery, description, words);
  } finally {
    await Promise.all([scf.close(), bot.close()]);
  }
}

/** The same notification of another task. */
function withTaskId(event: unknown, id: string): unknown {
  return JSON.parse(JSON.stringify(event), (name, value) => (name === 'TaskId' ? id : value));
}

/** One event given to the function, and what that changed in the bucket. */
interface Delivery {
  invocation: Invocation;
  /** New objects, and those whose content changed. */
  written: EmulatedObject[];
  requests: number;
  verified: number;
}

async function deliver(event: unknown, scf: ScfFunction, cos: CosEmulator): Promise<Delivery> {
  const before = new Map((await cos.objects(BUCKET)).map(({ key, etag }) => [key, etag]));
  const requestsBefore = cos.requests.length;
  const invocation = await scf.invoke(event);
  const requests = cos.requests.slice(requestsBefore);
  return {
    invocation,
    written: (await cos.objects(BUCKET)).filter(({ key, etag }) => before.get(key) !== etag),
    requests: requests.length,
    verified: requests.filter(({ verified }) => verified).length,
  };
}

/** What the demo shows of a delivery, and what is wrong with it. */
interface Description {
  eventType: string;
  outcome: DemoRow['outcome'];
  text: string;
  problems: string[];
}

async function describeStored(
  event: unknown,
  delivery: Delivery,
  words: DemoWords,
): Promise<Description> {
  const stored = delivery.written.find(({ key }) => key.endsWith('.event.json'));
  const reported = delivery.written.find(({ key }) => key.endsWith('.report.json'));
  const problems: string[] = [];
  if (!delivery.invocation.ok) problems.push(errorOf(delivery.invocation));
  if (!stored || !reported || delivery.written.length !== 2) {
    problems.push(words.problems.stored);
  }
  if (stored && !isDeepStrictEqual(JSON.parse(await readFile(stored.path, 'utf8')), event)) {
    problems.push(words.problems.different);
  }
  if (!reported) return { eventType: '', outcome: 'failure', text: words.noReport, problems };
  const report: DemoReport = JSON.parse(await readFile(reported.path, 'utf8'));
  const { event_type: eventType, outcome } = report;
  return { eventType, outcome, text: describeReport(report, words), problems };
}

async function describeUnparsed(
  _event: unknown,
  delivery: Delivery,
  words: DemoWords,
): Promise<Description> {
  const reason = delivery.written.find(({ key }) => /\/unparsed\/.*\.error\.json$/.test(key));
  const stored = delivery.written.find(({ key }) => /\/unparsed\/.*\.event\.\w+$/.test(key));
  const problems: string[] = [];
  if (delivery.invocation.statusCode !== 430) problems.push(words.problems.mustFail);
  if (!reason || !stored || delivery.written.length !== 2) {
    problems.push(words.problems.quarantined);
  }
  const error = reason && JSON.parse(await readFile(reason.path, 'utf8'));
  return {
    eventType: words.malformed,
    outcome: 'unparsed',
    text: words.quarantined(error?.message ?? errorOf(delivery.invocation)),
    problems,
  };
}

function describeDuplicate({ invocation, written }: Delivery, words: DemoWords): Description {
  const problems: string[] = [];
  if (!invocation.ok) problems.push(errorOf(invocation));
  if (written.length > 0) problems.push(words.problems.storedAgain);
  return {
    eventType: words.secondDelivery,
    outcome: 'duplicate',
    text: words.seenBefore,
    problems,
  };
}

function rowOf(
  name: string,
  delivery: Delivery,
  description: Description,
  words: DemoWords,
): DemoRow {
  const { invocation, written, requests, verified } = delivery;
  const problems = [...description.problems];
  if (requests === 0) problems.push(words.problems.noRequest);
  if (verified < requests) problems.push(words.problems.signedWrong(requests - verified));
  return {
    name,
    ...description,
    problems,
    objects: written.map(({ key, size }) => ({ key, size })),
    requests,
    verified,
    isCold: invocation.coldMs !== undefined,
    ms: invocation.coldMs ?? invocation.ms,
  };
}

function errorOf({ error, statusCode }: Invocation): string {
  return `${statusCode} ${error?.name}: ${error?.message}`;
}

/** Deletes an earlier demo's archive and nothing else. */
async function emptyArchive(folder: string): Promise<void> {
  const found = await readdir(folder).catch(() => []);
  const foreign = found.filter((name) => name !== BUCKET && name !== EMULATOR_DATA);
  if (foreign.length > 0) {
    throw new Error(`${folder} is not empty and no archive of this demo; name another folder`);
  }
  for (const name of found) await rm(join(folder, name), { recursive: true });
}

const BOT_KEY = 'demo';
const BUCKET = 'mps-demo-1250000000';
const EMULATOR_DATA = '.cos';
/** Not SCF's default of 3 s: a demo on a busy machine should not fail for that. */
const TIME_LIMIT_MS = 20_000;
const ROLE = {
  secretId: 'AKIDdemo00000000000000000000000000000',
  secretKey: 'demo0000000000000000000000000000',
  sessionToken: 'demo-session-token',
};
