/** What a delivery would do, as the command shows it. */

import type { Language } from '../../core/report';
import { decode } from '../../core/utf8';
import type { Done, Skipped } from '../../delivery/deliver';
import { masked, summaryOf } from '../../delivery/dry-run-summary';
import { shownMessage } from '../../delivery/shown-message';
import { readableUrl } from '../../display/url';
import { loader } from '../core';
import { complete } from '../delivery/check-options';
import { dryRunEvent } from '../delivery/dry-run';
import type { Target } from '../delivery/target';
import type { Found } from '../input/content';

export interface Plan {
  /** Nothing was done: all that follows would be. */
  dry_run: true;
  place: string;
  /** How the delivery would end if all requests succeed. */
  done: Done;
  stored: StoredObject[];
  notified: Notified[];
  invoked: Invoked[];
  /** The targets that events are not for, with the reasons. */
  skipped: Skipped[];
  /** What the delivery finds worth a warning. */
  notes: string[];
  /** The requests, without what is secret. */
  requests: { method: string; url: string; headers: Record<string, string>; body: unknown }[];
}

export interface StoredObject {
  url: string;
  bytes: number;
  content_type: string;
}

export interface Notified {
  /** The bot, by a name that does not show its URL. */
  target: string;
  host: string;
  /** What is written there to be read; none in what is for a program. */
  texts: string[];
  bytes: number;
}

export interface Invoked {
  target: string;
  /** Of the event it is given. */
  bytes: number;
}

export function dryRun(event: Found, target: Target, now: number, lang: Language): Plan {
  const planned = dryRunEvent(event.bytes, complete(target), now, lang);
  const { stored, notified, invoked, skipped, notes } = summaryOf(planned);
  return {
    dry_run: true,
    place: event.place,
    done: planned.done,
    stored: stored.map((unsent) => ({
      url: readableUrl(masked(unsent, redact).url),
      bytes: unsent.body.length,
      content_type: unsent.request.headers['content-type'] ?? '',
    })),
    notified: notified.map(({ request, body, target: bot }) => ({
      target: bot ?? '',
      host: new URL(request.url).host,
      texts: textsOf(bot ?? '', body),
      bytes: body.length,
    })),
    invoked: invoked.map(({ body, target: invocation }) => ({
      target: invocation ?? '',
      bytes: contextOf(parsed(decode(body))),
    })),
    skipped,
    notes,
    requests: planned.requests.map((unsent) => {
      const { body, ...others } = masked(unsent, redact);
      return { ...others, body: parsed(body) };
    }),
  };
}

function redact(body: Uint8Array): string {
  return loader.use((core) => core.redact(body));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What people get to read of a message: its title, unless the text repeats it, and its text. */
function textsOf(target: string, body: Uint8Array): string[] {
  const shown = loader.use((core) => shownMessage(core, target, body));
  if (shown === undefined) return [];
  const { title = '', text } = shown;
  return text.includes(title) ? [text] : [title, text];
}

function contextOf(parameters: unknown): number {
  const { ClientContext } = Object(parameters) as { ClientContext?: unknown };
  return typeof ClientContext === 'string' ? Buffer.byteLength(ClientContext) : 0;
}
