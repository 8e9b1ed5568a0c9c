import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { peakMemoryMb } from './memory';
import { MarkedLines, markOf } from './output';

/** What the process gets before its first invocation. */
export interface InitMessage {
  folder: string;
  handler: string;
  functionName: string;
  functionVersion: string;
  namespace: string;
  region: string;
  appId: string;
  uin: string;
  memoryLimitMb: number;
  /** Makes `Math.random` the same in every run. */
  seed?: number;
}

export interface InvokeMessage {
  id: string;
  /** The event as JSON text. */
  event: string;
  requestId: string;
  timeLimitMs: number;
  /** Variables to change before the handler is called; null removes one. */
  env: Record<string, string | null>;
}

export interface ThrownError {
  name: string;
  message: string;
  stack: string;
}

export interface Ready {
  type: 'ready';
  requireMs: number;
  error?: ThrownError;
  /** Whether the handler is there and a function. */
  found: boolean;
}

export interface Done {
  type: 'done';
  ms: number;
  /** JSON text of what the handler returned. */
  result?: string;
  error?: ThrownError;
  /** Highest resident memory so far, in bytes, sampled in the process. */
  rss: number;
}

/** The process is gone; `reason` says why it was ended if it did not end by itself. */
export interface Gone {
  type: 'gone';
  reason: 'time' | 'memory' | undefined;
  exitCode: number | null;
  signal: NodeJS.Signals | null;
}

/** One process that runs a function; it serves one invocation at a time until it ends. */
export class FunctionProcess {
  readonly ready: Promise<Ready | Gone>;
  readonly #child: ChildProcess;
  readonly #stdout: MarkedLines;
  readonly #stderr: MarkedLines;
  readonly #gone: Promise<Gone>;
  readonly #memoryLimitMb: number;
  #reason: Gone['reason'];
  #peakMb = 0;
  #isAlive = true;

  constructor(
    node: string,
    env: Record<string, string>,
    init: InitMessage,
    initTimeLimitMs: number,
  ) {
    this.#memoryLimitMb = init.memoryLimitMb;
    this.#child = spawn(node, [BOOTSTRAP], {
      cwd: init.folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'json', // the one that Node 8 knows
    });
    const { stdout, stderr } = this.#child;
    if (!stdout || !stderr) throw new Error('the process has no output streams');
    this.#stdout = new MarkedLines(stdout);
    this.#stderr = new MarkedLines(stderr);
    this.#gone = this.#watchEnd();
    this.ready = this.#guarded(initTimeLimitMs, () => {
      this.#send({ type: 'init', ...init });
      return this.#message<Ready>('ready');
    });
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** Highest resident memory so far, in MB. */
  get peakMb(): number {
    return this.#peakMb;
  }

  /** Runs the handler once. Await {@link ready} first. */
  async invoke(message: InvokeMessage): Promise<{ outcome: Done | Gone; logs: string[] }> {
    const mark = markOf(message.id);
    const outcome = await this.#guarded(message.timeLimitMs, () => {
      this.#send({ type: 'invoke', mark, ...message });
      return this.#message<Done>('done');
    });
    if (outcome.type === 'done') this.#observe(outcome.rss / MB);
    if (outcome.type === 'gone' || this.#reason !== undefined) {
      return { outcome: await this.#gone, logs: this.drain() };
    }
    const lines = await Promise.race([
      Promise.all([this.#stdout.until(mark), this.#stderr.until(mark)]),
      this.#gone,
    ]);
    return { outcome, logs: Array.isArray(lines) ? lines.flat() : this.drain() };
  }

  /** Output that belongs to no finished invocation. */
  drain(): string[] {
    return [...this.#stdout.drain(), ...this.#stderr.drain()];
  }

  /** Ends the process; resolves when it is gone and its output was read. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.#child.kill(signal);
    await this.#gone.catch(() => undefined);
  }

  /** What `work` gives, unless the process ends first or has to be ended for a limit. */
  async #guarded<T>(timeLimitMs: number, work: () => Promise<T>): Promise<T | Gone> {
    const limit = setTimeout(() => this.#end('time'), timeLimitMs);
    const sampling = setInterval(() => this.#observe(0), SAMPLE_MS);
    try {
      return await Promise.race([work(), this.#gone]);
    } finally {
      clearTimeout(limit);
      clearInterval(sampling);
      this.#observe(0);
    }
  }

  #observe(sampledMb: number): void {
    const countedMb = this.#child.pid === undefined ? undefined : peakMemoryMb(this.#child.pid);
    this.#peakMb = Math.max(this.#peakMb, sampledMb, countedMb ?? 0);
    if (this.#peakMb > this.#memoryLimitMb) this.#end('memory');
  }

  #end(reason: NonNullable<Gone['reason']>): void {
    this.#reason ??= reason;
    this.#isAlive = false;
    this.#child.kill('SIGKILL');
  }

  async #watchEnd(): Promise<Gone> {
    const failed = once(this.#child, 'error').then(([error]) => {
      this.#isAlive = false;
      // The channel to a process that never was would keep this one alive.
      if (this.#child.connected) this.#child.disconnect();
      throw error;
    });
    // `close` comes after the streams have ended, so that no output is lost.
    const closed = once(this.#child, 'close');
    this.#child.once('exit', () => {
      this.#isAlive = false;
    });
    const [exitCode, signal] = await Promise.race([closed, failed]);
    return { type: 'gone', reason: this.#reason, exitCode, signal };
  }

  #message<T extends { type: string }>(type: T['type']): Promise<T> {
    return new Promise((resolve) => {
      const listen = (message: unknown) => {
        const received = message as T;
        if (received.type !== type) return;
        this.#child.off('message', listen);
        resolve(received);
      };
      this.#child.on('message', listen);
    });
  }

  #send(message: object): void {
    // A process that has just ended is noticed by its end, not by the failure to write to it.
    this.#child.send(message, () => undefined);
  }
}

/** Lies beside this file, and beside the bundle this file gets part of. */
const BOOTSTRAP = fileURLToPath(new URL('./bootstrap.cjs', import.meta.url));
const SAMPLE_MS = 50;
const MB = 1024 * 1024;
