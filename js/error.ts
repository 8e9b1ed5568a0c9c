/** The error that callers get: the core's, as one of JavaScript. */

import type { CoreError } from './done';

export class MpsWebhookError extends Error {
  /** For programs, such as `invalid_json`. */
  readonly code: string;
  /** What to do about it. */
  readonly help: string;
  /** Where in the JSON, or which environment variable. */
  readonly path: string | undefined;
  /** Where in the text, bytes from its start. */
  readonly offset: number | undefined;
  /** Where in the text that an envelope holds, bytes from its start, if the error is in one. */
  readonly innerOffset: number | undefined;

  constructor(error: CoreError) {
    const place = error.offset === undefined ? '' : ` (at byte ${error.offset})`;
    super(`${error.message}${place}; ${error.help}`);
    this.name = 'MpsWebhookError';
    this.code = error.code;
    this.help = error.help;
    this.path = error.path;
    this.offset = error.offset;
    this.innerOffset = error.inner_offset;
  }
}
