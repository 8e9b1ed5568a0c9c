/** What a delivery would do, found out by letting it do so with services that are not there. */

import { isTrap } from '../../core';
import { type Done, deliver } from '../../deliver';
import type { Request, Send } from '../../transport/transport';
import { decode, encode, type InspectorCore } from '../core';

export interface Planned {
  method: string;
  /** Without what is secret. */
  url: string;
  headers: Record<string, string>;
  body: string;
  bytes: number;
}

export interface Told extends Planned {
  target: string;
  message: unknown;
}

export interface Plan {
  done: Done;
  stored: Planned[];
  told: Told[];
  invoked: (Planned & { target: string })[];
  /** What the delivery finds worth a warning. */
  notes: string[];
}

/** What a function of SCF has, and a page has not. */
const ENVIRONMENT = {
  TENCENTCLOUD_SECRETID: 'none',
  TENCENTCLOUD_SECRETKEY: 'none',
  TENCENTCLOUD_REGION: 'region-of-the-function',
};
/** What COS, the SCF API and bots answer; each reads its own members. */
const TAKEN = encode(
  JSON.stringify({
    errcode: 0,
    code: 0,
    Response: { Result: { FunctionRequestId: 'none', InvokeResult: 0 }, RequestId: 'none' },
  }),
);
/** For bots that answer a word. */
const OK = encode('ok');

interface Taken {
  request: Request;
  body: Uint8Array;
}

function rehearsal(taken: Taken[]): Send {
  const asked = new Set<string>();
  return async (request, body) => {
    const content = body ?? new Uint8Array();
    const once = `${request.url}\n${decode(content)}`;
    const isRepeated = asked.has(once);
    asked.add(once);
    if (request.method === 'GET') return { status: 404, headers: {}, body: new Uint8Array() };
    if (!isRepeated) taken.push({ request, body: content });
    return { status: 200, headers: {}, body: isRepeated ? OK : TAKEN };
  };
}

export async function rehearse(
  core: InspectorCore,
  event: Uint8Array,
  template: string,
  options: unknown,
  now: number,
): Promise<Plan> {
  const taken: Taken[] = [];
  const notes: string[] = [];
  const settings = () => encode(JSON.stringify({ template, options, env: ENVIRONMENT }));
  const log = (line: object) => {
    const { level, msg, error, key } = line as Record<string, string | undefined>;
    if (level === 'warn' || level === 'error')
      notes.push([msg, error, key].filter(Boolean).join(': '));
  };
  let done: Done;
  try {
    const delivery = core.loader.load().deliver(event, settings(), Number.MAX_SAFE_INTEGER, 1, now);
    done = await deliver(delivery, {
      now: () => now,
      send: rehearsal(taken),
      settings,
      encode,
      log,
    });
    delivery.free();
  } catch (error) {
    if (isTrap(error)) core.loader.discard();
    throw error;
  }
  const handed = done.events.flatMap(({ handed_on = [] }) => handed_on);
  const target = (step: string, index: number) =>
    handed.filter((it) => it.step === step)[index]?.target ?? '';
  const posts = taken.filter(({ request }) => request.method === 'POST');
  const isInvocation = ({ request }: Taken) => request.headers['x-tc-action'] !== undefined;
  const puts = taken.filter(({ request }) => request.method === 'PUT');
  return {
    done,
    // The record is written again with every receipt: what counts is the last one.
    stored: [...new Map(puts.map((put) => [put.request.url, put])).values()].map(masked),
    told: posts
      .filter((it) => !isInvocation(it))
      .map((it, index) => ({
        ...masked(it),
        target: target('notify', index),
        message: JSON.parse(decode(it.body)),
      })),
    invoked: posts
      .filter(isInvocation)
      .map((it, index) => ({ ...masked(it), target: target('invoke', index) })),
    notes: [...new Set(notes)],
  };
}

const SECRET = /authorization|token|signature/i;

function masked({ request, body }: Taken): Planned {
  const url = new URL(request.url);
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    SECRET.test(name) ? '…' : value,
  ]);
  const text = decode(body);
  return {
    method: request.method,
    // The address of a bot is what keeps strangers out.
    url:
      request.method === 'PUT' || isApi(request)
        ? decodeURI(url.origin + url.pathname)
        : `${url.origin}/…`,
    headers: Object.fromEntries(headers),
    body: text.replace(/("sign"\s*:\s*)"[^"]*"/g, '$1"…"'),
    bytes: body.length,
  };
}

function isApi({ headers }: Request): boolean {
  return headers['x-tc-action'] !== undefined;
}
