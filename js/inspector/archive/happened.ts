/** The order of what happened to a task. */

import type { Happened } from './protocol';

/**
 * By time: notifications, each with its receipts. One without a time stands before the first of its receipts; where it has none with a
 * time, it stands last.
 */
export function inOrder(notifications: readonly (readonly Happened[])[]): Happened[] {
  return notifications
    .flatMap((steps) => {
      const times = steps.map(({ at }) => Date.parse(at));
      const first = times.find((time) => !Number.isNaN(time)) ?? Number.POSITIVE_INFINITY;
      return steps.map((step, index) => ({ step, time: times[index] || first }));
    })
    .sort((one, other) => (one.time < other.time ? -1 : one.time > other.time ? 1 : 0))
    .map(({ step }) => step);
}
