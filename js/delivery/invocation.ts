/** Delivers one event with the core, on any platform. */

import { MpsWebhookError } from '../core/error';
import type { CoreLoader } from '../core/instance';
import { InstanceLost, isTrap } from '../core/trap';
import { decode, encode, escapeLoneSurrogates } from '../core/utf8';
import { type Done, deliver, type Platform } from './deliver';
import { callProcess, type Process } from './user-processor';

/** One invocation, as a platform describes it. */
export interface Invocation {
  event: Uint8Array;
  /** The time at which the platform ends it, ms since 1970. */
  deadline: number;
  /**
   * The settings of the core without `mode` and `process`. Read at the beginning and when the core requests fresh
   * credentials, because those of a role change while an instance is warm.
   */
  settings(): object;
  /** The user's processor of reports. */
  process: Process | undefined;
}

/**
 * How much a delivery does, from everything to storing the event unread. `store` archives without parsing, `quarantine`
 * does not open the event. After a trap the next instance runs in the next mode.
 */
const MODES = ['full', 'store', 'quarantine'] as const;

/** How often a delivery begins again after traps in other deliveries. */
const MAX_RESTARTS = 10;

/**
 * Delivers an event.
 *
 * After a trap, a new instance delivers it in the next mode; after a trap in another delivery, in the same mode. All
 * attempts have the same deadline.
 *
 * @throws a trap, if the last mode also ends in one or no time is left; an error with the code `not_delivered`, after too many
 *   interruptions.
 */
export async function invoke(
  loader: CoreLoader,
  platform: Pick<Platform, 'now' | 'send' | 'sendLong' | 'log'>,
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
  platform: Pick<Platform, 'now' | 'send' | 'sendLong' | 'log'>,
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
      // What one delivery learns of a bot is known to the next.
      remembers: true,
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
    // The delivery has its result; only the instance cannot be used again.
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
