/** Lines of the log on their way to whoever takes them. */
/** Takes a line of the log. */
export type Log = (line: object) => unknown;
/**
 * Hands a line over. What `log` throws, or rejects with, changes nothing. A line with `once: true` is shown once in a
 * process: later ones with the same `msg` are left out.
 */
export declare function writeLine(log: Log, line: object): void;
