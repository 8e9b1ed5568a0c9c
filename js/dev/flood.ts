import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Credential, startCosEmulator } from './cos/emulator';
import { startMps, type TaskDetail, taskIdOf } from './mps/emulator';
import { taskOfEvent, watchTimer } from './mps/task-of-event';
import { createScfFunction, type ScfFunction } from './scf/runner';
import { mulberry32, tally } from './soak';
import { code, startWeCom } from './wecom';

export interface FloodOptions {
  /** The Node binary to run the function with. */
  node: string;
  /** The folder of the function's code. */
  folder: string;
  /** How many tasks finish. */
  tasks: number;
  /** How many instances of the function at once. */
  concurrency: number;
  /** How many messages the bot takes in any minute. */
  perMinute: number;
  /** Milliseconds from the end of a round of the watch to the next one. */
  restMs: number;
  /** The most rounds of the watch. */
  maxRounds: number;
  /** All that goes wrong follows from it, but for what the machine's timing adds. */
  seed: number;
  /** Aborts when the flood is to end early, with what is known by then. */
  interrupted?: AbortSignal;
  /** Is called after the flood and after each round. */
  progress?: (state: { round: number; messages: number; waiting: number }) => void;
}

export interface FloodResult {
  tasks: number;
  /** Tasks whose event was never sent to the function. */
  neverSent: number;
  kills: number;
  /** Whether it ended early. */
  isInterrupted: boolean;
  /** Seconds until the flood was over. */
  floodSeconds: number;
  /** Tasks that had a report in the archive then. */
  archivedByFlood: number;
  /** Rounds of the watch until nothing was missing and nothing waited. */
  rounds: number;
  /** Seconds in all. */
  seconds: number;
  /** Tasks that have no report in the archive in the end. */
  missing: number;
  /** Messages that the group got, and digests among them. */
  messages: number;
  digests: number;
  /** Messages that the bot refused for their rate. */
  refused: number;
  /** The most messages that the group got in any minute. */
  mostInAMinute: number;
  /** Tasks that no message and no digest names. */
  untold: number;
  /** Tasks that several messages name, and that were under way when a process was killed. */
  toldTwiceInWindow: number;
  /** Tasks that several messages name for no such reason. */
  toldTwice: number;
}

const BUCKET = 'flood-1250000000';
const KEY = 'flood-key';
const ROLE: Credential = { secretId: 'AKIDflood', secretKey: 'flood', sessionToken: 'flood-token' };
const MINUTE = 60_000;
/** How often SCF executes an asynchronous event in all. */
const EXECUTIONS = 3;
/** How many of a hundred events are never sent, and how many executions are killed. */
const [LOST_PERCENT, KILLED_PERCENT] = [5, 2];

/**
 * Lets many tasks finish within a minute. Their events are sent as fast as the instances take them. Some events never come, processes are killed, and the bot takes few messages. Rounds of the watch follow,
 * until every task is archived and no message waits.
 */
export async function flood(options: FloodOptions): Promise<FloodResult> {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  const random = mulberry32(options.seed);
  const happens = (percent: number) => random() * 100 < percent;
  const folder = await mkdtemp(join(tmpdir(), 'flood-'));
  const events = Array.from({ length: options.tasks }, (_, index) => eventOf(index));
  // So long ago that the watch does not wait for the events any more, and one after the other: a round looks again at a task that an
  // earlier one left, and at all that finished after it.
  const first = Date.now() - 30 * MINUTE;
  const finishedAt = (index: number) => first + Math.floor((index / options.tasks) * MINUTE);
  const tasks = events.map((event, index) => taskOfEvent(event, finishedAt(index)) as TaskDetail);
  const isInterrupted = () => options.interrupted?.aborted === true;
  const accepted: number[] = [];
  let refused = 0;
  const cos = await startCosEmulator({ folder, credentials: [ROLE] });
  const mps = await startMps({ credentials: [ROLE], tasks });
  const wecom = await startWeCom({
    keys: [KEY],
    tamper: () => {
      const now = performance.now();
      if (accepted.filter((at) => at > now - MINUTE).length < options.perMinute) {
        accepted.push(now);
        return undefined;
      }
      refused++;
      return { answer: code(45009) };
    },
  });
  const instances = Array.from({ length: options.concurrency }, () =>
    createScfFunction({
      node: options.node,
      folder: options.folder,
      timeLimitMs: 60_000,
      memoryLimitMb: 512,
      env: {
        COS_BUCKET: BUCKET,
        COS_ENDPOINT: cos.url,
        MPS_ENDPOINT: mps.url,
        TENCENTCLOUD_SECRETID: ROLE.secretId,
        TENCENTCLOUD_SECRETKEY: ROLE.secretKey,
        TENCENTCLOUD_SESSIONTOKEN: ROLE.sessionToken ?? '',
        WECOM_WEBHOOK_URL: `${wecom.url}/cgi-bin/webhook/send?key=${KEY}`,
        LOG_LEVEL: 'error',
      },
    }),
  );
  const stored = async (end: string) =>
    (await cos.objects(BUCKET)).filter(({ key }) => key.endsWith(end));
  const reported = async () => {
    const texts = await Promise.all((await stored('.report.json')).map((it) => readFile(it.path)));
    return new Set(texts.map((text) => JSON.parse(text.toString()).task_id));
  };
  const waiting = async () => (await stored('.outbox.json')).length;
  const namesOf = (content: string) => new Set(content.match(/flood-\d{6}/g));
  const untold = () => {
    const told = new Set(wecom.messages.flatMap(({ content }) => [...namesOf(content)]));
    return options.tasks - told.size;
  };
  options.interrupted?.addEventListener('abort', () => {
    for (const instance of instances) instance.kill('SIGKILL');
  });

  let kills = 0;
  let neverSent = 0;
  let next = 0;
  /** Tasks that were under way when a process was killed. Every message of a round may be. */
  const excused = new Set<string>();
  const send = async (instance: ScfFunction, index: number) => {
    for (let time = 0; time < EXECUTIONS && !isInterrupted(); time++) {
      const invocation = instance.invoke(events[index]);
      const timer = happens(KILLED_PERCENT)
        ? setTimeout(() => instance.kill('SIGKILL'), random() * 50)
        : undefined;
      const { ok } = await invocation;
      clearTimeout(timer);
      if (ok) return;
      kills += timer === undefined ? 0 : 1;
      excused.add(nameOf(index));
    }
  };
  const work = async (instance: ScfFunction) => {
    while (next < options.tasks && !isInterrupted()) {
      const index = next++;
      if (happens(LOST_PERCENT)) neverSent++;
      else await send(instance, index);
    }
  };
  try {
    await Promise.all(instances.map(work));
    const floodSeconds = seconds();
    const archivedByFlood = (await reported()).size;
    let rounds = 0;
    let isDone = false;
    const tell = async () =>
      options.progress?.({
        round: rounds,
        messages: wecom.messages.length,
        waiting: await waiting(),
      });
    await tell();
    while (!isDone && !isInterrupted() && rounds < options.maxRounds) {
      rounds++;
      const [timer] = instances;
      const { ok, result } = (await timer?.invoke(watchTimer(Date.now()))) ?? {};
      const { watched } = Object(result);
      // A round does not know whether another one that broke off has notified.
      const isTold = (await waiting()) === 0 && untold() === 0;
      isDone = ok === true && watched?.missing === 0 && isTold;
      await tell();
      if (!isDone) {
        const signal = options.interrupted;
        await sleep(options.restMs, undefined, { signal }).catch(() => {});
      }
    }
    const archived = await reported();
    const told = wecom.messages.map(({ content }) => namesOf(content));
    const times = tally(told.flatMap((names) => [...names]));
    const names = events.map((_, index) => nameOf(index));
    const twice = names.filter((name) => (times.get(name) ?? 0) > 1);
    return {
      tasks: options.tasks,
      neverSent,
      kills,
      isInterrupted: isInterrupted(),
      floodSeconds,
      archivedByFlood,
      rounds,
      seconds: seconds(),
      missing: tasks.filter((task) => !archived.has(taskIdOf(task))).length,
      messages: wecom.messages.length,
      digests: told.filter((names) => names.size > 1).length,
      refused,
      mostInAMinute: mostInAMinute(accepted),
      untold: untold(),
      toldTwiceInWindow: twice.filter((name) => excused.has(name)).length,
      toldTwice: twice.filter((name) => !excused.has(name)).length,
    };
  } finally {
    await Promise.all(instances.map((instance) => instance.close()));
    await Promise.all([cos.close(), wecom.close(), mps.close()]);
    await rm(folder, { recursive: true, force: true });
  }
}

/** The most of these times, in ms and in order, that are within one minute. */
function mostInAMinute(times: number[]): number {
  const within = (from: number) => times.filter((at) => at >= from && at < from + MINUTE).length;
  return Math.max(0, ...times.map(within));
}

function nameOf(index: number): string {
  return `flood-${String(index).padStart(6, '0')}`;
}

function eventOf(index: number): object {
  const fails = index % 20 === 0;
  return {
    EventType: 'EditMediaTask',
    EditMediaTaskEvent: {
      TaskId: `2600000000-EditMedia-${nameOf(index)}`,
      Status: 'FINISH',
      ErrCode: fails ? 70_000 : 0,
      Message: fails ? 'the source cannot be read' : 'SUCCESS',
      Output: fails ? null : { Path: `/clips/${nameOf(index)}.mp4` },
    },
  };
}
