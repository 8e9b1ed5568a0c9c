/** Types of the result of a delivery, as the core returns it. */

import type { CoreError } from '../core/error';

/** How a delivery ended; the core's `Done`. */
export interface Done {
  /** Whether everything that was requested is done. */
  ok: boolean;
  /** The first 1,000 notifications. */
  events: Delivered[];
  /** The number of further notifications; the log has a last line for each. */
  events_omitted?: number;
  error?: CoreError;
  /** The response to the HTTP request with the event; absent without one. */
  http?: Reply;
  /** The round of the watch that the event of a timer trigger asks for; nothing was delivered. */
  watch?: { back: number };
}

/** The response to an HTTP request; the core's `Reply`. */
export interface Reply {
  status: number;
  /** The body, JSON text. */
  body: string;
}

/** The result of one notification; the core's `Delivered`. */
export interface Delivered {
  event_type?: string;
  task_id?: string;
  outcome?: 'success' | 'partial' | 'failure' | 'processing' | 'unknown';
  /** The number of records of a batch of logs. */
  records?: number;
  archive: 'stored' | 'seen_before' | 'not_wanted' | 'failed';
  event_key?: string;
  report_key?: string;
  /** The result of the user's processor; absent without one. */
  processed?: 'done' | 'seen_before' | 'failed';
  /** The results of all targets; absent without targets. */
  dispatched?: Dispatched[];
  /** The targets that the event is not for, by their filters; absent without such targets. */
  skipped?: Skipped[];
  error?: CoreError;
}

/** The result for one target; the core's `Dispatched`. */
export interface Dispatched {
  step: 'notify' | 'invoke';
  /** The name of the bot, without its URL, or of the function. */
  target: string;
  /** `queued`: the message waits in the outbox of the archive, and is sent later. */
  status: 'done' | 'seen_before' | 'queued' | 'failed';
  /**
   * Why the message waits, if this delivery put it aside: `quiet hours, until 2024-01-01T08:00:00Z`. With the status `seen_before`: that an
   * earlier delivery put it into the outbox.
   */
  reason?: string;
}

/** A target that the event is not for; the core's `Skipped`. */
export interface Skipped {
  step: 'notify' | 'invoke';
  /** The name of the bot, without its URL, or of the function. */
  target: string;
  /** The reason, in one sentence: `outcome is success, not failure`. */
  reason: string;
}
