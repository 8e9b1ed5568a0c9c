/** How a replay ended, in a line or two. */

import type { Language } from '../../core/report';
import { type Counted, counted } from '../language/counts';
import { COLON, COMMA, translated } from '../language/translate';
import type { Replayed } from './replay';

/** @param seconds how long it took */
export function summaryOf(
  replayed: Replayed,
  isDryRun: boolean,
  seconds: number,
  language: Language,
): string {
  const { delivered, seenBefore, unwanted, failed, filtered, skipped, events, ended } = replayed;
  const { ignored, unparsed } = replayed;
  const counts: [number, Counted][] = [
    [delivered, isDryRun ? 'would be delivered' : 'delivered'],
    [seenBefore, 'there already'],
    [unwanted, 'with nowhere to go'],
    [skipped, 'delivered before'],
    [filtered, 'not selected'],
    [unparsed, 'put into unparsed/'],
    [ignored, 'passed over'],
    [failed, 'failed'],
  ];
  const parts = counts
    .filter(([count], at) => count > 0 || at === 0 || at === counts.length - 1)
    .map(([count, what]) => counted(count, what, language));
  const head = [counted(events, 'events', language)];
  if (seconds > 0) head.push(counted(Math.round(events / seconds), 'a second', language));
  const why =
    ended === undefined
      ? ''
      : `${translated(`stopped: ${ended}; call it again to go on`, language)}\n`;
  return `${why}${head.join(COMMA[language])}${COLON[language]}${parts.join(COMMA[language])}\n`;
}
