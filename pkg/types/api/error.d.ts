/** The error that callers get: the core's, as one of JavaScript. */
import type { CoreError } from '../delivery/result';
export declare class MpsWebhookError extends Error {
    /** For programs, such as `invalid_json`. */
    readonly code: string;
    /** What to do about it. */
    readonly help: string;
    /** Where in the JSON, or which environment variable. */
    readonly path: string | undefined;
    /** Where in the whole event, bytes from its start; absent if that cannot be told. */
    readonly offset: number | undefined;
    /** Where in the text inside an envelope, bytes from that text's start; absent if the fault is in no envelope. */
    readonly inner_offset: number | undefined;
    constructor(error: CoreError);
}
