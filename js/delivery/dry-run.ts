/** A dry run: the loop of `deliver.ts` without a network. */

import type { Core } from '../core/instance';
import { encode } from '../core/utf8';
import { own } from '../input/own';
import { bodyOf } from './body';
import type { Actions, Transmit } from './deliver';
import type { Done } from './result';
import type { Request } from './transport/transport';

/** A request as it would be sent: signed, with its secrets. */
export interface Unsent {
  step: Transmit['step'];
  target?: string;
  request: Request;
  body: Uint8Array;
}

export interface DryRun {
  /** The requests, in the order of sending. */
  requests: Unsent[];
  /** How the delivery ends if all requests succeed. */
  done: Done;
  log: object[];
}

/** Runs a delivery and answers each request with a success. `start` is ms since 1970. */
export function dryRun(core: Core, event: Uint8Array, settings: object, start: number): DryRun {
  const requests: Unsent[] = [];
  const { done, log } = run(core, event, encode(JSON.stringify(settings)), start, (unsent) => {
    requests.push(unsent());
  });
  return { requests, done, log };
}

/** How a dry run ends; what it would send is not even copied. `settings` is JSON text. */
export function endOfDryRun(
  core: Core,
  event: Uint8Array,
  settings: Uint8Array,
  start: number,
): Done {
  return run(core, event, settings, start, () => {}).done;
}

function run(
  core: Core,
  event: Uint8Array,
  settings: Uint8Array,
  start: number,
  take: (unsent: () => Unsent) => void,
): Omit<DryRun, 'requests'> {
  let now = start;
  const delivery = core.deliver(event, settings, Infinity, 0, now);
  const log: object[] = [];
  for (;;) {
    const poll: Actions = own(JSON.parse(delivery.poll(now)));
    for (const line of poll.log) {
      log.push(line);
    }
    if (poll.done !== undefined) {
      delivery.free();
      return { done: poll.done, log };
    }
    if (poll.requests.length === 0) {
      if (poll.wait_until === undefined) {
        throw new Error('the core waits for something that a dry run does not have');
      }
      now = poll.wait_until;
    }
    for (const { id, ...labelled } of poll.requests) {
      take(() => ({ ...labelled, body: bodyOf(delivery, id) }));
      delivery.assumeDone(id, now);
    }
  }
}
