/** A round of the watch: finds finished tasks whose events never came, and delivers them. As in `deliver.ts`, the core decides everything. */

import type { CoreError } from '../core/error';
import type { CoreLoader, Watch } from '../core/instance';
import { InstanceLost, isTrap } from '../core/trap';
import { encode, escapeLoneSurrogates } from '../core/utf8';
import { own } from '../input/own';
import { messageOf } from '../input/thrown';
import type { Platform } from './deliver';
import { invoke } from './invocation';
import { writeLine } from './log';
import { startTimer } from './timer';
import type { Request } from './transport/transport';
import type { Process } from './user-processor';

/** What a round is to do; the core's `WatchRequest`. Times are ms. */
export interface WatchRequest {
  /** How far back to look. */
  back: number;
  /** How long events may be on their way; the core has a default. */
  grace?: number;
  /** Whether missing tasks are delivered. If not, they are only found. */
  delivers: boolean;
  /** Whether rounds follow one another, and go on from a cursor in the archive. */
  has_cursor: boolean;
}

/** What became of a task; the core's `SettledTask`. */
export interface SettledTask {
  task_id: string;
  task_type: string;
  /** ISO 8601 in UTC. */
  finished_at: string;
  status: 'archived' | 'missing' | 'fetched' | 'gone' | 'pending' | 'failed';
  error?: CoreError;
}

/** What a round looked at; the core's `WatchSummary`. */
export interface WatchSummary {
  since: string;
  until: string;
  /** Whether all tasks of this time were looked at. */
  complete: boolean;
  tasks: number;
  missing: number;
  fetched: number;
  gone: number;
  failed: number;
  pending: number;
  newly_missing: number;
}

/** How a round ended; the core's `WatchDone`. */
export interface WatchDone {
  ok: boolean;
  error?: CoreError;
  summary: WatchSummary;
}

/** The next actions of a round; the core's `WatchActions`. */
interface WatchActions {
  requests: { id: number; request: Request }[];
  deliver: { id: number; reconciled: boolean; deadline: number }[];
  wait_until?: number;
  settled: SettledTask[];
  total?: number;
  log: object[];
  done?: WatchDone;
}

/** One round, as a platform describes it. */
export interface Round {
  request: WatchRequest;
  /** The time at which the platform ends it, ms since 1970. */
  deadline: number;
  /** The settings of the core. Read at the beginning and for each delivery. */
  settings(): object;
  /** The user's processor of reports. */
  process: Process | undefined;
  /** Takes what became of tasks, and how many there are about, if that is known. */
  onSettled?(tasks: readonly SettledTask[], total: number | undefined): void;
  /** The platform's id of the invocation, for the log. */
  requestId?: string | undefined;
  /** Aborts when the round is to end early: what is under way is finished, nothing new is begun. */
  interrupted?: AbortSignal;
}

/** How often a round begins again after traps in deliveries. What is done by then is found in the archive. */
const MAX_RESTARTS = 10;

/**
 * Makes a round of the watch. `undefined`: it was interrupted.
 *
 * @throws a trap of its own, or `InstanceLost` after `MAX_RESTARTS` traps of other deliveries
 */
export async function watch(
  loader: CoreLoader,
  platform: Pick<Platform, 'now' | 'send' | 'sendLong' | 'log'>,
  round: Round,
): Promise<WatchDone | undefined> {
  for (let restarts = 0; ; restarts++) {
    const text = JSON.stringify({ ...round.settings(), watch: round.request });
    const settings = encode(escapeLoneSurrogates(text));
    const seed = Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);
    const made = loader.use((core) => core.watch(settings, round.deadline, seed, platform.now()));
    try {
      return await run(made, loader, platform, round);
    } catch (error) {
      if (isTrap(error)) {
        loader.discard();
      }
      if (!(error instanceof InstanceLost) || restarts === MAX_RESTARTS) {
        throw error;
      }
    } finally {
      made.free();
    }
  }
}

async function run(
  made: Watch,
  loader: CoreLoader,
  platform: Pick<Platform, 'now' | 'send' | 'sendLong' | 'log'>,
  round: Round,
): Promise<WatchDone | undefined> {
  const { now, send, log } = platform;
  const { requestId, interrupted } = round;
  const underway = new Set<Promise<void>>();
  let broken: { error: unknown } | undefined;
  let wake = () => {};
  made.onLost = () => {
    broken = broken || { error: new InstanceLost() };
    wake();
  };
  /** Lets the round take a result, unless it broke off meanwhile. */
  const follow = <T>(
    promise: Promise<T>,
    take: (result: T) => void,
    fail: (reason: string) => void,
  ) => {
    const use = (action: () => void) => {
      if (broken === undefined) {
        try {
          action();
        } catch (error) {
          broken = { error };
        }
      }
    };
    const settled: Promise<void> = promise
      .then(
        (result) => use(() => take(result)),
        (error) => use(() => fail(messageOf(error))),
      )
      .then(() => {
        underway.delete(settled);
        wake();
      });
    underway.add(settled);
  };
  const deliver = ({ id, reconciled, deadline }: WatchActions['deliver'][number]) => {
    const event = made.event(id);
    const settings = () => ({ ...round.settings(), reconciled });
    follow(
      invoke(loader, platform, { event, deadline, settings, process: round.process }),
      (done) => made.onDelivered(id, encode(escapeLoneSurrogates(JSON.stringify(done))), now()),
      (reason) => {
        const failed = { error: { message: reason } };
        made.onDelivered(id, encode(escapeLoneSurrogates(JSON.stringify(failed))), now());
      },
    );
  };
  interrupted?.addEventListener('abort', () => wake());
  for (;;) {
    if (interrupted?.aborted) {
      await Promise.all(Array.from(underway));
      return undefined;
    }
    if (broken !== undefined) {
      await Promise.all(Array.from(underway));
      throw broken.error;
    }
    const poll: WatchActions = own(JSON.parse(made.poll(now())));
    for (const line of poll.log) {
      writeLine(log, requestId === undefined ? line : { ...line, request_id: requestId });
    }
    if (round.onSettled && poll.settled.length > 0) {
      round.onSettled(poll.settled, poll.total);
    }
    if (poll.done !== undefined) {
      return poll.done;
    }
    for (const { id, request } of poll.requests) {
      const body = request.method === 'GET' ? undefined : made.body(id);
      follow(
        send(request, body),
        ({ status, headers, body: answer }) =>
          made.onResponse(id, status, encode(JSON.stringify(headers)), answer, now()),
        (reason) => made.onError(id, encode(reason), now()),
      );
    }
    poll.deliver.forEach(deliver);
    await new Promise<void>((resolve) => {
      const until = poll.wait_until;
      const stopTimer = until === undefined ? () => {} : startTimer(until - now(), resolve);
      wake = () => {
        stopTimer();
        resolve();
      };
    });
  }
}
