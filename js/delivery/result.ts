/** How deliveries end, as the core says it. */

import type { CoreError } from '../core/error';

/** How a delivery ended; the core's `Done`. */
export interface Done {
  /** Whether everything that was asked for was delivered. */
  ok: boolean;
  /** The first thousand. */
  events: Delivered[];
  /** How many more there are; their last lines in the log say what became of them. */
  events_omitted?: number;
  error?: CoreError;
  /** What to answer to the request over HTTP that brought the event; absent if none did. */
  http?: Reply;
}

/** The answer to a request over HTTP; the core's `Reply`. */
export interface Reply {
  status: number;
  /** JSON text. */
  body: string;
}

/** What became of one notification; the core's `Delivered`. */
export interface Delivered {
  event_type?: string;
  task_id?: string;
  outcome?: 'success' | 'partial' | 'failure' | 'processing' | 'unknown';
  /** Of a batch of logs: how many it has. */
  records?: number;
  archive: 'stored' | 'seen_before' | 'not_wanted' | 'failed';
  event_key?: string;
  report_key?: string;
  /** Of the owner's own processing; absent if there is none. */
  processed?: 'done' | 'seen_before' | 'failed';
  /** Absent if there are no targets. */
  dispatched?: Dispatched[];
  error?: CoreError;
}

/** What became of dispatching a notification to one target; the core's `Dispatched`. */
export interface Dispatched {
  step: 'notify' | 'invoke';
  /** The bot, by a name that does not show its URL, or the function. */
  target: string;
  status: 'done' | 'seen_before' | 'failed';
}
