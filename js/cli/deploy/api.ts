/** Calls of Tencent Cloud's API 3.0, signed by the core. */

import { PLAIN_VARIABLES } from '../../core/options';
import type { Assets } from '../assets';
import { type CommandContext, Failure, UsageError } from '../context';
import { escaped } from '../terminal/text';

/** A service and the version of its API that is spoken here. */
export const SCF = { service: 'scf', version: '2018-04-16' };
export const CAM = { service: 'cam', version: '2019-01-16' };
export const CLS = { service: 'cls', version: '2020-10-16' };
export const MPS = { service: 'mps', version: '2019-06-12' };

export interface Service {
  service: string;
  version: string;
}

export interface Credentials {
  secret_id: string;
  secret_key: string;
  session_token?: string;
}

/** What to do about an error; the core's `Advice`. */
export interface Advice {
  help: string;
  /** How often the call is made in all. */
  tries: number;
}

/** What the API refused. */
export class ApiError extends Failure {
  constructor(
    readonly action: string,
    readonly code: string,
    readonly said: string,
    readonly requestId: string | undefined,
    readonly advice: Advice,
  ) {
    const request = requestId === undefined ? '' : ` (request ${requestId})`;
    super(`${action} was refused: ${escaped(`${code}: ${said}`)}${request}\n  ${advice.help}`);
  }
}

/** Calls an action and gives what it answered, within so many ms: a minute, if nothing is said. */
export type Call = <T>(
  service: Service,
  action: string,
  parameters: object,
  timeout?: number,
) => Promise<T>;

/** Waits, ms. */
export type Sleep = (ms: number) => Promise<void>;

/** The keys of the deployer, by the names that Tencent Cloud's own tools have for them; undefined: there are none. */
export function credentialsIn(env: CommandContext['env']): Credentials | undefined {
  const secret_id = env.TENCENTCLOUD_SECRET_ID || env.TENCENTCLOUD_SECRETID;
  const secret_key = env.TENCENTCLOUD_SECRET_KEY || env.TENCENTCLOUD_SECRETKEY;
  const session_token =
    env.TENCENTCLOUD_SECURITY_TOKEN ||
    env.TENCENTCLOUD_TOKEN ||
    (env.TENCENTCLOUD_SECRET_ID ? undefined : env.TENCENTCLOUD_SESSIONTOKEN);
  if (!secret_id || !secret_key) return undefined;
  return { secret_id, secret_key, ...(session_token ? { session_token } : {}) };
}

/** @throws UsageError if there are none */
export function deployerCredentials(env: CommandContext['env']): Credentials {
  const credentials = credentialsIn(env);
  if (credentials !== undefined) return credentials;
  throw new UsageError(
    'there are no keys to deploy with; set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY (CAM console, API keys), and TENCENTCLOUD_SECURITY_TOKEN with temporary ones',
  );
}

/** The variables that name another place for a service, such as a stand-in of it. */
export const ENDPOINTS = ['SCF_ENDPOINT', 'CAM_ENDPOINT', 'CLS_ENDPOINT', 'MPS_ENDPOINT'];

/**
 * A wrong one is reported before anything is sent.
 *
 * @throws UsageError if a variable names no place for a service
 */
export function checkEndpoints(env: CommandContext['env']): void {
  for (const { service } of [SCF, CAM, CLS, MPS]) originOf(service, env);
}

/**
 * The base URL of a service, without a slash at the end: that of its variable, or else Tencent Cloud's.
 *
 * @throws UsageError if the variable has another value than a URL of http or https without path
 */
export function originOf(service: string, env: CommandContext['env']): string {
  const variable = `${service.toUpperCase()}_ENDPOINT`;
  const value = env[variable];
  if (!value) return `https://${service}.tencentcloudapi.com`;
  // What is something else is not quoted: it may be a secret.
  const origin = /^https?:\/\/[^/?#@\s]+\/?$/i.test(value) ? parsedOrigin(value) : undefined;
  if (origin === undefined) {
    throw new UsageError(
      `${variable} must be a base URL without user, path and query, such as http://127.0.0.1:9000`,
    );
  }
  return origin;
}

function parsedOrigin(url: string): string | undefined {
  try {
    return new URL(url).origin;
  } catch {
    return undefined;
  }
}

/** Calls in a region, with somebody's keys. What passes is tried again. */
export function createCall(
  { core }: Assets,
  { env, now, send }: Pick<CommandContext, 'env' | 'now' | 'send'>,
  region: string,
  credentials: Credentials,
  sleep: Sleep,
): Call {
  checkEndpoints(env);
  const quotes = new Quotes(core);
  quotes.add(Object.values(credentials));
  const once = async <T>(
    { service, version }: Service,
    action: string,
    body: Uint8Array,
    timeout: number,
  ) => {
    const origin = originOf(service, env);
    const call = { origin, region, service, action, version, ...credentials };
    const request = JSON.parse(core.apiRequest(Buffer.from(JSON.stringify(call)), body, now()));
    const response = await send({ ...request, timeout }, body);
    const adviceFor = (code: string): Advice => JSON.parse(core.apiErrorAdvice(Buffer.from(code)));
    const answer = Buffer.from(response.body).toString();
    return answerOf<T>(action, response.status, answer, { adviceFor, quotes });
  };
  return async (service, action, parameters, timeout = TIMEOUT_MS) => {
    quotes.add(valuesIn(parameters));
    const body = Buffer.from(JSON.stringify(parameters));
    for (let tries = 1; ; tries++) {
      try {
        return await once(service, action, body, timeout);
      } catch (error) {
        const most = triesFor(error, action);
        if (tries >= most) throw explained(error, action);
        await sleep(Math.min(1000 * tries, 2000));
      }
    }
  };
}

interface Reading {
  adviceFor(code: string): Advice;
  quotes: Quotes;
}

function answerOf<T>(
  action: string,
  status: number,
  body: string,
  { adviceFor, quotes }: Reading,
): T {
  let content: Answer | undefined;
  try {
    content = JSON.parse(body).Response;
  } catch {}
  if (status !== 200 || typeof content !== 'object' || content === null) {
    throw new Error(`the API answered ${status} and no result`);
  }
  const { Error: error, RequestId } = content;
  if (error !== undefined) {
    const [code, said] = [error?.Code, error?.Message].map((text) => quotes.hide(`${text ?? ''}`));
    const request = RequestId === undefined ? undefined : quotes.hide(escaped(`${RequestId}`));
    throw new ApiError(action, code ?? '', said ?? '', request, adviceFor(`${error?.Code ?? ''}`));
  }
  quotes.add(valuesIn(content));
  for (const holder of [content, ...listOf(content.StatusReasons)]) {
    for (const name of ['StatusDesc', 'ErrorCode', 'ErrorMessage'] as const) {
      const said = holder[name];
      if (said !== undefined) holder[name] = quotes.hide(`${said}`);
    }
  }
  const { Result: result } = content;
  if (typeof result === 'object' && result !== null) {
    for (const name of ['Log', 'RetMsg', 'ErrMsg'] as const) {
      if (typeof result[name] === 'string') result[name] = quotes.hide(result[name]);
    }
  }
  return content as T;
}

/** What says something in words. */
interface Said {
  StatusDesc?: unknown;
  ErrorCode?: unknown;
  ErrorMessage?: unknown;
}

interface Answer extends Said {
  Error?: { Code?: unknown; Message?: unknown } | null;
  RequestId?: unknown;
  StatusReasons?: unknown;
  /** Of an invocation. */
  Result?: { Log?: unknown; RetMsg?: unknown; ErrMsg?: unknown } | null;
}

function listOf(list: unknown): Said[] {
  return Array.isArray(list) ? list.filter((it) => typeof it === 'object' && it !== null) : [];
}

/** The values of variables in a request or an answer that may be secrets. */
function valuesIn(content: object): string[] {
  const { Environment } = content as { Environment?: { Variables?: unknown } | null };
  const variables = Environment?.Variables;
  if (!Array.isArray(variables)) return [];
  return variables.flatMap((it) => {
    const { Key, Value } = Object(it);
    return typeof Value === 'string' && !PLAIN_VARIABLES.includes(`${Key}`) ? [Value] : [];
  });
}

/** What services quote of what they were sent: their texts lose the values of variables, and credentials. */
class Quotes {
  readonly #values = new Set<string>();

  constructor(private readonly core: Assets['core']) {}

  add(values: readonly (string | undefined)[]): void {
    for (const value of values) if (value !== undefined && value !== '') this.#values.add(value);
  }

  /** The text without them, in whatever spelling: what is secret in it is for the core to say. */
  hide(text: string): string {
    const documents = [...this.#values].filter((value) => /^\s*[{[]/.test(value));
    // The core hides members by their names, and looks for their values in all texts.
    const said = { secret: [...this.#values], documents, text };
    const hidden = JSON.parse(this.core.redact(Buffer.from(JSON.stringify(said)))).text;
    // It looks for none that are shorter, since they may be a part of any word.
    return [...this.#values]
      .filter((value) => value.length < SHORT)
      .reduce((left, value) => left.replace(wordOf(value), '***'), hidden);
  }
}

const SHORT = 8;

/** A text where it stands alone. */
function wordOf(text: string): RegExp {
  const literal = text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}_])${literal}(?![\\p{L}\\p{N}_])`, 'gu');
}

function explained(error: unknown, action: string): unknown {
  if (error instanceof Failure) return error;
  return new Failure(
    `${action} got no answer: ${(error as Error).message}\n  Look whether this machine reaches tencentcloudapi.com, then run it again: what is done already is found`,
  );
}

/** How often a call is made in all that ends so. */
function triesFor(error: unknown, action: string): number {
  if (error instanceof ApiError) return error.advice.tries;
  // No answer came. Whether a change was made is found out by the next run.
  return !(error instanceof Failure) && /^(Get|List)/.test(action) ? 4 : 1;
}

const TIMEOUT_MS = 60_000;
