/** Calls of Tencent Cloud's API 3.0, signed by the core. */

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

/** Calls an action and gives what it answered. */
export type Call = <T>(service: Service, action: string, parameters: object) => Promise<T>;

/** Waits, ms. */
export type Sleep = (ms: number) => Promise<void>;

/** The keys of whoever deploys, by the names that Tencent Cloud's own tools have for them. */
export function deployerCredentials(env: CommandContext['env']): Credentials {
  const secret_id = env.TENCENTCLOUD_SECRET_ID || env.TENCENTCLOUD_SECRETID;
  const secret_key = env.TENCENTCLOUD_SECRET_KEY || env.TENCENTCLOUD_SECRETKEY;
  const session_token =
    env.TENCENTCLOUD_SECURITY_TOKEN ||
    env.TENCENTCLOUD_TOKEN ||
    (env.TENCENTCLOUD_SECRET_ID ? undefined : env.TENCENTCLOUD_SESSIONTOKEN);
  if (!secret_id || !secret_key) {
    throw new UsageError(
      'there are no keys to deploy with; set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY (CAM console, API keys), and TENCENTCLOUD_SECURITY_TOKEN with temporary ones',
    );
  }
  return { secret_id, secret_key, ...(session_token ? { session_token } : {}) };
}

/** Calls in a region, with somebody's keys. What passes is tried again. */
export function createCall(
  { core }: Assets,
  { now, send }: Pick<CommandContext, 'now' | 'send'>,
  region: string,
  credentials: Credentials,
  sleep: Sleep,
): Call {
  const once = async <T>({ service, version }: Service, action: string, body: Uint8Array) => {
    const origin = `https://${service}.tencentcloudapi.com`;
    const call = { origin, region, service, action, version, ...credentials };
    const request = JSON.parse(core.apiRequest(Buffer.from(JSON.stringify(call)), body, now()));
    const response = await send({ ...request, timeout: TIMEOUT_MS }, body);
    const adviceFor = (code: string): Advice => JSON.parse(core.apiErrorAdvice(Buffer.from(code)));
    return answerOf<T>(action, response.status, Buffer.from(response.body).toString(), adviceFor);
  };
  return async (service, action, parameters) => {
    const body = Buffer.from(JSON.stringify(parameters));
    for (let tries = 1; ; tries++) {
      try {
        return await once(service, action, body);
      } catch (error) {
        const most = triesFor(error, action);
        if (tries >= most) throw explained(error, action);
        await sleep(Math.min(1000 * tries, 2000));
      }
    }
  };
}

function answerOf<T>(
  action: string,
  status: number,
  body: string,
  adviceFor: (code: string) => Advice,
): T {
  let content: { Error?: { Code: string; Message: string }; RequestId?: string } | undefined;
  try {
    content = JSON.parse(body).Response;
  } catch {}
  if (status !== 200 || content === undefined) {
    throw new Error(`the API answered ${status} and no result`);
  }
  if (content.Error !== undefined) {
    const { Code, Message } = content.Error;
    throw new ApiError(action, Code, Message, content.RequestId, adviceFor(Code));
  }
  return content as T;
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
