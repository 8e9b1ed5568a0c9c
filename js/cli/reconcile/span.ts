/** Times that are said as options: how far back, how long. */

import { UsageError } from '../context';

const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** The service answers tasks of so many milliseconds. */
export const LONGEST = 7 * UNITS.d;

/** The shortest time that events are given to come, ms. */
const SHORTEST_GRACE = 5 * UNITS.m;

/**
 * How far back to look, ms: a duration such as `24h`, or a time.
 *
 * @param now ms since 1970
 * @throws UsageError if it is neither, or further back than the service knows
 */
export function backOf(text: string, now: number): number {
  const time = Date.parse(text);
  const back = durationOf(text) ?? (Number.isNaN(time) ? undefined : now - time);
  if (back === undefined || back <= 0) {
    throw new UsageError(
      `--since ${text} is not valid; write it as 24h, 7d or 2024-06-01T08:00:00Z`,
    );
  }
  if (back > LONGEST) {
    throw new UsageError(
      `--since ${text}: the service knows tasks of the last 7 days; --since 7d is the most`,
    );
  }
  return back;
}

/** @throws UsageError if it is not a duration, or too short */
export function graceOf(text: string): number {
  const grace = durationOf(text);
  if (grace === undefined || grace < SHORTEST_GRACE || grace > LONGEST) {
    throw new UsageError(`--grace ${text} is not valid; write it as 15m or 1h, at least 5m`);
  }
  return grace;
}

function durationOf(text: string): number | undefined {
  const [, number, unit] = /^(\d{1,6})([mhd])$/.exec(text.trim()) ?? [];
  return number === undefined ? undefined : Number(number) * UNITS[unit as keyof typeof UNITS];
}
