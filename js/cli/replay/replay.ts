/** Delivers events, several at a time, and remembers which. */

import type { Done } from '../../deliver';
import type { Found } from '../input/content';
import type { Filter } from './filters';
import { digestOf, type Journal } from './journal';

export interface Replaying {
  events: AsyncIterable<Found>;
  /** Reads the notifications of an event, for the filter; none of what is no notification. */
  filter: ((event: Uint8Array) => boolean) | undefined;
  journal: Journal | undefined;
  deliver(event: Uint8Array): Promise<Done>;
  /** How many at a time. */
  concurrency: number;
  /** After so many failures in a row it is given up: something is wrong with all of them. */
  mostFailures: number;
  interrupted: AbortSignal;
  onProgress(counts: Counts): void;
  onFailure(place: string, reason: string): void;
}

export interface Counts {
  /** Read so far. */
  events: number;
  bytes: number;
  delivered: number;
  /** Delivered, but nothing of it was missing. */
  seenBefore: number;
  /** Neither stored nor handed on, because the options ask for neither. */
  unwanted: number;
  failed: number;
  /** Left out by the filters. */
  filtered: number;
  /** Left out because the journal has them. */
  skipped: number;
}

/** What is counted before anything is. */
export const NONE: Readonly<Counts> = {
  events: 0,
  bytes: 0,
  delivered: 0,
  seenBefore: 0,
  unwanted: 0,
  failed: 0,
  filtered: 0,
  skipped: 0,
};

export interface Replayed extends Counts {
  /** Why it ended before all was done. */
  ended?: 'interrupted' | 'too many failures';
}

export async function replay(replaying: Replaying): Promise<Replayed> {
  const { events, journal, filter, concurrency, interrupted } = replaying;
  const counts: Replayed = { ...NONE };
  let inARow = 0;
  const underway = new Set<Promise<void>>();
  const deliver = async ({ place, bytes }: Found, digest: string) => {
    const reason = await attempt(replaying, bytes, counts);
    if (reason === undefined) {
      journal?.add(digest);
      inARow = 0;
    } else {
      counts.failed++;
      inARow++;
      replaying.onFailure(place, reason);
    }
    replaying.onProgress(counts);
  };
  for await (const event of events) {
    if (interrupted.aborted) counts.ended = 'interrupted';
    else if (inARow >= replaying.mostFailures) counts.ended = 'too many failures';
    if (counts.ended) break;
    counts.events++;
    counts.bytes += event.bytes.length + 1;
    const digest = journal === undefined ? '' : digestOf(event.bytes);
    if (journal?.has(digest)) counts.skipped++;
    else if (filter !== undefined && !filter(event.bytes)) counts.filtered++;
    else {
      const delivery = deliver(event, digest).finally(() => underway.delete(delivery));
      underway.add(delivery);
      if (underway.size >= concurrency) await Promise.race(underway);
      continue;
    }
    replaying.onProgress(counts);
  }
  await Promise.all(underway);
  return counts;
}

/** Why it was not delivered; undefined: it was. */
async function attempt(
  { deliver }: Replaying,
  event: Uint8Array,
  counts: Counts,
): Promise<string | undefined> {
  try {
    const { ok, error, events } = await deliver(event);
    if (!ok) return error === undefined ? 'not delivered' : `${error.code}: ${error.message}`;
    if (events.every(({ archive, handed_on }) => archive === 'not_wanted' && !handed_on)) {
      counts.unwanted++;
      return undefined;
    }
    const isNew = events.some(
      ({ archive, handed_on = [] }) =>
        archive !== 'seen_before' || handed_on.some(({ status }) => status === 'done'),
    );
    if (isNew) counts.delivered++;
    else counts.seenBefore++;
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : `${error}`;
  }
}

/** Whether any notification of an event is meant. */
export function applying(
  filter: Filter,
  reportsOf: (event: Uint8Array) => Parameters<Filter>[0][],
): (event: Uint8Array) => boolean {
  return (event) => reportsOf(event).some(filter);
}
