/** What the delivery of one event would do. */

import type { Language } from '../../core/report';
import { encode } from '../../core/utf8';
import { type DryRun, dryRun, endOfDryRun } from '../../delivery/dry-run';
import type { Done } from '../../delivery/result';
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

/**
 * How deliveries of events would end. Of many events it costs less than their dry runs, and of the same one, asked for again at once,
 * nothing.
 */
export function dryRunsOf(
  { template, options, env }: Target,
  now: () => number,
): (event: Uint8Array) => Done {
  const settings = encode(JSON.stringify({ template, options, env }));
  let last: { event: Uint8Array; done: Done } | undefined;
  return (event) => {
    if (last?.event !== event) {
      last = { event, done: loader.use((core) => endOfDryRun(core, event, settings, now())) };
    }
    return last.done;
  };
}
