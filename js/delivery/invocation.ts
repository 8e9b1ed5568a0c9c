/** One event through the core, on whatever platform. */

import { MpsWebhookError } from '../core/error';
import type { CoreLoader } from '../core/instance';
import { InstanceLost, isTrap } from '../core/trap';
import { decode, encode, escapeLoneSurrogates } from '../core/utf8';
import { type Done, deliver, type Platform } from './deliver';
import { callProcess, type Process } from './user-processor';

/** What a platform says of one invocation. */
export interface Invocation {
  event: Uint8Array;
  /** When the platform ends it, ms since 1970. */
  deadline: number;
  /**
   * What the core takes as settings, but for `mode` and `process`. Read at the beginning and whenever the core asks
   * for fresh credentials: a role's change under a warm instance.
   */
  settings(): object;
  /** The owner's own processing of reports. */
  process: Process | undefined;
}

/**
 * How much is done with an event: everything; it is stored and not understood; it is stored and not even opened. What
 * brought an instance of the core down is asked less of in the next.
 */
const MODES = ['full', 'store', 'quarantine'] as const;

/** How often one delivery begins anew because something else let the core trap. */
const MAX_RESTARTS = 10;

/**
 * Delivers an event.
 *
 * If the core traps, it is tried again in a new instance, with the next of the modes. If the core traps in something else,
 * it is tried again as it was. All tries have to be done by the same deadline.
 *
 * @throws a trap, if the last mode ends in one as well or no time is left; an error with the code `not_delivered`, if it was
 *   interrupted too often.
 */
export async function invoke(
  loader: CoreLoader,
  platform: Pick<Platform, 'now' | 'send' | 'log'>,
  invocation: Invocation,
): Promise<Done> {
  let mode = 0;
  let restarts = 0;
  for (;;) {
    try {
      return await attempt(loader, platform, invocation, MODES[mode] || 'quarantine');
    } catch (error) {
      if (error instanceof InstanceLost) {
        restarts++;
        if (restarts > MAX_RESTARTS) {
          throw interrupted();
        }
      } else if (isTrap(error)) {
        mode++;
        if (mode === MODES.length || platform.now() >= invocation.deadline) {
          throw error;
        }
      } else {
        throw error;
      }
    }
  }
}

async function attempt(
  loader: CoreLoader,
  platform: Pick<Platform, 'now' | 'send' | 'log'>,
  { event, deadline, process, ...invocation }: Invocation,
  mode: (typeof MODES)[number],
): Promise<Done> {
  const processing: Pick<Platform, 'process'> =
    process === undefined
      ? {}
      : { process: (call, timeout) => callProcess(process, decode(call), timeout) };
  const settings = () => {
    const all = {
      ...invocation.settings(),
      mode,
      process: process !== undefined,
    };
    return encode(escapeLoneSurrogates(JSON.stringify(all)));
  };
  const seed = Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);
  const delivery = loader.use((core) =>
    core.deliver(event, settings(), deadline, seed, platform.now()),
  );
  const onTrap = () => loader.discard();
  const done = await deliver(delivery, { ...platform, ...processing, encode, settings, onTrap });
  try {
    delivery.free();
  } catch {
    // What is done is done.
    loader.discard();
  }
  return done;
}

function interrupted(): MpsWebhookError {
  return new MpsWebhookError({
    code: 'not_delivered',
    message: `other events let the core trap ${MAX_RESTARTS + 1} times while this one was delivered`,
    help: 'send the event again, and look in the log for the events that end with the code `trapped`',
  });
}
