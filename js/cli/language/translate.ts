/** Texts of the command line in the language of the terminal. */

import type { Language } from '../../core/report';
import { HELP, type Translation } from './help';
import { SENTENCES } from './sentences';

/** Where a language stands in a translation; English is what is translated. */
const COLUMNS = { zh: 0, ja: 1, ko: 2 } as const;

/** A text of help. What has no translation stays as it is. */
export function helpText(text: string, language: Language): string {
  return language === 'en' ? text : (HELP[text]?.[COLUMNS[language]] ?? text);
}

interface Pattern {
  matches: RegExp;
  translation: Translation;
}

/** The sentences, those with the most words of their own first: a shorter one may match them, too. */
const patterns: Pattern[] = Object.entries(SENTENCES)
  .map(([english, translation]) => ({ english, translation }))
  .sort((one, other) => fixedLength(other.english) - fixedLength(one.english))
  .map(({ english, translation }) => ({
    matches: new RegExp(
      `^${english.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\d\}/g, '([\\s\\S]+?)')}$`,
    ),
    translation,
  }));

function fixedLength(english: string): number {
  return english.replace(/\{\d\}/g, '').length;
}

/** A sentence that a command says. What has no translation stays as it is. */
export function sentence(text: string, language: Language): string {
  if (language === 'en') return text;
  for (const { matches, translation } of patterns) {
    const found = matches.exec(text);
    if (found === null) continue;
    // Placeholders count from 0 and stand in the English text in this order. What stands in one may be a sentence itself.
    return translation[COLUMNS[language]].replace(/\{(\d)\}/g, (_, at) =>
      sentence(found[Number(at) + 1] ?? '', language),
    );
  }
  return text;
}

const ERROR = { en: 'error: ', zh: '错误：', ja: 'エラー: ', ko: '오류: ' } as const;

/** What is said of an error: sentences line by line, the first one behind `error: `. */
export function errorText(text: string, language: Language): string {
  return text
    .split('\n')
    .map((line) =>
      line.startsWith(ERROR.en)
        ? ERROR[language] + sentence(line.slice(ERROR.en.length), language)
        : sentence(line, language),
    )
    .join('\n');
}
