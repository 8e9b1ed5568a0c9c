/** Types of the arguments and the result of an SCF function. */

import type { Options } from '../../core/options';
import type { Done } from '../../delivery/result';
import type { Process } from '../../delivery/user-processor';
import type { WatchSummary } from '../../delivery/watch';

/** The part of the context of an invocation that is used (SCF document 583/9210). */
export interface ScfContext {
  request_id?: string;
  /** The function's time limit, ms. */
  time_limit_in_ms?: number;
  /** The time left, ms; not on every runtime. */
  getRemainingTimeInMillis?: () => number;
}

/** The response for API Gateway, function URLs and load balancers (SCF document 583/12513, "integrated response"). */
export interface ScfReply {
  isBase64Encoded: false;
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

/**
 * How a delivery ended; for an event over HTTP also the response, for the event of a timer trigger what the round of the watch
 * looked at.
 */
export type ScfResult = Done & Partial<ScfReply> & { watched?: WatchSummary };

export type ScfCallback = (error: Error | null, result?: ScfResult) => void;

/**
 * The handler of a function. It returns a promise and also calls `callback`: which of them the platform uses depends on its
 * Node.js. The promise is rejected if something was not delivered, so that the platform retries. For an event over HTTP the
 * platform then answers with its own error.
 */
export type ScfHandler = (
  event: unknown,
  context?: ScfContext,
  callback?: ScfCallback,
) => Promise<ScfResult>;

export interface HandlerOptions {
  /** The options, as in the variable `MPS_WEBHOOK_CONFIG`; environment variables fill in missing ones. */
  options?: Options;
  /** The user's processor of reports. */
  process?: Process;
}
