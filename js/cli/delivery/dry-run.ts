/** What the delivery of one event would do. */

import { type Rehearsed, rehearse } from '../../delivery/dry-run';
import { loader } from '../core';
import type { Target } from './target';

/** @param now ms since 1970 */
export function rehearseEvent(
  event: Uint8Array,
  { template, options, env }: Target,
  now: number,
): Rehearsed {
  return loader.use((core) => rehearse(core, event, { template, options, env }, now));
}
