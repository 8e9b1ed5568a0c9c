import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import {
  type CosEmulator,
  type CosEmulatorOptions,
  type Credential,
  type LoggedRequest,
  startCosEmulator,
} from '../../../js/dev/cos/emulator';
import {
  createScfFunction,
  type Invocation,
  type InvokeOptions,
  type ScfFunction,
  type ScfFunctionOptions,
} from '../../../js/dev/scf/runner';
import { TEMPLATE } from './project';

export const BUCKET = 'archive-1250000000';

/** A role's credentials; every part can be told from everything else that is written anywhere. */
export const ROLE = {
  secretId: 'AKIDroleRoleRoleRole',
  secretKey: 'KeyOfTheRoleNobodyMaySee',
  sessionToken: 'TokenOfTheRoleNobodyMaySee+/=',
} satisfies Credential;

export interface LogLine {
  level: string;
  msg: string;
  [field: string]: unknown;
}

export type Observed = Omit<Invocation, 'result'> & {
  // biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect
  result?: any;
  /** The lines of its log. */
  lines: LogLine[];
  /** What it sent, in the order of arrival. */
  requests: LoggedRequest[];
};

export interface Deployed {
  emulator: CosEmulator;
  scf: ScfFunction;
  /** Invokes the function; checks that every line of its log is one of ours and that nothing secret gets out. */
  invoke(event: unknown, options?: InvokeOptions): Promise<Observed>;
  /** The objects of a bucket, by key. */
  objects(bucket?: string): Promise<Map<string, Buffer>>;
}

export interface DeployOptions {
  node: string;
  /** Variables beside those of the bucket and the role; undefined takes one of these away. */
  env?: Record<string, string | undefined>;
  emulator?: Partial<CosEmulatorOptions>;
  scf?: Partial<ScfFunctionOptions>;
}

let deployed = 0;

/** The template as a function of SCF, and a COS beside it. Nothing random is in what it does. */
export async function deploy(t: TestContext, options: DeployOptions): Promise<Deployed> {
  const folder = await mkdtemp(join(tmpdir(), 'template-'));
  const emulator = await startCosEmulator({ folder, credentials: [ROLE], ...options.emulator });
  const env = {
    COS_BUCKET: BUCKET,
    COS_ENDPOINT: emulator.url,
    ...roleEnv(ROLE),
    ...options.env,
  };
  const scf = createScfFunction({
    node: options.node,
    folder: TEMPLATE,
    env: withoutUndefined(env),
    // Far more than anything takes: no test may fail because the machine is slow.
    timeLimitMs: 60_000,
    memoryLimitMb: 512,
    seed: ++deployed * 1000,
    ...options.scf,
  });
  const objects = async (bucket = BUCKET) => {
    const found = new Map<string, Buffer>();
    for (const { key, path } of await emulator.objects(bucket))
      found.set(key, await readFile(path));
    return found;
  };
  t.after(async () => {
    await scf.close();
    await emulator.close();
    const stored = await objects();
    await rm(folder, { recursive: true, force: true });
    for (const [key, bytes] of stored) assertNothingSecret(key + bytes.toString());
  });
  return {
    emulator,
    scf,
    objects,
    invoke: async (event, invokeOptions) => {
      const before = emulator.requests.length;
      const invocation = await scf.invoke(event, invokeOptions);
      assertNothingSecret(JSON.stringify([invocation.error, invocation.result, invocation.logs]));
      const lines = invocation.logs.map(logLine);
      return { ...invocation, lines, requests: emulator.requests.slice(before) };
    },
  };
}

/** A function of its own code, in a folder that goes away with the test. */
export async function functionFolder(t: TestContext, source: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'function-'));
  await writeFile(join(folder, 'index.js'), source);
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export function roleEnv(credential: Credential): Record<string, string> {
  return {
    TENCENTCLOUD_SECRETID: credential.secretId,
    TENCENTCLOUD_SECRETKEY: credential.secretKey,
    TENCENTCLOUD_SESSIONTOKEN: credential.sessionToken ?? '',
  };
}

/** Fails if a text holds a secret key, a token, a signature or the header that carries it. */
export function assertNothingSecret(text: string): void {
  const found = /\w*NobodyMaySee[+/=]*|q-signature|q-sign-time|authorization/i.exec(text);
  assert.equal(found?.[0], undefined, 'something secret got out');
}

/** A line of the log: one JSON object with `level` and `msg`. */
function logLine(text: string): LogLine {
  const line: unknown = JSON.parse(text);
  assert.ok(typeof line === 'object' && line !== null && !Array.isArray(line), text);
  const { level, msg } = line as LogLine;
  assert.match(level, /^(debug|info|warn|error)$/, text);
  assert.ok(typeof msg === 'string' && msg.length > 0, text);
  return line as LogLine;
}

export function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function md5(bytes: Buffer | string, encoding: 'hex' | 'base64' = 'hex'): string {
  return createHash('md5').update(bytes).digest(encoding);
}

/** The digest in the keys of a notification, from the contract: of its canonical text, the first 32 hexadecimal digits. */
export function digestOf(notification: unknown): string {
  const { Sign: _, Timestamp: __, ...rest } = Object(notification);
  return sha256(canonical(rest)).slice(0, 32);
}

/** The digest in the keys of what is stored as it came, in quarantine and of batches of logs: of its text. */
export function digestOfText(text: Buffer | string): string {
  return sha256(text).slice(0, 32);
}

/** The JSON text of a value with every number as its significant digits and a power of ten: `1.50` is `15e-1`. */
function canonical(value: unknown): string {
  if (typeof value === 'number') {
    const parts = /^(-?)(\d+)(?:\.(\d+))?(?:e(.+))?$/.exec(JSON.stringify(value)) ?? [];
    const [, sign = '', whole = '', fraction = '', power = '0'] = parts;
    const digits = (whole + fraction).replace(/^0+/, '');
    const significant = digits.replace(/0+$/, '');
    const exponent = Number(power) - fraction.length + digits.length - significant.length;
    return `${sign}${significant || '0'}${significant === '' || exponent === 0 ? '' : `e${exponent}`}`;
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value);
  return `{${members.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join()}}`;
}

/** What a request was and what became of it, such as `PUT event 200`. */
export function steps(requests: LoggedRequest[]): string[] {
  return requests.map(({ method, key, status }) => {
    const kind = /\.(event|report|error)\.\w+$/.exec(key)?.[1] ?? key;
    return `${method} ${kind} ${status}`;
  });
}

function withoutUndefined(env: Record<string, string | undefined>): Record<string, string> {
  const defined: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined) defined[name] = value;
  }
  return defined;
}
