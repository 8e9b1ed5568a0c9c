/** One event through the core, on whatever platform. */

import { type CoreLoader, isTrap } from './core';
import { type Done, deliver, type Platform } from './deliver';
import { callProcess, type Process } from './process';
import { decode, encode } from './utf8';

/** What a platform says of one invocation. */
export interface Invocation {
  event: Uint8Array;
  /** When the platform ends it, ms since 1970. */
  deadline: number;
  /**
   * What the core takes as settings, but for `quarantine` and `process`. Read at the beginning and whenever the core asks
   * for fresh credentials: a role's change under a warm instance.
   */
  settings(): object;
  /** The owner's own processing of reports. */
  process: Process | undefined;
}

/**
 * Delivers an event. What brought one instance of the core down is not given to the next to read, only to store.
 *
 * @throws a trap, if that fails as well.
 */
export async function invoke(
  loader: CoreLoader,
  platform: Pick<Platform, 'now' | 'send' | 'log'>,
  invocation: Invocation,
): Promise<Done> {
  const own = invocation.process;
  const processing: Pick<Platform, 'process'> =
    own === undefined
      ? {}
      : { process: (call, timeout) => callProcess(own, decode(call), timeout) };
  const attempt = async (quarantine: boolean): Promise<Done> => {
    const settings = () =>
      encode(JSON.stringify({ ...invocation.settings(), mode: quarantine ? 'quarantine' : 'full', process: own !== undefined }));
    const seed = Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);
    try {
      const { event, deadline } = invocation;
      const delivery = loader.load().deliver(event, settings(), deadline, seed, platform.now());
      const done = await deliver(delivery, { ...platform, ...processing, encode, settings });
      delivery.free();
      return done;
    } catch (error) {
      if (!isTrap(error)) {
        throw error;
      }
      loader.discard();
      if (quarantine) {
        throw error;
      }
      return attempt(true);
    }
  };
  return attempt(false);
}
