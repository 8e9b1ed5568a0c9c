/**
 * Links as they stand in the event. A report has no signatures, and without them a link to a private file does not open; the page shows
 * the event itself, so nothing is given away.
 */

import { source } from '../state/event';

const MASK = '***';

interface Handlers {
  onPointerDown?: (event: Event) => void;
  onFocus?: (event: Event) => void;
}

/** What an `a` to a URL of the report needs. The URL is looked up when somebody is about to open it: events may be large. */
export function asInEvent(url: string): Handlers {
  if (!url.includes(MASK)) return {};
  const complete = ({ currentTarget }: Event) => {
    (currentTarget as HTMLAnchorElement).href = inEvent(url, source.value.text) ?? url;
  };
  return { onPointerDown: complete, onFocus: complete };
}

/** A URL of which parts are masked as a text of JSON has it, or a text inside of such a text. */
export function inEvent(masked: string, text: string): string | undefined {
  const parts = masked.split(MASK).map((part) => part.replace(/[^\w]/gu, inJson));
  const found = new RegExp(parts.join('[^"\\s\\\\]*'), 'u').exec(text);
  return found?.[0].replace(/\\+u0026/gi, '&').replace(/\\/g, '');
}

/** A pattern for a character of a URL, which JSON may escape. */
function inJson(character: string): string {
  const plain = `\\u{${character.codePointAt(0)?.toString(16)}}`;
  return character === '&' ? `(?:&|\\\\+u0026)` : character === '/' ? `\\\\*${plain}` : plain;
}
