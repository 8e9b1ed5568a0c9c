/** Orders a dry run for people: stored objects, notified bots, invoked functions. */

import type { DryRun, Unsent } from './dry-run';
import type { Skipped } from './result';

/** Variables of an SCF function, for a plan outside SCF. */
export const VARIABLES_OF_SCF = {
  TENCENTCLOUD_SECRETID: 'none',
  TENCENTCLOUD_SECRETKEY: 'none',
  TENCENTCLOUD_REGION: 'region-of-the-function',
};

export interface Summary {
  stored: Unsent[];
  notified: Unsent[];
  invoked: Unsent[];
  /** The targets that events are not for, with the reasons. */
  skipped: Skipped[];
  /** Warnings of the delivery, and why messages wait. */
  notes: string[];
}

export function summaryOf({ requests, done, log }: DryRun): Summary {
  const of = (...steps: string[]) => requests.filter(({ step }) => steps.includes(step));
  const puts = of('event', 'report', 'outbox').filter(({ request }) => request.method === 'PUT');
  const notes = (log as Record<string, string | undefined>[])
    .filter(({ level }) => level === 'warn' || level === 'error')
    .map(({ msg, error, key }) => [msg, error, key].filter(Boolean).join(': '));
  const waiting = done.events
    .flatMap((event) => event.dispatched ?? [])
    .filter(({ status }) => status === 'queued')
    .map(({ target, reason }) => `queued for ${target}: ${reason}`);
  return {
    // The report object is stored again with every receipt; only the last one counts.
    stored: [...new Map(puts.map((put) => [put.request.url, put])).values()],
    notified: of('notify'),
    invoked: of('invoke'),
    skipped: done.events.flatMap((event) => event.skipped ?? []),
    notes: [...new Set([...notes, ...waiting])],
  };
}

export interface Masked {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}

const SECRET = /authorization|token|signature/i;

/** The request without secrets; `redact` is the core's. */
export function masked(
  { step, request, body }: Unsent,
  redact: (body: Uint8Array) => string,
): Masked {
  const { method, headers } = request;
  const { origin, pathname } = new URL(request.url);
  return {
    method,
    // The URL of a bot is a secret.
    url: step === 'notify' ? `${origin}/…` : origin + pathname,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, SECRET.test(name) ? '…' : value]),
    ),
    body: redact(body),
  };
}
