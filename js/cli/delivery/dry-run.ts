/** What the delivery of one event would do. */

import type { Language } from '../../core/report';
import { type DryRun, dryRun } from '../../delivery/dry-run';
import { loader } from '../core';
import type { Target } from './target';

/** @param now ms since 1970 */
export function dryRunEvent(
  event: Uint8Array,
  { template, options, env }: Target,
  now: number,
  lang?: Language,
): DryRun {
  return loader.use((core) => dryRun(core, event, { template, options, env, lang }, now));
}
