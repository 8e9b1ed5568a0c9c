/** What a delivery would do, as the page shows it. */

import type { Language } from '../../core/report';
import type { Done, Skipped } from '../../delivery/deliver';
import { dryRun as runDry, type Unsent } from '../../delivery/dry-run';
import { type Masked, masked, summaryOf, VARIABLES_OF_SCF } from '../../delivery/dry-run-summary';
import { type ShownMessage, shownMessage } from '../../delivery/shown-message';
import { readableUrl } from '../../display/url';
import type { InspectorCore } from '../core';

/** Without what is secret. */
export interface Planned extends Masked {
  bytes: number;
}

export interface Notified extends Planned {
  target: string;
  /** As people see it; undefined of what is for programs. */
  shown: ShownMessage | undefined;
}

export interface Plan {
  done: Done;
  stored: Planned[];
  notified: Notified[];
  invoked: (Planned & { target: string })[];
  /** The targets that events are not for, with the reasons. */
  skipped: Skipped[];
  /** What the delivery finds worth a warning. */
  notes: string[];
}

export function dryRun(
  inspector: InspectorCore,
  event: Uint8Array,
  template: string,
  options: unknown,
  { now, lang }: { now: number; lang: Language },
): Plan {
  const settings = { template, options, lang, env: VARIABLES_OF_SCF };
  const dry = inspector.loader.use((core) => runDry(core, event, settings, now));
  const { stored, notified, invoked, skipped, notes } = summaryOf(dry);
  const planned = (unsent: Unsent): Planned => {
    const { url, ...others } = masked(unsent, (body) => inspector.redact(body));
    return { ...others, url: readableUrl(url), bytes: unsent.body.length };
  };
  return {
    done: dry.done,
    stored: stored.map(planned),
    notified: notified.map((it) => ({
      ...planned(it),
      target: it.target ?? '',
      shown: inspector.loader.use((core) => shownMessage(core, it.target ?? '', it.body)),
    })),
    invoked: invoked.map((it) => ({ ...planned(it), target: it.target ?? '' })),
    skipped,
    notes,
  };
}
