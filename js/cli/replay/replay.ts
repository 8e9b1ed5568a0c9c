/** Delivers events, several at a time, and remembers which. */

import type { CoreError } from '../../core/error';
import type { Done } from '../../delivery/deliver';
import { advised } from '../advice';
import {
  type Found,
  type Input,
  isDamaged,
  isNotRead,
  type NamesEvent,
  type NotRead,
} from '../input/content';
import { reasonOf } from '../system-errors';
import type { Filter } from './filters';
import { digestOf, type Journal } from './journal';

export interface Replaying {
  events: AsyncIterable<Input>;
  /** Why an event is not a notification; undefined: it is one. Undefined: whatever comes is delivered. */
  refusal: ((event: Uint8Array) => CoreError | undefined) | undefined;
  /** Whether bytes name an event, though they may be damaged. */
  namesEvent: NamesEvent;
  /** Reads the notifications of an event, for the filter; an event that is not an MPS notification has none. */
  filter: ((event: Uint8Array) => boolean) | undefined;
  journal: Journal | undefined;
  deliver(event: Uint8Array): Promise<Done>;
  /** How many at a time. */
  concurrency: number;
  /** After so many failures in a row it is given up: something is wrong with all of them. */
  mostFailures: number;
  interrupted: AbortSignal;
  onProgress(counts: Counts): void;
  onFailure(event: Found, failure: Failed): void;
  onNotRead(input: NotRead): void;
  /** An event that is not an MPS notification; `isFailure`: it had to be one. */
  onRefused(event: Found, error: CoreError): void;
}

/** Why an event was not delivered, and where in it. */
export interface Failed extends Partial<Where> {
  message: string;
  /** What to do about it. */
  help?: string;
  /** Whether it is about the journal, so that nothing more can be delivered. */
  isOfJournal?: boolean;
}

type Where = Pick<CoreError, 'path' | 'offset' | 'inner_offset'>;

export interface Counts {
  /** Read so far. */
  events: number;
  bytes: number;
  delivered: number;
  /** Delivered, but nothing of it was missing. */
  seenBefore: number;
  /** Neither stored nor dispatched, because the options ask for neither. */
  unwanted: number;
  failed: number;
  /** Left out by the filters. */
  filtered: number;
  /** Left out because the journal has them. */
  skipped: number;
  /** Files that are of no notification. */
  ignored: number;
  /** Not notifications, and stored all the same, as it was asked for. */
  unparsed: number;
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
  ignored: 0,
  unparsed: 0,
};

export interface Replayed extends Counts {
  /** Why it ended before all was done. */
  ended?: 'interrupted' | 'too many failures' | 'the journal cannot be written';
}

export async function replay(replaying: Replaying): Promise<Replayed> {
  const { events, journal, filter, refusal, namesEvent, concurrency, interrupted } = replaying;
  const counts: Replayed = { ...NONE };
  let inARow = 0;
  const underway = new Set<Promise<void>>();
  const fail = () => {
    counts.failed++;
    inARow++;
  };
  const deliver = async (event: Found, digest: string) => {
    const result = await attempt(replaying, event.bytes, counts);
    // Options that name a place for it may come later.
    if (result === NOWHERE) return;
    const failed = result ?? remember(journal, digest);
    if (failed === undefined) inARow = 0;
    else {
      fail();
      if (failed.isOfJournal) counts.ended = 'the journal cannot be written';
      replaying.onFailure(event, failed);
    }
    replaying.onProgress(counts);
  };
  for await (const event of events) {
    if (interrupted.aborted) counts.ended = 'interrupted';
    else if (inARow >= replaying.mostFailures) counts.ended = 'too many failures';
    if (counts.ended) break;
    if (isNotRead(event)) {
      if (event.isFailure) fail();
      else counts.ignored += event.count;
      replaying.onNotRead(event);
      continue;
    }
    counts.bytes += event.bytes.length + 1;
    const digest = journal === undefined ? '' : digestOf(event.bytes);
    const isKnown = journal?.has(digest) === true;
    const refused = isKnown ? undefined : refusal?.(event.bytes);
    const isClaimed =
      event.isClaimed || (refused && isDamaged(event, refused.code, namesEvent)) === true;
    if (refused !== undefined && !isClaimed) {
      counts.ignored++;
      replaying.onRefused(event, refused);
      continue;
    }
    counts.events++;
    if (isKnown) counts.skipped++;
    else if (refused !== undefined) {
      fail();
      replaying.onRefused({ ...event, isClaimed }, refused);
    } else if (filter !== undefined && !filter(event.bytes)) counts.filtered++;
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

/** Puts an event into the journal; the error, if that cannot be written. */
function remember(journal: Journal | undefined, digest: string): Failed | undefined {
  try {
    journal?.add(digest);
    return undefined;
  } catch (error) {
    return {
      message: `delivered, but the journal cannot be written: ${reasonOf(error)}`,
      isOfJournal: true,
    };
  }
}

/** The options name no place for the event. */
const NOWHERE = Symbol('nowhere');

/** Why it was not delivered; undefined: it was. */
async function attempt(
  { deliver, refusal }: Replaying,
  event: Uint8Array,
  counts: Counts,
): Promise<Failed | typeof NOWHERE | undefined> {
  try {
    const { ok, error, events } = await deliver(event);
    if (!ok && refusal === undefined && isQuarantined(events)) {
      if (events.every(({ archive }) => archive === 'seen_before')) counts.seenBefore++;
      else counts.unparsed++;
      return undefined;
    }
    if (!ok) return error === undefined ? { message: 'not delivered' } : advised(error);
    if (events.every(({ archive, dispatched }) => archive === 'not_wanted' && !dispatched)) {
      counts.unwanted++;
      return NOWHERE;
    }
    const isNew = events.some(
      ({ archive, dispatched = [] }) =>
        archive !== 'seen_before' ||
        dispatched.some(({ status }) => status === 'done' || status === 'queued'),
    );
    if (isNew) counts.delivered++;
    else counts.seenBefore++;
    return undefined;
  } catch (error) {
    return { message: error instanceof Error ? error.message : `${error}` };
  }
}

/** Whether no part of an event is a notification, so that it is stored as quarantined. */
function isQuarantined(events: Done['events']): boolean {
  const isStored = (archive: string) => archive === 'stored' || archive === 'seen_before';
  return (
    events.length > 0 &&
    events.every((it) => isRefused(it) && isStored(it.archive) && it.event_key !== undefined)
  );
}

/** Whether it is neither a notification nor a batch of logs. */
export function isRefused({ event_type, records }: Done['events'][number]): boolean {
  return event_type === undefined && records === undefined;
}

/** Whether any notification of an event is meant. */
export function applying(
  filter: Filter,
  reportsOf: (event: Uint8Array) => Parameters<Filter>[0][],
): (event: Uint8Array) => boolean {
  return (event) => reportsOf(event).some(filter);
}
