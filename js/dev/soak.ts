import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CosEmulator, type Credential, type Fault, startCosEmulator } from './cos/emulator';
import type { ServiceFault } from './fake-service';
import { apiError, startScfApi } from './scf/api';
import { createScfFunction, type ScfFunction } from './scf/runner';
import { code, startWeCom } from './wecom';

export interface SoakOptions {
  /** The Node binary to run the function with. */
  node: string;
  /** The folder of the function's code. */
  folder: string;
  /** How many events. */
  events: number;
  /** How many instances of the function at once. */
  concurrency: number;
  /** All that goes wrong follows from it, but for what the machine's timing adds. */
  seed: number;
}

export interface SoakResult {
  events: number;
  executions: number;
  kills: number;
  faults: number;
  /** Events that are not in the archive byte for byte with a report object that says so. */
  lost: number;
  /** Events that were stored in more than one place, or written anew. */
  storedTwice: number;
  /** Events that nobody was notified of, or that no function was invoked with. */
  undispatched: number;
  /** Events that were notified or invoked twice after a kill or a lost answer, as documented. */
  repeatedInWindow: number;
  /** The same without a kill, a lost answer or a delivery at the same time. */
  repeated: number;
  seconds: number;
}

const BUCKET = 'soak-1250000000';
const KEY = 'soak-key';
const ROLE: Credential = { secretId: 'AKIDsoak', secretKey: 'soak', sessionToken: 'soak-token' };
/** Executions until it is given up; many more than SCF's, because there are many more faults. */
const MAX_EXECUTIONS = 30;

/** Delivers events through the deployed function to services that fail, while its processes are killed. */
export async function soak(options: SoakOptions): Promise<SoakResult> {
  const started = performance.now();
  const random = mulberry32(options.seed);
  const folder = await mkdtemp(join(tmpdir(), 'soak-'));
  let faults = 0;
  let calm = false;
  /** Events whose notification may be repeated, by the documentation: its answer was lost or its process was killed. */
  const excused = new Set<string>();
  const happens = (percent: number) => !calm && random() * 100 < percent;
  const count = <T>(fault: T): T => {
    faults++;
    return fault;
  };
  const targetFault = (body: Buffer, refusal: ServiceFault): ServiceFault | undefined => {
    if (happens(3)) return count(refusal);
    if (happens(2)) return count({ reset: 'before' });
    if (happens(2)) {
      excused.add(idIn(body.toString()));
      return count({ reset: 'after' });
    }
    return undefined;
  };
  const cos = await startCosEmulator({
    folder,
    credentials: [ROLE],
    tamper: () => (happens(6) ? count(pick(COS_FAULTS, random)) : undefined),
  });
  const wecom = await startWeCom({
    keys: [KEY],
    tamper: ({ body }) => targetFault(body, { answer: code(-1) }),
  });
  const api = await startScfApi({
    credentials: [ROLE],
    functions: ['next'],
    tamper: ({ body }) => targetFault(body, { answer: apiError('InternalError') }),
  });
  const instances = Array.from({ length: options.concurrency }, () =>
    createScfFunction({
      node: options.node,
      folder: options.folder,
      timeLimitMs: 30_000,
      memoryLimitMb: 512,
      env: {
        COS_BUCKET: BUCKET,
        COS_ENDPOINT: cos.url,
        TENCENTCLOUD_SECRETID: ROLE.secretId,
        TENCENTCLOUD_SECRETKEY: ROLE.secretKey,
        TENCENTCLOUD_SESSIONTOKEN: ROLE.sessionToken ?? '',
        // Every message is sent: what waits is looked at by `npm run flood`.
        MPS_WEBHOOK_CONFIG: JSON.stringify({
          notify: [{ url: `${wecom.url}/cgi-bin/webhook/send?key=${KEY}`, pace: 'none' }],
        }),
        INVOKE_FUNCTIONS: 'next',
        SCF_ENDPOINT: api.url,
        LOG_LEVEL: 'error',
      },
    }),
  );

  let executions = 0;
  let kills = 0;
  let next = 0;
  const undelivered: number[] = [];
  const execute = async (instance: ScfFunction, index: number): Promise<boolean> => {
    executions++;
    const invocation = instance.invoke(eventOf(index));
    if (happens(2)) {
      const timer = setTimeout(() => instance.kill('SIGKILL'), random() * 25);
      kills++;
      excused.add(idOf(index));
      const { ok } = await invocation;
      clearTimeout(timer);
      return ok;
    }
    return (await invocation).ok;
  };
  const work = async (instance: ScfFunction) => {
    while (next < options.events) {
      const index = next++;
      let delivered = false;
      for (let time = 0; time < MAX_EXECUTIONS && !delivered; time++) {
        delivered = await execute(instance, index);
      }
      if (!delivered) undelivered.push(index);
      // A duplicate now and then.
      if (random() < 0.05) await execute(instance, index);
    }
  };
  try {
    await Promise.all(instances.map(work));
    // Duplicates of some events once nothing fails: they must do nothing.
    calm = true;
    const [notifiedBefore, invokedBefore] = [wecom.messages.length, api.invoked.length];
    await Promise.all(
      instances.map((instance, n) => (n < options.events ? execute(instance, n) : true)),
    );
    // Without receipts, for faults of COS, not even now can it be known what was done.
    const repeatedInCalm = [
      ...wecom.messages.slice(notifiedBefore).map(({ content }) => idIn(content)),
      ...api.invoked.slice(invokedBefore).map(({ event }) => idIn(event)),
    ].filter((id) => !cosFailed(cos, id)).length;
    const archive = await checkArchive(cos, options.events);
    const notified = tally(wecom.messages.map(({ content }) => idIn(content)));
    const invoked = tally(api.invoked.map(({ event }) => idIn(event)));
    let undispatched = 0;
    let repeatedInWindow = 0;
    let repeated = repeatedInCalm;
    for (let index = 0; index < options.events; index++) {
      const id = idOf(index);
      const times = [notified.get(id) ?? 0, invoked.get(id) ?? 0];
      if (Math.min(...times) === 0) undispatched++;
      if (Math.max(...times) > 1) {
        if (excused.has(id) || cosFailed(cos, id)) repeatedInWindow++;
        else repeated++;
      }
    }
    return {
      events: options.events,
      executions,
      kills,
      faults,
      ...archive,
      lost: Math.max(archive.lost, undelivered.length),
      undispatched,
      repeatedInWindow,
      repeated,
      seconds: (performance.now() - started) / 1000,
    };
  } finally {
    await Promise.all(instances.map((instance) => instance.close()));
    await Promise.all([cos.close(), wecom.close(), api.close()]);
    await rm(folder, { recursive: true, force: true });
  }
}

/** Whether receipts of an event could not be stored, for faults of COS: then what they are of may be repeated. */
function cosFailed(cos: CosEmulator, id: string): boolean {
  return cos.requests.some(
    ({ key, tampered }) => tampered && key.includes(id) && key.endsWith('.report.json'),
  );
}

async function checkArchive(
  cos: CosEmulator,
  events: number,
): Promise<Pick<SoakResult, 'lost' | 'storedTwice'>> {
  const stored = new Map<string, { events: string[]; reports: string[] }>();
  for (const { key, path } of await cos.objects(BUCKET)) {
    const id = idIn(key);
    const entry = stored.get(id) ?? { events: [], reports: [] };
    (key.endsWith('.event.json') ? entry.events : entry.reports).push(path);
    stored.set(id, entry);
  }
  const writes = tally(
    cos.requests
      .filter((it) => it.method === 'PUT' && it.status === 200 && it.key.endsWith('.event.json'))
      .filter((it) => !it.tampered)
      .map(({ key }) => idIn(key)),
  );
  let lost = 0;
  let storedTwice = 0;
  for (let index = 0; index < events; index++) {
    const entry = stored.get(idOf(index));
    if (
      entry?.events[0] === undefined ||
      entry.reports[0] === undefined ||
      (await readFile(entry.events[0], 'utf8')) !== JSON.stringify(eventOf(index)) ||
      !(await readFile(entry.reports[0], 'utf8')).includes('"step":"event"')
    ) {
      lost++;
      continue;
    }
    if (entry.events.length > 1 || entry.reports.length > 1) storedTwice++;
    else if ((writes.get(idOf(index)) ?? 0) > 1) storedTwice++;
  }
  return { lost, storedTwice };
}

function eventOf(index: number): object {
  return {
    EventType: 'EditMediaTask',
    EditMediaTaskEvent: {
      TaskId: idOf(index),
      Status: 'FINISH',
      ErrCode: index % 3 === 0 ? 70_000 : 0,
      Message: index % 3 === 0 ? 'the source cannot be read' : 'SUCCESS',
      Output: { Path: `/clips/${index}.mp4` },
    },
  };
}

function idOf(index: number): string {
  return `soak-EditMedia-${String(index).padStart(6, '0')}x`;
}

function idIn(text: string): string {
  return /soak-EditMedia-\d{6}x/.exec(text)?.[0] ?? '';
}

export function tally(names: string[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  return times;
}

function pick<T>(from: readonly T[], random: () => number): T {
  return from[Math.floor(random() * from.length)] as T;
}

const COS_FAULTS: Fault[] = [
  { answer: { status: 500, code: 'InternalError' } },
  { answer: { status: 503, code: 'SlowDown' } },
  { answer: { status: 503, body: '<html>' } },
  { answer: { status: 400, code: 'RequestTimeout' } },
  { answer: { status: 409, code: 'PathConflict' } },
  { answer: { status: 403, code: 'AccessDenied' } },
  { reset: true },
  { reset: true, when: 'after' },
  { answer: { status: 500, code: 'InternalError' }, when: 'after' },
  { delayMs: 30 },
];

/** A generator of numbers from 0 to 1 by a seed. */
export function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296;
  };
}
