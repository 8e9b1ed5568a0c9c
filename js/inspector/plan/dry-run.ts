/** What a delivery would do, as the page shows it. */

import type { Language } from '../../core/report';
import type { Done, Skipped } from '../../delivery/deliver';
import { dryRun as runDry, type Unsent } from '../../delivery/dry-run';
import { type Masked, masked, summaryOf, VARIABLES_OF_SCF } from '../../delivery/dry-run-summary';
import { type ShownMessage, shownMessage } from '../../delivery/shown-message';
import { readableUrl } from '../../display/url';
import { decode, encode, type InspectorCore } from '../core';
import { type OldOutcome, oldTemplate } from './old-template';

/** Without what is secret. */
export interface Planned extends Masked {
  bytes: number;
}

/** So much of a body is shown, characters. */
const MOST_SHOWN = 20_000;

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
  /** Whether messages wait for a time, which a timer trigger has to watch. */
  holdsBack: boolean;
  /** What the template that the function replaces would have done. */
  replaced: OldOutcome | undefined;
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
    const { url, body, ...others } = masked(unsent, (bytes) => inspector.redact(bytes));
    return { ...others, url: readableUrl(url), body: shown(body), bytes: unsent.body.length };
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
    holdsBack: inspector.loader.use((core) => core.holdsBack(encode(JSON.stringify(settings)))),
    replaced: oldTemplate(parsed(decode(event))),
  };
}

/** What is shown of a body: a page that gets megabytes stands still. */
function shown(body: string): string {
  const value = parsed(body);
  return (value === undefined ? body : JSON.stringify(value, null, 2)).slice(0, MOST_SHOWN);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
