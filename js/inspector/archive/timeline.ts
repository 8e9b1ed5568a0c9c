/** How many notifications there are of each verdict, and of each code, in each stretch of time. */

import type { State } from './protocol';

/** Counts of one name, one for each stretch. */
export interface Series<Name extends string = string> {
  name: Name;
  counts: number[];
}

export interface Timeline {
  /** When the first stretch begins, ms since 1970. */
  from: number;
  /** How long each stretch is, ms. */
  step: number;
  /** How many stretches there are. */
  length: number;
  verdicts: Series<State>[];
  /** The most frequent codes; all others are one series, whose name is empty. */
  codes: Series[];
  /** How many notifications have no time. */
  undated: number;
  /** How many are so far from all others that they are not drawn. */
  outside: number;
}

/** What is counted of a notification. */
export interface Dated {
  /** ms since 1970; NaN if it has no time. */
  at: number;
  verdict: State;
  codes: readonly string[];
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Lengths of stretches that people read easily. */
const STEPS = [1, 5, 15]
  .flatMap((it) => [it * SECOND, it * MINUTE])
  .concat([1, 3, 6, 12].map((it) => it * HOUR))
  .concat([1, 2, 7, 30, 90, 365].map((it) => it * DAY))
  .sort((a, b) => a - b);
const MOST_STRETCHES = 60;
const MOST_CODES = 5;

/** Undefined if there are not two times: nothing to draw over time. */
export function timelineOf(rows: readonly Dated[], order: readonly State[]): Timeline | undefined {
  const times = Float64Array.from(
    rows.filter(({ at }) => !Number.isNaN(at)),
    ({ at }) => at,
  ).sort();
  const { first, last, outside } = spanOf(times);
  if (!(first < last)) return undefined;
  const drawn = rows.filter(({ at }) => at >= first && at <= last);
  const frequency = new Map<string, number>();
  for (const { codes } of drawn) {
    for (const code of codes) frequency.set(code, (frequency.get(code) ?? 0) + 1);
  }
  const step =
    STEPS.find((it) => (last - first) / it < MOST_STRETCHES - 1) ??
    Math.ceil((last - first) / (MOST_STRETCHES - 1));
  const from = Math.floor(first / step) * step;
  const length = Math.floor((last - from) / step) + 1;
  const top = [...frequency]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_CODES)
    .map(([code]) => code);
  const none = () => new Array<number>(length).fill(0);
  const verdicts = new Map(order.map((state) => [state, none()]));
  const codes = new Map([...top, ''].map((code) => [code, none()]));
  const add = (counts: number[] | undefined, place: number) => {
    if (counts !== undefined) counts[place] = (counts[place] ?? 0) + 1;
  };
  for (const row of drawn) {
    const place = Math.floor((row.at - from) / step);
    add(verdicts.get(row.verdict), place);
    for (const code of row.codes) add(codes.get(code) ?? codes.get(''), place);
  }
  const used = <Name extends string>(series: Map<Name, number[]>) =>
    [...series]
      .filter(([, counts]) => counts.some((it) => it > 0))
      .map(([name, counts]) => ({ name, counts }));
  const undated = rows.length - times.length;
  return { from, step, length, undated, outside, verdicts: used(verdicts), codes: used(codes) };
}

/** At most one in so many is left out at each end, and none of a few. */
const ONE_IN = 20;
const FEW = 5;
/** A gap that is wider than this, and than so many times what lies before it, leads to a wrong time. */
const WIDE = 30 * DAY;
const TIMES = 10;

/**
 * From the first to the last of some times, in order, without those that lie far outside: one wrong year would leave a single
 * stretch for all others.
 */
function spanOf(times: Float64Array): { first: number; last: number; outside: number } {
  const at = (place: number) => times[place] ?? Number.NaN;
  const most = times.length < FEW ? 0 : Math.max(1, Math.floor(times.length / ONE_IN));
  let [from, to] = [most, times.length - 1 - most];
  const isNear = (gap: number) => gap <= Math.max(WIDE, TIMES * (at(to) - at(from)));
  while (from > 0 && isNear(at(from) - at(from - 1))) from--;
  while (to < times.length - 1 && isNear(at(to + 1) - at(to))) to++;
  return { first: at(from), last: at(to), outside: times.length - (to - from + 1) };
}
