/** What SCF passes to a function and takes from it. */

import type { Options } from '../../core/options';
import type { Done } from '../../delivery/result';
import type { Process } from '../../delivery/user-processor';

/** What SCF passes about an invocation; only what is used here. (SCF document 583/9210.) */
export interface ScfContext {
  request_id?: string;
  /** The function's time limit, ms. */
  time_limit_in_ms?: number;
  /** What is left of it, ms; not on every runtime. */
  getRemainingTimeInMillis?: () => number;
}

/**
 * What API Gateway, function URLs and load balancers make an HTTP response of (SCF document 583/12513; "integrated
 * response").
 */
export interface ScfReply {
  isBase64Encoded: false;
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

/** How a delivery ended, and for what came over HTTP the response as well. */
export type ScfResult = Done & Partial<ScfReply>;

export type ScfCallback = (error: Error | null, result?: ScfResult) => void;

/**
 * The handler. It returns a promise and calls `callback` as well: which of the two the platform listens to depends on
 * its Node.js. The promise is rejected when something was not delivered, so that the platform tries again; what came over
 * HTTP is then answered by the platform with its own error, which asks the sender to send it again.
 */
export type ScfHandler = (
  event: unknown,
  context?: ScfContext,
  callback?: ScfCallback,
) => Promise<ScfResult>;

export interface HandlerOptions {
  /** What to do, as in the variable `MPS_WEBHOOK_CONFIG`; environment variables fill in what is left out. */
  options?: Options;
  /** The owner's own processing of reports. */
  process?: Process;
}
