/** The loop that sends the requests of the core. The core decides what to send, when to retry and when to give up. */

import type { Delivery } from '../core/instance';
import { InstanceLost, isTrap } from '../core/trap';
import { own } from '../input/own';
import { messageOf } from '../input/thrown';
import { bodyOf } from './body';
import { type Log, writeLine } from './log';
import type { Done } from './result';
import { startTimer } from './timer';
import type { Request, Response, Send, SendLong } from './transport/transport';

export type { Delivered, Dispatched, Done, Reply, Skipped } from './result';

/** The next actions that the core requests; its `Actions`. */
export interface Actions {
  requests: Transmit[];
  process?: { id: number; timeout?: number }[];
  wait_until?: number;
  refresh_credentials: boolean;
  log: object[];
  done?: Done;
}

/** A request to send; the core's `Transmit`. */
export interface Transmit {
  id: number;
  /** The step that the request belongs to. */
  step: 'event' | 'report' | 'notify' | 'invoke' | 'outbox';
  /** The name of the bot, webhook or function, without its URL. */
  target?: string;
  request: Request;
}

/** Functions that the loop needs from its platform. */
export interface Platform {
  /** The current time, milliseconds since 1970. */
  now(): number;
  send: Send;
  /** Sends a body of more than `LONG_BODY` bytes, if the platform can read it in parts. */
  sendLong?: SendLong;
  /** The settings of the delivery, with the current environment. */
  settings(): Uint8Array;
  /**
   * Calls the user's processor, if the settings say that there is one. Takes JSON text and returns the JSON text of the
   * result. Rejects if the processor fails; the message goes into the log.
   */
  process?(call: Uint8Array, timeout?: number): Promise<string>;
  /** Takes a line of the log. Errors of it are ignored. */
  log: Log;
  /** Called after a trap of the core: its instance must not be used any more. */
  onTrap?(): void;
  /** Encodes a text in UTF-8. */
  encode(text: string): Uint8Array;
}

/** A body that has more bytes is not copied as a whole. */
const LONG_BODY = 1024 * 1024;

/** The result of an action that the core requested. */
type Outcome = Pick<Response, 'status' | 'headers' | 'body'>;

/**
 * Performs the actions of the core until the delivery ends.
 *
 * @throws errors of the core, such as a trap, or `InstanceLost` after a trap in another delivery. By then all requests have ended,
 *   so that none overtakes the next attempt.
 */
export async function deliver(delivery: Delivery, platform: Platform): Promise<Done> {
  const { now, encode, settings, log } = platform;
  const underway = new Set<Promise<void>>();
  let wake = () => {};
  let broken: { error: unknown } | undefined;
  let hasEnded = false;

  const stop = (error: unknown) => {
    if (broken === undefined) {
      broken = { error };
      // At once, because other deliveries use the same instance.
      if (isTrap(error)) {
        platform.onTrap?.();
      }
      wake();
    }
  };
  /** Calls the core, unless it trapped before. Functions of the user run between calls, and may cause a trap. */
  const use = (action: () => void) => {
    if (broken !== undefined) {
      return;
    }
    try {
      action();
    } catch (error) {
      stop(error);
    }
  };
  const follow = (id: number, outcome: Promise<Outcome>) => {
    const settled: Promise<void> = outcome
      .then(
        ({ status, headers, body }) => {
          use(() => delivery.onResponse(id, status, encode(JSON.stringify(headers)), body, now()));
        },
        (error) => {
          use(() => delivery.onError(id, encode(messageOf(error)), now()));
        },
      )
      .then(() => {
        underway.delete(settled);
        wake();
      });
    underway.add(settled);
  };
  const start = (id: number, request: Request) => {
    const length = request.method === 'GET' ? 0 : delivery.bodyLength(id);
    if (platform.sendLong !== undefined && length > LONG_BODY) {
      const read = (from: number, target: Uint8Array) => {
        // It is not there any more if an answer has come before all of it was sent.
        if (broken !== undefined || hasEnded || delivery.bodyLength(id) !== length) {
          throw new Error('the request was answered before all of its body was sent');
        }
        delivery.body(id, from, from + target.length, target);
      };
      return follow(id, platform.sendLong(request, { length, read }));
    }
    const body = request.method === 'GET' ? undefined : bodyOf(delivery, id);
    follow(id, platform.send(request, body));
  };
  const process = async (call: Uint8Array, timeout: number | undefined): Promise<Outcome> => {
    const returned = platform.process ? await platform.process(call, timeout) : '';
    return { status: 200, headers: {}, body: encode(returned) };
  };

  delivery.onLost = () => stop(new InstanceLost());
  for (;;) {
    let poll: Partial<Actions> = own({});
    use(() => {
      poll = own(JSON.parse(delivery.poll(now())) as Actions);
    });
    for (const line of poll.log || []) {
      writeLine(log, line);
    }
    if (poll.done !== undefined) {
      hasEnded = true;
      return poll.done;
    }
    for (const { id, request } of poll.requests || []) {
      use(() => start(id, request));
    }
    for (const call of poll.process || []) {
      const { id, timeout } = own(call);
      use(() => follow(id, process(bodyOf(delivery, id), timeout)));
    }
    if (poll.refresh_credentials) {
      use(() => delivery.onCredentials(settings()));
      continue;
    }
    if (broken === undefined) {
      await new Promise<void>((resolve) => {
        const until = poll.wait_until;
        const stopTimer = until === undefined ? () => {} : startTimer(until - now(), resolve);
        wake = () => {
          stopTimer();
          resolve();
        };
      });
    }
    if (broken !== undefined) {
      await Promise.all(Array.from(underway));
      throw broken.error;
    }
  }
}
