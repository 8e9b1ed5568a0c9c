/** Lines of the log on their way to whoever takes them. */

import { own } from '../input/own';

/** Takes a line of the log. */
export type Log = (line: object) => unknown;

/** The messages that a process shows once, of those that were shown. */
const shown = new Set<unknown>();

/**
 * Hands a line over. What `log` throws, or rejects with, changes nothing. A line with `once: true` is shown once in a
 * process: later ones with the same `msg` are left out.
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
    // Of an asynchronous function the rejection would end the process.
    Promise.resolve(log(rest)).catch(() => {});
  } catch {
    // The event matters more than its line.
  }
}
