/** Types of the options and the result of `plan`. */

import type { Options } from '../core/options';
import type { Language } from '../core/report';
import type { Done } from '../delivery/result';

export interface PlanOptions {
  /** The options, as in the variable `MPS_WEBHOOK_CONFIG`. */
  options?: Options;
  /** Environment variables, which fill in missing options. Missing credentials and a missing region are invented. */
  env?: Record<string, string | undefined>;
  /** The template with the defaults: `mps-webhook`, `mps-to-cos` or `cls-to-cos`; none by default. */
  template?: string;
  /** The time of the delivery; now by default. */
  now?: Date;
  /** The language of the reasons in `skipped` and in the log; `en` by default. */
  lang?: Language;
  /** Whether the event is the body of an HTTP request, which is verified and answered. */
  http?: boolean;
}

/** A request that would be sent. */
export interface PlannedRequest {
  /** The step: the event, its report object, a bot or webhook, a function, or the outbox for a message that waits. */
  step: 'event' | 'report' | 'notify' | 'invoke' | 'outbox';
  /** The name of the bot, webhook or function, without its URL; absent for the archive. */
  target?: string;
  method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  url: string;
  /** The headers, with names in lower case. */
  headers: Record<string, string>;
  /** The body as text; an approximation if it is binary, such as compressed logs. */
  body: string;
}

export interface Plan {
  /** The requests, in the order of sending. */
  requests: PlannedRequest[];
  /** How the delivery ends if all requests succeed: stored keys, notified and invoked targets, and why others are skipped. */
  done: Done;
  /** The lines of the log. */
  log: object[];
}
