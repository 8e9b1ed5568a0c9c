/**
 * The loop that sends what the core asks for. It decides nothing: what to send, when to try again and when to give up
 * are the core's.
 */

import type { Delivery } from '../core/instance';
import { InstanceLost, isTrap } from '../core/trap';
import { own } from '../input/own';
import { messageOf } from '../input/thrown';
import { bodyOf } from './body';
import { type Log, writeLine } from './log';
import type { Done } from './result';
import { startTimer } from './timer';
import type { Request, Response, Send } from './transport/transport';

export type { Delivered, Dispatched, Done, Reply } from './result';

/** What the core wants done; its `Actions`. */
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
  /** What it is for: `event`, `report`, `notify` or `invoke`. */
  step: 'event' | 'report' | 'notify' | 'invoke';
  /** The bot, webhook or function, by a name that does not show its URL. */
  target?: string;
  request: Request;
}

/** What the loop needs from its platform. */
export interface Platform {
  /** Milliseconds since 1970. */
  now(): number;
  send: Send;
  /** The settings of the delivery, with the environment as it is now. */
  settings(): Uint8Array;
  /**
   * The owner's own processing, if the settings say that there is one: takes JSON text and gives the JSON text of what
   * was returned. Rejects if it failed; the message goes into the log.
   */
  process?(call: Uint8Array, timeout?: number): Promise<string>;
  /** Takes a line for the log. What it throws changes nothing. */
  log: Log;
  /** The core trapped: its instance must not be used any more, by nobody. */
  onTrap?(): void;
  /** The bytes of a text in UTF-8. */
  encode(text: string): Uint8Array;
}

/** What became of what the core asked for. */
type Outcome = Pick<Response, 'status' | 'headers' | 'body'>;

/**
 * Does what the core asks for until it says how the delivery ended.
 *
 * @throws what the core throws, a trap for instance, or `InstanceLost` if something else trapped. By then whatever was sent
 *   has been answered or given up, so that nothing of it overtakes the next try.
 */
export async function deliver(delivery: Delivery, platform: Platform): Promise<Done> {
  const { now, encode, settings, log } = platform;
  const underway = new Set<Promise<void>>();
  let wake = () => {};
  let broken: { error: unknown } | undefined;

  const stop = (error: unknown) => {
    if (broken === undefined) {
      broken = { error };
      // At once: others have their memory in the same instance.
      if (isTrap(error)) {
        platform.onTrap?.();
      }
      wake();
    }
  };
  /** Calls the core, unless it trapped before. The owner's functions run in between, and may let it trap. */
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
