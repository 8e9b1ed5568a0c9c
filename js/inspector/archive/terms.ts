/** What is searched: words, and the names that they are a part of in any language. */

import { VERDICTS } from '../../core/verdicts';
import { EVERY_LANGUAGE } from '../lang';
import { kindsNamed } from '../state/kinds';
import type { State, Term } from './protocol';

const STATES: readonly State[] = [...VERDICTS, 'unreadable'];

const SUGGESTIONS = ['pass', 'review', 'block'] as const;

export function termsOf(text: string): Term[] {
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => {
      const has = (name: string | undefined) => name?.toLowerCase().includes(word) === true;
      return {
        word,
        verdicts: STATES.filter((state) =>
          EVERY_LANGUAGE.some((t) => has(state === 'unreadable' ? t.unreadable : t.verdict[state])),
        ),
        kinds: kindsNamed(word),
        suggestions: SUGGESTIONS.filter((it) => EVERY_LANGUAGE.some((t) => has(t.suggestion[it]))),
      };
    });
}
