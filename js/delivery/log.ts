/** Writes lines of the log. */

import { own } from '../input/own';

/** A function that takes a line of the log. */
export type Log = (line: object) => unknown;

/** Messages with `once` that this process has shown. */
const shown = new Set<unknown>();

/**
 * Passes a line to `log`, and ignores its errors. A line with `once: true` is shown once per process: later lines with the
 * same `msg` are dropped.
 */
export function writeLine(log: Log, line: object): void {
  const { once, ...rest } = own(line) as { once?: boolean; msg?: unknown };
  if (once === true) {
    if (shown.has(rest.msg)) {
      return;
    }
    shown.add(rest.msg);
  }
  try {
    // An unhandled rejection of an asynchronous `log` would end the process.
    Promise.resolve(log(rest)).catch(() => {});
  } catch {
    // The event matters more than its line in the log.
  }
}
