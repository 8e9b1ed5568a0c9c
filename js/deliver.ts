/**
 * The loop that sends what the core asks for. It decides nothing: what to send, when to try again and when to give up
 * are the core's.
 */

import type { Delivery } from './core';
import type { Done } from './done';
import type { Request, Send } from './transport/transport';

export type { CoreError, Delivered, Done, HandedOn, Reply } from './done';

/** What the core wants done; its `Poll`. */
export interface Poll {
  requests: { id: number; request: Request }[];
  process?: { id: number; timeout?: number }[];
  wait_until?: number;
  refresh_credentials: boolean;
  log: object[];
  done?: Done;
}

/** What the loop needs from its platform. */
export interface Platform {
  /** Milliseconds since 1970. */
  now(): number;
  send: Send;
  /** What the core was told of the invocation, with the environment as it is now. */
  settings(): Uint8Array;
  /**
   * The owner's own processing, if the core was told that there is one: takes JSON text and gives the JSON text of what
   * was returned. Rejects if it failed; the message goes into the log.
   */
  process?(call: Uint8Array, timeout?: number): Promise<string>;
  /** Takes a line for the log. */
  log(line: object): void;
  /** The bytes of a text in UTF-8. */
  encode(text: string): Uint8Array;
}

/** Does what the core asks for until it says how the delivery ended. */
export async function deliver(delivery: Delivery, platform: Platform): Promise<Done> {
  const { now, encode, settings } = platform;
  let wake = () => {};
  let broken: { error: unknown } | undefined;

  const feed = (give: () => void) => {
    if (broken !== undefined) {
      return;
    }
    try {
      give();
    } catch (error) {
      broken = { error };
    }
    wake();
  };
  const start = (id: number, request: Request) => {
    const body = request.method === 'GET' ? undefined : delivery.body(id);
    platform.send(request, body).then(
      (response) => {
        const headers = encode(JSON.stringify(response.headers));
        feed(() => delivery.onResponse(id, response.status, headers, response.body, now()));
      },
      (error: Error) => {
        feed(() => delivery.onError(id, encode(error.message), now()));
      },
    );
  };
  const process = (id: number, timeout: number | undefined) => {
    const call = delivery.body(id);
    (platform.process ? platform.process(call, timeout) : Promise.resolve('')).then(
      (returned) => {
        feed(() => delivery.onResponse(id, 200, encode('{}'), encode(returned), now()));
      },
      (error: Error) => {
        feed(() => delivery.onError(id, encode(error.message), now()));
      },
    );
  };

  for (;;) {
    const poll: Poll = JSON.parse(delivery.poll(now()));
    poll.log.forEach(platform.log);
    if (poll.done !== undefined) {
      return poll.done;
    }
    for (const { id, request } of poll.requests) {
      start(id, request);
    }
    for (const { id, timeout } of poll.process || []) {
      process(id, timeout);
    }
    if (poll.refresh_credentials) {
      delivery.onCredentials(settings());
      continue;
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    const until = poll.wait_until;
    await new Promise<void>((resolve) => {
      wake = resolve;
      if (until !== undefined) {
        timer = setTimeout(resolve, Math.max(0, until - now()));
      }
    });
    clearTimeout(timer);
    if (broken !== undefined) {
      throw broken.error;
    }
  }
}
