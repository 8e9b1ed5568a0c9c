import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  type Done,
  FunctionProcess,
  type Gone,
  type Ready,
  type ThrownError,
} from './function-process';
import { platformEnv } from './platform-env';

export interface ScfFunctionOptions {
  /** The Node binary to run the function with. Default: the one running this. */
  node?: string;
  /** The folder of the function's code, as unpacked from its zip. */
  folder: string;
  /** Default: `index.main_handler`. */
  handler?: string;
  /** The function's own variables, role credentials included. */
  env?: Record<string, string>;
  /** Default: `mps-webhook`. */
  functionName?: string;
  /** Default: `$LATEST`. */
  functionVersion?: string;
  /** Default: `default`. */
  namespace?: string;
  /** Default: `ap-guangzhou`. */
  region?: string;
  /** Default: `1250000000`. */
  appId?: string;
  /** Default: `100000000001`. */
  uin?: string;
  /** Milliseconds an invocation may take. Default: 3000, as in SCF. */
  timeLimitMs?: number;
  /** Milliseconds starting and loading may take. Default: 65000, as in SCF. */
  initTimeLimitMs?: number;
  /** Resident memory of the whole process. Default: 128, as in SCF. */
  memoryLimitMb?: number;
  /** Makes request ids and `Math.random` in the function the same in every run. Default: they are random. */
  seed?: number;
}

export interface InvokeOptions {
  /** Default: a UUID of its own. */
  requestId?: string;
  /** Default: the function's. */
  timeLimitMs?: number;
  /** Variables to change from now on, as rotated credentials; undefined removes one. */
  env?: Record<string, string | undefined>;
}

/**
 * SCF's status of an invocation: 200 done, 430 the function threw or rejected, 433 time limit, 434
 * memory limit, 437 no such handler, 439 the process ended, 450 loading took too long.
 * Source: SCF documentation "Function Status Codes" (583/35311).
 */
export type ScfStatusCode = 200 | 430 | 433 | 434 | 437 | 439 | 450;

export interface Invocation {
  requestId: string;
  ok: boolean;
  statusCode: ScfStatusCode;
  /** What the handler returned, by way of JSON; only when `ok`. */
  result?: unknown;
  /** Only when not `ok`. */
  error?: ThrownError;
  /** From the call of the handler to its result, or until the process was gone; milliseconds. */
  ms: number;
  /** Milliseconds it took to require the function; only in a process's first invocation. */
  requireMs?: number;
  /** `requireMs` and `ms` together, which is what a cold start costs beside starting Node. */
  coldMs?: number;
  /** The process's highest resident memory so far, in MB. */
  rssMb: number;
  /** What it wrote, line by line: standard output, then standard error. */
  logs: string[];
}

export interface ScfFunction {
  /**
   * Calls the handler, in the process of the last invocation if there still is one. Invocations
   * wait for one another, as an instance of SCF serves one event at a time. Rejects only when there
   * can be no process (no such Node, no such folder), never because of the function.
   *
   * @param event any JSON value
   */
  invoke(event: unknown, options?: InvokeOptions): Promise<Invocation>;
  /**
   * As SCF's asynchronous invocation: a failed execution is repeated, up to three in all, with the
   * same request id. SCF waits a minute between them; this does not.
   * Source: SCF documentation "Error Types and Retry Policy" (583/39851).
   */
  invokeAsync(event: unknown, options?: InvokeOptions): Promise<Invocation[]>;
  /** Sends the process a signal, in the middle of an invocation if there is one. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Ends the process. */
  close(): Promise<void>;
}

/**
 * A function as SCF would run it: in a process of its own, of the given Node, with the platform's
 * environment and context, under its limits.
 */
export function createScfFunction(options: ScfFunctionOptions): ScfFunction {
  const runner = new Runner(options);
  return {
    invoke: (event, invokeOptions) => runner.invoke(event, invokeOptions),
    invokeAsync: (event, invokeOptions) => runner.invokeAsync(event, invokeOptions),
    kill: (signal) => runner.kill(signal),
    close: () => runner.kill('SIGKILL'),
  };
}

class Runner {
  readonly #options: ScfFunctionOptions;
  readonly #settings;
  readonly #env: Record<string, string>;
  #process: FunctionProcess | undefined;
  #processes = 0;
  #requests = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: ScfFunctionOptions) {
    this.#options = options;
    this.#settings = {
      folder: resolve(options.folder),
      handler: options.handler ?? 'index.main_handler',
      functionName: options.functionName ?? 'mps-webhook',
      functionVersion: options.functionVersion ?? '$LATEST',
      namespace: options.namespace ?? 'default',
      region: options.region ?? 'ap-guangzhou',
      appId: options.appId ?? '1250000000',
      uin: options.uin ?? '100000000001',
      memoryLimitMb: options.memoryLimitMb ?? 128,
    };
    this.#env = { ...platformEnv(this.#settings), ...options.env };
  }

  invoke(event: unknown, options: InvokeOptions = {}): Promise<Invocation> {
    const invocation = this.#last.then(() => this.#invoke(event, options));
    this.#last = invocation.catch(() => undefined);
    return invocation;
  }

  async invokeAsync(event: unknown, options: InvokeOptions = {}): Promise<Invocation[]> {
    const requestId = options.requestId ?? this.#newRequestId();
    const attempts: Invocation[] = [];
    do {
      attempts.push(await this.invoke(event, { ...options, requestId }));
    } while (!attempts.at(-1)?.ok && attempts.length < MAX_EXECUTIONS);
    return attempts;
  }

  async kill(signal?: NodeJS.Signals): Promise<void> {
    await this.#process?.kill(signal);
  }

  async #invoke(event: unknown, options: InvokeOptions): Promise<Invocation> {
    const requestId = options.requestId ?? this.#newRequestId();
    const timeLimitMs = options.timeLimitMs ?? this.#options.timeLimitMs ?? 3000;
    const changed = this.#changeEnv(options.env ?? {});

    const isCold = !this.#process?.isAlive;
    const running = isCold ? this.#start() : (this.#process as FunctionProcess);
    const ready = await running.ready;
    const failure = loadFailure(ready, this.#settings);
    if (failure) {
      await running.kill();
      return { requestId, ...failure, ms: 0, rssMb: running.peakMb, logs: running.drain() };
    }

    const started = performance.now();
    const { outcome, logs } = await running.invoke({
      id: randomUUID(),
      event: JSON.stringify(event) ?? 'null',
      requestId,
      timeLimitMs,
      env: changed,
    });
    const ms = outcome.type === 'done' ? outcome.ms : performance.now() - started;
    const requireMs = ready.type === 'ready' ? ready.requireMs : 0;
    return {
      requestId,
      ...judge(outcome, timeLimitMs, this.#settings.memoryLimitMb),
      ms,
      ...(isCold ? { requireMs, coldMs: requireMs + ms } : {}),
      rssMb: running.peakMb,
      logs,
    };
  }

  #start(): FunctionProcess {
    // Starting a process there would fail as if the Node binary were missing.
    const { folder } = this.#settings;
    if (!existsSync(folder)) throw new Error(`the function's folder ${folder} does not exist`);
    const node = this.#options.node ?? process.execPath;
    const initTimeLimitMs = this.#options.initTimeLimitMs ?? 65_000;
    const { seed } = this.#options;
    const init = seed === undefined ? {} : { seed: seed + this.#processes++ };
    this.#process = new FunctionProcess(
      node,
      this.#env,
      { ...this.#settings, ...init },
      initTimeLimitMs,
    );
    return this.#process;
  }

  #newRequestId(): string {
    const { seed } = this.#options;
    if (seed === undefined) return randomUUID();
    const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');
    return `${hex(seed, 8)}-0000-4000-8000-${hex(++this.#requests, 12)}`;
  }

  /** Changes hold for later processes too. */
  #changeEnv(env: Record<string, string | undefined>): Record<string, string | null> {
    const changed: Record<string, string | null> = {};
    for (const [name, value] of Object.entries(env)) {
      changed[name] = value ?? null;
      if (value === undefined) delete this.#env[name];
      else this.#env[name] = value;
    }
    return changed;
  }
}

type Verdict = Pick<Invocation, 'ok' | 'statusCode' | 'result' | 'error'>;

function judge(outcome: Done | Gone, timeLimitMs: number, memoryLimitMb: number): Verdict {
  if (outcome.type === 'done') {
    return outcome.error
      ? { ok: false, statusCode: 430, error: outcome.error }
      : { ok: true, statusCode: 200, result: JSON.parse(outcome.result ?? 'null') };
  }
  switch (outcome.reason) {
    case 'time':
      return failed(433, 'TimeLimitReached', `the function took more than ${timeLimitMs} ms`);
    case 'memory':
      return failed(434, 'MemoryLimitReached', `the function took more than ${memoryLimitMb} MB`);
    default:
      return failed(439, 'UserProcessExit', `the process ended ${howEnded(outcome)}`);
  }
}

/** What went wrong before the handler could be called; undefined: nothing. */
function loadFailure(
  ready: Ready | Gone,
  { handler, memoryLimitMb }: { handler: string; memoryLimitMb: number },
): Verdict | undefined {
  if (ready.type === 'gone') {
    if (ready.reason === 'time') {
      return failed(450, 'InitTimeLimitReached', 'loading the function took too long');
    }
    return judge(ready, 0, memoryLimitMb);
  }
  if (ready.error) return { ok: false, statusCode: 430, error: ready.error };
  return ready.found ? undefined : failed(437, 'HandlerNotFound', `no function ${handler}`);
}

function failed(statusCode: ScfStatusCode, name: string, message: string): Verdict {
  return { ok: false, statusCode, error: { name, message, stack: '' } };
}

function howEnded({ exitCode, signal }: Gone): string {
  return signal === null ? `with exit code ${exitCode}` : `by ${signal}`;
}

/** SCF retries an asynchronous invocation twice by default. */
const MAX_EXECUTIONS = 3;
