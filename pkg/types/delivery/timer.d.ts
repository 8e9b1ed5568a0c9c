/** Timers of any length. */
/** Calls `action` after so many ms, `Infinity` among them. Gives what stops the timer. */
export declare function startTimer(ms: number, action: () => void): () => void;
/** What a promise gives; rejects with the message `late` if that takes longer than so many ms. Without them it may. */
export declare function within<T>(ms: number | undefined, promise: Promise<T>, late: string): Promise<T>;
