/** What others throw, which may be anything: even to look at it may throw. */
/** Its text with its kind, such as `TypeError: no such field`. Never throws. */
export declare function textOf(thrown: unknown): string;
/** Its message, or its text if it has none. Never throws. */
export declare function messageOf(thrown: unknown): string;
/** Where it was thrown, as the runtime writes it; empty if that is not to be had. Never throws. */
export declare function stackOf(thrown: unknown): string;
