import type { Language } from '../../core/report';
import { STDIN } from '../input/content';
import { translated } from '../language/translate';
import { escaped } from './text';

/** Where an event is, for people: standard input has no name of its own. */
export function shownPlace(place: string, language: Language): string {
  const [, line] = /^-(:\d+)?$/.exec(place) ?? [];
  if (place !== STDIN && line === undefined) return escaped(place);
  return translated('standard input', language) + (line ?? '');
}
