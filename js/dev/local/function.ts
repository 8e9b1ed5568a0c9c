/** The deployable function on this machine, with a COS, bots and functions to invoke that are all local: nothing gets out. */

import { existsSync, rmSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type CosEmulator, startCosEmulator } from '../cos/emulator';
import { type MpsEmulator, startMps, type TaskDetail } from '../mps/emulator';
import { taskOfEvent } from '../mps/task-of-event';
import { createScfFunction, type ScfFunction } from '../scf/runner';
import { type Received, type Receivers, startReceivers } from './receivers';

export interface LocalOptions {
  /** The function, as it is deployed: each file by its name. */
  template: ReadonlyMap<string, Uint8Array>;
  /** Where the objects lie. */
  archiveFolder: string;
  /** Whether it notifies a bot even if its options name none, so that messages can be seen. */
  notifies: boolean;
  /**
   * The names of the notification targets of settings, as the core gives them: `wecom-1f3a09bc`. Undefined: they are not asked for, and
   * targets have names of their own here.
   */
  targetsOf?(settings: LocalSettings): string[];
  /** The Node binary to run it with. */
  node: string;
  /** The owner's own `process.js`. */
  processFile: string | undefined;
  /** Its options, and its variables: read again at every reload. */
  settings(): Promise<LocalSettings>;
}

export interface LocalSettings {
  /** The options as a document. */
  document: Record<string, unknown> | undefined;
  env: Readonly<Record<string, string | undefined>>;
}

/** What became of one event. */
export interface LocalDelivery {
  ok: boolean;
  /** Why it failed. */
  error: string | undefined;
  ms: number;
  /** Whether the function was loaded for it. */
  isCold: boolean;
  stored: { key: string; size: number }[];
  notified: Received[];
  invoked: Received[];
  /** The targets whose messages wait in the outbox, and why. */
  queued: { target: string; reason: string }[];
  /** Whether it was stored before, and nothing was left to do. */
  isDuplicate: boolean;
  /** What the watch looked at, of the event of a timer. */
  watched: { tasks: number; missing: number; fetched: number } | undefined;
  /** What the function wrote. */
  log: string[];
}

const ROLE = { secretId: 'local', secretKey: 'local', sessionToken: 'local' };
const BUCKET = 'local-1250000000';
/** The address of the bot that there is if the options name none. */
const ANY_BOT = 'wecom';
const TIME_LIMIT_MS = 30_000;
const MEMORY_LIMIT_MB = 512;

/** A notification target. */
export interface LocalBot {
  /** As it is called here: as `plan` calls it, or by its address on this machine if the options name none. */
  name: string;
  /** As receipts and keys of the archive call it: by its address on this machine. */
  archived: string;
}

export class LocalFunction {
  readonly #options: LocalOptions;
  readonly #cos: CosEmulator;
  readonly #receivers: Receivers;
  readonly #mps: MpsEmulator;
  /** What the query API of MPS knows: the tasks of lost events. */
  readonly #tasks: TaskDetail[];
  readonly #folder: string;
  #scf: ScfFunction | undefined;
  #bots: LocalBot[] = [];
  #last: Promise<unknown> = Promise.resolve();
  bucket = BUCKET;

  private constructor(
    options: LocalOptions,
    services: { cos: CosEmulator; receivers: Receivers; mps: MpsEmulator; tasks: TaskDetail[] },
    folder: string,
  ) {
    this.#options = options;
    this.#cos = services.cos;
    this.#receivers = services.receivers;
    this.#mps = services.mps;
    this.#tasks = services.tasks;
    this.#folder = folder;
  }

  static async start(options: LocalOptions): Promise<LocalFunction> {
    const cos = await startCosEmulator({ folder: options.archiveFolder, credentials: [ROLE] });
    const receivers = await startReceivers();
    const tasks: TaskDetail[] = [];
    const mps = await startMps({ credentials: [ROLE], tasks });
    const folder = await mkdtemp(join(tmpdir(), 'mps-webhook-'));
    const local = new LocalFunction(options, { cos, receivers, mps, tasks }, folder);
    // However this process ends, if it can do anything yet.
    process.once('exit', local.#remove);
    for (const [name, bytes] of options.template) await writeFile(join(folder, name), bytes);
    try {
      local.#setUp(await options.settings());
    } catch (error) {
      // An open server would keep the process alive.
      await local.close();
      throw error;
    }
    return local;
  }

  /** The notification targets, if their names are known. */
  get bots(): readonly LocalBot[] {
    return this.#bots;
  }

  /** The variables with which other programs reach its COS and its MPS. */
  get variables(): Record<string, string> {
    return {
      MPS_ENDPOINT: this.#mps.url,
      COS_ENDPOINT: this.#cos.url,
      COS_BUCKET: this.bucket,
      COS_SECRET_ID: ROLE.secretId,
      COS_SECRET_KEY: ROLE.secretKey,
      COS_SESSION_TOKEN: ROLE.sessionToken,
    };
  }

  /**
   * Loses an event: the service knows its task, as finished an hour ago, and the function never sees it. `false`: it is no notification
   * of a task.
   */
  lose(event: unknown): boolean {
    const task = taskOfEvent(event, Date.now() - 60 * 60_000);
    if (task === undefined) return false;
    this.#tasks.push(task);
    return true;
  }

  /** Runs the function on an event; one after the other, as an instance does. */
  deliver(event: unknown): Promise<LocalDelivery> {
    const delivery = this.#last.then(() => this.#deliver(event));
    this.#last = delivery.catch(() => undefined);
    return delivery;
  }

  /** The next event gets a new instance, of what the files are then. */
  reload(): Promise<void> {
    const reloaded = this.#last.then(async () => {
      await this.#scf?.close();
      this.#scf = undefined;
    });
    this.#last = reloaded.catch(() => undefined);
    return reloaded;
  }

  /** The file that an object's bytes lie in; undefined if there is no such object. */
  async fileOf(key: string): Promise<string | undefined> {
    const objects = await this.#cos.objects(this.bucket);
    return objects.find((object) => object.key === key)?.path;
  }

  async close(): Promise<void> {
    await this.#scf?.close();
    await Promise.all([this.#cos.close(), this.#receivers.close(), this.#mps.close()]);
    this.#remove();
    process.off('exit', this.#remove);
  }

  readonly #remove = () => rmSync(this.#folder, { recursive: true, force: true });

  async #deliver(event: unknown): Promise<LocalDelivery> {
    this.#scf ??= await this.#create();
    const [requests, notified, invoked] = [
      this.#cos.requests.length,
      this.#receivers.notified.length,
      this.#receivers.invoked.length,
    ];
    const { ok, error, ms, coldMs, logs, result } = await this.#scf.invoke(event);
    // The report object is written again with every receipt: what counts is the last one.
    const stored = new Map(
      this.#cos.requests
        .slice(requests)
        .filter(({ method, status }) => method === 'PUT' && status === 200)
        .map(({ key, bodyLength }) => [key, { key, size: bodyLength }]),
    );
    return {
      ok,
      error: error && adviceOfThisMachine(error.message),
      ms: coldMs ?? ms,
      isCold: coldMs !== undefined,
      stored: [...stored.values()],
      notified: this.#receivers.notified.slice(notified).map((received) => ({
        ...received,
        // Without bots of the owner there is one that needs no name of its own.
        target: received.target === ANY_BOT ? (this.#bots[0]?.name ?? ANY_BOT) : received.target,
      })),
      invoked: this.#receivers.invoked.slice(invoked),
      queued: (ok ? queuedIn(result) : queuedInLog(logs)).map(({ target, reason }) => ({
        target: this.#named(target),
        reason,
      })),
      // An event that comes again may send what waited before.
      isDuplicate:
        (ok ? isSeenBefore(result) : isSeenBeforeInLog(logs)) &&
        stored.size === 0 &&
        this.#receivers.notified.length === notified &&
        this.#receivers.invoked.length === invoked,
      watched: Object(result).watched,
      log: logs.map((line) => this.#named(line)),
    };
  }

  /** A text with the names that targets have here. */
  #named(text: string): string {
    return this.#bots.reduce((said, { name, archived }) => said.replaceAll(archived, name), text);
  }

  async #create(): Promise<ScfFunction> {
    const { processFile, node } = this.#options;
    const linked = join(this.#folder, 'process.js');
    await rm(linked, { force: true });
    if (processFile !== undefined && existsSync(processFile)) {
      // Left where it lies, so that it finds what it requires.
      await writeFile(
        linked,
        `module.exports = require(${JSON.stringify(resolve(processFile))});\n`,
      );
    }
    return createScfFunction({
      node,
      folder: this.#folder,
      env: this.#setUp(await this.#options.settings()),
      timeLimitMs: TIME_LIMIT_MS,
      memoryLimitMb: MEMORY_LIMIT_MB,
    });
  }

  /** Takes over settings, and returns the variables of the function. */
  #setUp(settings: LocalSettings): Record<string, string> {
    const { bucket, env } = this.#local(settings.document, settings.env);
    const { targetsOf } = this.#options;
    const real = targetsOf?.(settings) ?? [];
    const local = targetsOf?.({ document: undefined, env }) ?? [];
    this.bucket = bucket;
    this.#bots = local.map((archived, at) => ({
      name: (local.length === real.length ? real[at] : undefined) ?? archived,
      archived,
    }));
    return env;
  }

  /** The same options, but with everything that is reached by the network on this machine. */
  #local(
    document: Record<string, unknown> | undefined,
    env: LocalSettings['env'],
  ): { bucket: string; env: Record<string, string> } {
    const variables: Record<string, string> = {};
    for (const [name, value] of Object.entries(env)) {
      if (value !== undefined && OPTIONS.test(name)) variables[name] = value;
    }
    const role = {
      TENCENTCLOUD_SECRETID: ROLE.secretId,
      TENCENTCLOUD_SECRETKEY: ROLE.secretKey,
      TENCENTCLOUD_SESSIONTOKEN: ROLE.sessionToken,
    };
    const { cos, notify, ...others } = document ?? {};
    // The COS of this machine is at an endpoint, where a region has no effect.
    const {
      region: _r,
      secret_id: _i,
      secret_key: _k,
      session_token: _t,
      ...archive
    } = Object(cos);
    const bucket = `${archive.bucket || variables.COS_BUCKET || BUCKET}`;
    const { url } = this.#receivers;
    const names = this.#options.targetsOf?.({ document, env }) ?? [];
    if (document === undefined) {
      return {
        bucket,
        env: {
          ...variables,
          ...role,
          COS_BUCKET: bucket,
          COS_ENDPOINT: this.#cos.url,
          MPS_ENDPOINT: this.#mps.url,
          ...(variables.INVOKE_FUNCTIONS ? { SCF_ENDPOINT: url } : {}),
          ...(this.#options.notifies ? { WECOM_WEBHOOK_URL: `${url}/${names[0] ?? ANY_BOT}` } : {}),
        },
      };
    }
    const bots = Array.isArray(notify) ? notify : [];
    const moved = {
      ...others,
      cos: { ...archive, bucket, endpoint: this.#cos.url },
      notify: bots.map((bot, at) => {
        // One that is wrong has no name.
        const own = names.length === bots.length ? names[at] : undefined;
        const name = own ?? `${bot?.kind ?? 'wecom'}-${at + 1}`;
        // A name begins with the kind, which the real host may have decided.
        const kind = own === undefined ? {} : { kind: own.slice(0, own.indexOf('-')) };
        return { ...bot, ...kind, url: `${url}/${name}` };
      }),
      scf: { ...Object(others.scf), endpoint: url },
      mps: { ...Object(others.mps), endpoint: this.#mps.url },
    };
    return { bucket, env: { ...variables, ...role, MPS_WEBHOOK_CONFIG: JSON.stringify(moved) } };
  }
}

/** What the function says is wrong, with what to do here instead of the help for its owner: nothing is deployed. */
function adviceOfThisMachine(said: string): string {
  return said
    .replace(/(?<=this field of the options, and )deploy again$/, SEND_AGAIN)
    .replace(
      /correct the processing of your own and deploy again; .*$/,
      `correct process.js, and ${SEND_AGAIN}`,
    );
}

const SEND_AGAIN = 'send the event again';

/** What the function returns of a notification, as far as it is used here. */
interface Delivered {
  archive: string;
  processed?: string;
  dispatched?: { target: string; status: string; reason?: string }[];
}

/** The messages of an event that wait in the outbox. */
function queuedIn(result: unknown): { target: string; reason: string }[] {
  const { events = [] } = Object(result) as { events?: Delivered[] };
  return events
    .flatMap(({ dispatched = [] }) => dispatched)
    .filter(({ status }) => status === 'queued')
    .map(({ target, reason = '' }) => ({ target, reason }));
}

/** The same of an invocation that failed: it returns nothing, and its log has messages `queued for <target>: <reason>`. */
function queuedInLog(lines: readonly string[]): { target: string; reason: string }[] {
  return lines.flatMap((line) => {
    const [, target, reason] = /^queued for ([\w-]+): (.*)$/s.exec(messageOf(line)) ?? [];
    return target === undefined || reason === undefined ? [] : [{ target, reason }];
  });
}

/** Whether everything in the event was stored before, and nothing was done with it now. */
function isSeenBefore(result: unknown): boolean {
  const { events = [] } = Object(result) as { events?: Delivered[] };
  const isNew = ({ archive, processed, dispatched = [] }: Delivered) =>
    archive !== 'seen_before' ||
    processed === 'done' ||
    dispatched.some(({ status }) => status === 'done');
  return events.length > 0 && !events.some(isNew);
}

/** The same of an invocation that failed, as that of an event that is not a notification does. */
function isSeenBeforeInLog(lines: readonly string[]): boolean {
  return lines.some((line) => /; seen before, nothing to do/.test(messageOf(line)));
}

/** The message of a line of the log; empty if the line is not of the function itself. */
function messageOf(line: string): string {
  try {
    return `${Object(JSON.parse(line)).msg ?? ''}`;
  } catch {
    return '';
  }
}

/** The variables that are options; nothing else of the environment gets into the function. */
const OPTIONS =
  /^(COS_(PREFIX|LAYOUT|BUCKET)|CLS_\w+|NOTIFY_\w+|INVOKE_FUNCTIONS|MPS_NOTIFY_KEY|LOG_LEVEL)$/;
