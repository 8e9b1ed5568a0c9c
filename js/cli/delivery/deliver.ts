/** Delivers one event as the function would. */

import { isTrap } from '../../core';
import { type Done, deliver } from '../../deliver';
import type { Send } from '../../transport/transport';
import { loader } from '../core';
import type { Target } from './target';

export interface Sending {
  now(): number;
  send: Send;
  /** Takes what the delivery has to say. */
  log(line: LogLine): void;
  /** When it gives up, ms since 1970. */
  deadline: number;
}

/** A line of the core's log. */
export interface LogLine {
  level: 'debug' | 'info' | 'warn' | 'error';
  msg: string;
  key?: string;
  target?: string;
  error?: string;
}

export async function deliverEvent(
  event: Uint8Array,
  target: Target,
  sending: Sending,
): Promise<Done> {
  try {
    return await attempt(event, target, sending, false);
  } catch (error) {
    if (!isTrap(error)) throw error;
    // What brought one instance down is not given to the next to read, only to store.
    loader.discard();
    return attempt(event, target, sending, true);
  }
}

async function attempt(
  event: Uint8Array,
  target: Target,
  { now, send, log, deadline }: Sending,
  quarantine: boolean,
): Promise<Done> {
  const settings = () => settingsOf(target, quarantine);
  const seed = Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);
  const delivery = loader.load().deliver(event, settings(), deadline, seed, now());
  const done = await deliver(delivery, {
    now,
    send,
    settings,
    encode: (text) => Buffer.from(text),
    log: (line) => log(line as LogLine),
  });
  delivery.free();
  return done;
}

const written = new WeakMap<Target, Uint8Array>();

/** What the core is told of a target: the same for all events, so it is written once. */
function settingsOf(target: Target, quarantine: boolean): Uint8Array {
  const known = quarantine ? undefined : written.get(target);
  if (known !== undefined) return known;
  const { template, options, env } = target;
  const settings = Buffer.from(JSON.stringify({ template, options, env, quarantine }));
  if (!quarantine) written.set(target, settings);
  return settings;
}
