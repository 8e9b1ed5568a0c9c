/** What a delivery would do, found out by letting it do so with services that are not there. */

import type { Done } from '../../deliver';
import { deliverEvent, type LogLine } from '../delivery/deliver';
import { rehearsal } from '../delivery/rehearsal';
import type { Target } from '../delivery/target';
import type { Found } from '../input/content';

export interface Plan {
  place: string;
  done: Done;
  stored: StoredObject[];
  told: Told[];
  invoked: Invoked[];
  /** What the delivery finds worth a warning. */
  notes: string[];
  /** The requests, without what is secret. */
  requests: { method: string; url: string; headers: Record<string, string>; body: unknown }[];
}

export interface StoredObject {
  url: string;
  bytes: number;
  content_type: string;
}

export interface Told {
  /** The bot, by a name that does not show its URL. */
  target: string;
  host: string;
  /** What is written there to be read; none in what is for a program. */
  texts: string[];
  bytes: number;
}

export interface Invoked {
  target: string;
  /** Of the event it is given. */
  bytes: number;
}

/** What a function of SCF has, and whoever plans may not. */
const PLACEHOLDERS = {
  TENCENTCLOUD_SECRETID: 'none',
  TENCENTCLOUD_SECRETKEY: 'none',
  TENCENTCLOUD_REGION: 'region-of-the-function',
};

export async function rehearse(event: Found, target: Target, now: number): Promise<Plan> {
  const requests: { method: string; url: URL; headers: Record<string, string>; body: Buffer }[] =
    [];
  const notes: string[] = [];
  const log = ({ level, msg, error, key }: LogLine) => {
    if (level === 'warn' || level === 'error') {
      notes.push([msg, error, key].filter(Boolean).join(': '));
    }
  };
  const send = rehearsal(({ request, body }, isRepeated) => {
    if (isRepeated || request.method === 'GET') return;
    const { method, headers } = request;
    requests.push({ method, headers, url: new URL(request.url), body });
  });
  const env = { ...PLACEHOLDERS, ...target.env };
  const deadline = Number.POSITIVE_INFINITY;
  const done = await deliverEvent(
    event.bytes,
    { ...target, env },
    { now: () => now, send, log, deadline },
  );
  const puts = requests.filter(({ method }) => method === 'PUT');
  const posts = requests.filter(({ method }) => method === 'POST');
  const handed = done.events.flatMap(({ handed_on = [] }) => handed_on);
  const targets = (step: string) => handed.filter((it) => it.step === step);
  const invocations = posts.filter(({ headers }) => headers['x-tc-action'] !== undefined);
  const messages = posts.filter(({ headers }) => headers['x-tc-action'] === undefined);
  return {
    place: event.place,
    done,
    // The record is written again with every receipt: what counts is the last one.
    stored: [...new Map(puts.map((put) => [put.url.href, put])).values()].map(
      ({ url, body, headers }) => ({
        url: decodeURI(url.origin + url.pathname),
        bytes: body.length,
        content_type: headers['content-type'] ?? '',
      }),
    ),
    told: messages.map(({ url, body }, index) => ({
      target: targets('notify')[index]?.target ?? '',
      host: url.host,
      texts: textsOf(parsed(body)),
      bytes: body.length,
    })),
    invoked: invocations.map(({ body }, index) => ({
      target: targets('invoke')[index]?.target ?? '',
      bytes: contextOf(parsed(body)),
    })),
    notes,
    requests: requests.map(({ method, url, headers, body }) => ({
      method,
      // The URL of a bot is what keeps strangers out.
      url: method === 'PUT' ? url.origin + url.pathname : `${url.origin}/…`,
      headers: masked(headers),
      body: maskedBody(parsed(body)),
    })),
  };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return body.toString();
  }
}

/** The members that bots show. */
const SHOWN = new Set(['title', 'content', 'text']);

/** What people get to read of a message; the same is not said twice. */
function textsOf(value: unknown): string[] {
  const texts: string[] = [];
  const look = (at: unknown, name: string) => {
    if (typeof at === 'string') {
      if (SHOWN.has(name) && !texts.some((text) => text.includes(at))) texts.push(at);
    } else if (typeof at === 'object' && at !== null && !('data' in at)) {
      for (const [member, inner] of Object.entries(at)) look(inner, member);
    }
  };
  look(value, '');
  return texts.filter((text) => !texts.some((other) => other !== text && other.includes(text)));
}

function contextOf(parameters: unknown): number {
  const { ClientContext } = Object(parameters) as { ClientContext?: unknown };
  return typeof ClientContext === 'string' ? Buffer.byteLength(ClientContext) : 0;
}

const SECRET = /authorization|token|signature/i;

function masked(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, SECRET.test(name) ? '…' : value]),
  );
}

function maskedBody(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'sign' in body
    ? { ...body, sign: '…' }
    : body;
}
