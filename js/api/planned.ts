/** What a plan takes and gives. */

import type { Options } from '../core/options';
import type { Done } from '../delivery/result';

export interface PlanOptions {
  /** What to do, as in the variable `MPS_WEBHOOK_CONFIG`. */
  options?: Options;
  /** Environment variables, which fill in what is left out there. Credentials and a region that are left out are made up. */
  env?: Record<string, string | undefined>;
  /** Whose defaults hold: `mps-webhook`, `mps-to-cos` or `cls-to-cos`; none, if it is left out. */
  template?: string;
  /** When it would be done; now, if it is left out. */
  now?: Date;
  /** Whether the event would be the body of a request over HTTP, which is checked and answered. */
  http?: boolean;
}

/** A request that would be sent. */
export interface PlannedRequest {
  /** What it is for: the event, its report object, a message of a bot or webhook, or a function. */
  step: 'event' | 'report' | 'notify' | 'invoke';
  /** The bot, webhook or function, by a name that does not show its URL; absent if it goes to the archive. */
  target?: string;
  method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  url: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** As text; of what is no text, such as compressed logs, an approximation. */
  body: string;
}

export interface Plan {
  /** In the order in which they would be sent. */
  requests: PlannedRequest[];
  /** How the delivery would end if all went well: the keys of what is stored, which targets are notified or invoked. */
  done: Done;
  /** What would be logged. */
  log: object[];
}
