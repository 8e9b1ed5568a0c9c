/** What the delivery of one event would do. */

import { isTrap } from '../../core';
import { type Rehearsed, rehearse } from '../../rehearsal';
import { loader } from '../core';
import type { Target } from './target';

/** @param now ms since 1970 */
export function rehearseEvent(
  event: Uint8Array,
  { template, options, env }: Target,
  now: number,
): Rehearsed {
  try {
    return rehearse(loader.load(), event, { template, options, env }, now);
  } catch (error) {
    if (isTrap(error)) loader.discard();
    throw error;
  }
}
