/** The error class of the package. */
/** Why the core refused something; `docs/errors.md` says of each what to do. */
export type CoreErrorCode = 'invalid_json' | 'not_a_notification' | 'invalid_encoding' | 'too_large' | 'unverified' | 'invalid_options' | 'missing_credentials' | 'not_delivered' | 'out_of_time' | 'process_failed' | 'trapped';
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
export declare class MpsWebhookError extends Error {
    /** For programs. */
    readonly code: ErrorCode;
    /** What to do about it. */
    readonly help: string;
    /** Where in the JSON, or which environment variable. */
    readonly path: string | undefined;
    /** Where in the whole event, bytes from its start; absent if that cannot be told. */
    readonly offset: number | undefined;
    /** Where in the text inside an envelope, bytes from that text's start; absent if the fault is in no envelope. */
    readonly inner_offset: number | undefined;
    constructor(error: CoreError<ErrorCode>);
    /** With the message, which JSON.stringify leaves out of other errors. */
    toJSON(): object;
}
