/** What the core says of an event that is to be replayed. */

import type { CoreError } from '../../core/error';
import type { Report } from '../../core/report';
import type { Done } from '../../delivery/result';
import { loader, trapped } from '../core';
import { dryRunEvent } from '../delivery/dry-run';
import type { Target } from '../delivery/target';
import { isRefused } from './replay';

const NO_LANGUAGE = new Uint8Array();

/** The reports of the notifications in an event; an event that is not an MPS notification has none. */
export function reportsOf(event: Uint8Array): Report[] {
  return parse(event).filter((it): it is Report => !('error' in it));
}

/**
 * Why there is nothing in an event that the target's function takes: neither a notification nor, with the template for
 * those, logs. Undefined if there is.
 *
 * @param now ms since 1970
 * @param endOf how a delivery would end, if that is asked for anyway
 */
export function refusalOf(
  event: Uint8Array,
  target: Target,
  now: number,
  endOf?: (event: Uint8Array) => Done,
): CoreError | undefined {
  try {
    if (endOf && !endOf(event).events.every(isRefused)) return undefined;
    if (loader.use((core) => core.holdsNotification(event))) return undefined;
    const { done } = dryRunEvent(event, target, now);
    return done.events.every(isRefused) ? (done.error ?? NOTHING) : undefined;
  } catch (error) {
    return trapped(error);
  }
}

const NOTHING: CoreError = {
  code: 'not_a_notification',
  message: 'not an MPS notification: there is nothing in it',
  help: 'leave it out',
};

function parse(event: Uint8Array): (Report | { error: CoreError })[] {
  return JSON.parse(loader.use((core) => core.parse(event, NO_LANGUAGE)));
}
