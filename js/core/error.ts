/** The error class of the package. */

/** Why the core refused something; `docs/errors.md` says of each what to do. */
export type CoreErrorCode =
  | 'invalid_json'
  | 'not_a_notification'
  | 'invalid_encoding'
  | 'too_large'
  | 'unverified'
  | 'invalid_options'
  | 'missing_credentials'
  | 'not_delivered'
  | 'out_of_time'
  | 'process_failed'
  | 'trapped';

/** Why the package refused something. */
export type ErrorCode = CoreErrorCode | 'invalid_argument' | 'not_ready' | 'wrong_platform';

/** The core's `Error`. */
export interface CoreError<Code extends string = CoreErrorCode> {
  code: Code;
  message: string;
  path?: string;
  /** Where in the whole event, bytes from its start. */
  offset?: number;
  /** Where in the text inside an envelope, bytes from that text's start. */
  inner_offset?: number;
  help: string;
}

/** Why an event, an option or an argument is refused. `message` says what is wrong, where, and what to do. */
export class MpsWebhookError extends Error {
  /** For programs. */
  readonly code: ErrorCode;
  /** What to do about it; `message` ends with it. */
  readonly help: string;
  /** Where in the JSON, or which environment variable. */
  readonly path: string | undefined;
  /** Where in the whole event, bytes from its start; absent if that is not known. */
  readonly offset: number | undefined;
  /** Where in the text inside an envelope, bytes from that text's start; absent if the fault is in no envelope. */
  readonly inner_offset: number | undefined;

  constructor(error: CoreError<ErrorCode>) {
    super(`${error.message}${place(error)}; ${error.help}`);
    this.name = 'MpsWebhookError';
    this.code = error.code;
    this.help = error.help;
    this.path = error.path;
    this.offset = error.offset;
    this.inner_offset = error.inner_offset;
  }

  /** With the message, which JSON.stringify leaves out of other errors. */
  toJSON(): object {
    const { name, code, message, help, path, offset, inner_offset } = this;
    return { name, code, message, help, path, offset, inner_offset };
  }
}

function place({ offset, inner_offset: inner }: CoreError<ErrorCode>): string {
  const places: string[] = [];
  if (offset !== undefined) {
    places.push(`at byte ${offset}`);
  }
  if (inner !== undefined) {
    places.push(`at byte ${inner} of the text in its envelope`);
  }
  return places.length === 0 ? '' : ` (${places.join(', ')})`;
}
