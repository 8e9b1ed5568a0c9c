/** The error that callers get: the core's, as one of JavaScript. */
import type { CoreError } from './done';
export declare class MpsWebhookError extends Error {
    /** For programs, such as `invalid_json`. */
    readonly code: string;
    /** What to do about it. */
    readonly help: string;
    /** Where in the JSON, or which environment variable. */
    readonly path: string | undefined;
    /** Where in the text, bytes from its start. */
    readonly offset: number | undefined;
    constructor(error: CoreError);
}
