/** Where an event is from, for people: the name of a file, and a line. What was pasted or linked has none. */

import type { Strings } from '../lang';

/** The names of what has no file of its own; the page says them in its language. */
export const PASTED = '';
export const LINKED = '#';

/** `log.ndjson:3` as it is; of what was pasted, `Paste:3`. */
export function placeName(place: string, t: Strings): string {
  const [, name, line = ''] = /^(#?)(:\d+)?$/.exec(place) ?? [];
  if (name === undefined) return place;
  return (name === LINKED ? t.link : t.paste) + line;
}
