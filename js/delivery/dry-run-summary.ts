/** A dry run, in order for people: what is stored, who is notified, what is invoked. */

import type { DryRun, Unsent } from './dry-run';
import type { Request } from './transport/transport';

/** What a function of SCF has, and whoever plans elsewhere has not. */
export const SURROUNDINGS = {
  TENCENTCLOUD_SECRETID: 'none',
  TENCENTCLOUD_SECRETKEY: 'none',
  TENCENTCLOUD_REGION: 'region-of-the-function',
};

export interface Addressed extends Unsent {
  /** The bot, by a name that does not show its URL, or the function. */
  target: string;
}

export interface Parts {
  stored: Unsent[];
  told: Addressed[];
  invoked: Addressed[];
  /** What the delivery finds worth a warning. */
  notes: string[];
}

export function partsOf({ requests, done, log }: DryRun): Parts {
  const handed = done.events.flatMap(({ handed_on = [] }) => handed_on);
  const addressed = (step: string, unsent: Unsent[]) => {
    const targets = handed.filter((it) => it.step === step);
    return unsent.map((it, index) => ({ ...it, target: targets[index]?.target ?? '' }));
  };
  const puts = requests.filter(({ request }) => request.method === 'PUT');
  const posts = requests.filter(({ request }) => request.method === 'POST');
  const notes = (log as Record<string, string | undefined>[])
    .filter(({ level }) => level === 'warn' || level === 'error')
    .map(({ msg, error, key }) => [msg, error, key].filter(Boolean).join(': '));
  return {
    // The record is written again with every receipt: what counts is the last one.
    stored: [...new Map(puts.map((put) => [put.request.url, put])).values()],
    told: addressed(
      'notify',
      posts.filter(({ request }) => !isApi(request)),
    ),
    invoked: addressed(
      'invoke',
      posts.filter(({ request }) => isApi(request)),
    ),
    notes: [...new Set(notes)],
  };
}

export interface Masked {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}

const SECRET = /authorization|token|signature/i;

/** The request without what is secret; `redact` is the core's. */
export function masked({ request, body }: Unsent, redact: (body: Uint8Array) => string): Masked {
  const { method, headers } = request;
  const { origin, pathname } = new URL(request.url);
  return {
    method,
    // The address of a bot is what keeps strangers out.
    url: method === 'POST' && !isApi(request) ? `${origin}/…` : origin + pathname,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, SECRET.test(name) ? '…' : value]),
    ),
    body: redact(body),
  };
}

function isApi({ headers }: Request): boolean {
  return headers['x-tc-action'] !== undefined;
}
