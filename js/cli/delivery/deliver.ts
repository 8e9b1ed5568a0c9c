/** Delivers one event as the function would. */

import type { Done } from '../../delivery/deliver';
import { invoke } from '../../delivery/invocation';
import type { Send } from '../../delivery/transport/transport';
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

export function deliverEvent(
  event: Uint8Array,
  { template, options, env }: Target,
  { now, send, log, deadline }: Sending,
): Promise<Done> {
  return invoke(
    loader,
    { now, send, log: (line) => log(line as LogLine) },
    { event, deadline, settings: () => ({ template, options, env }), process: undefined },
  );
}
