/** Texts of the command line in the language of the terminal. */

import OF_CORE from '../../../src/error/translations.json';
import type { Language } from '../../core/report';
import { HELP, type Translation } from './help';
import { SENTENCES } from './sentences';

/** Where a language stands in a translation; English is what is translated. */
const COLUMNS = { zh: 0, ja: 1, ko: 2 } as const;

const TABLES: Readonly<Record<string, Translation>> = {
  ...HELP,
  ...(OF_CORE as unknown as Record<string, Translation>),
  ...SENTENCES,
};

interface Pattern {
  matches: RegExp;
  translation: Translation;
}

let known: Pattern[] | undefined;

/** The sentences with placeholders, those with the most words of their own first: a shorter one may match them, too. */
function patterns(): Pattern[] {
  known ??= Object.entries(TABLES)
    .filter(([english]) => PLACEHOLDER.test(english))
    .map(([english, translation]) => ({ english, translation }))
    .sort((one, other) => fixedLength(other.english) - fixedLength(one.english))
    .map(({ english, translation }) => ({
      matches: new RegExp(
        `^${english.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\d\}/g, '([\\s\\S]+?)')}$`,
      ),
      translation,
    }));
  return known;
}

const PLACEHOLDER = /\{\d\}/;

function fixedLength(english: string): number {
  return english.replace(/\{\d\}/g, '').length;
}

/** Longer than any sentence of ours, characters. Texts of events stand in some. */
const LONGEST = 2000;

/** What a command says. What has no translation stays as it is. */
export function translated(text: string, language: Language): string {
  const isShort = text.length <= LONGEST;
  return language !== 'en' && isShort ? (sentence(text, COLUMNS[language]) ?? text) : text;
}

function sentence(text: string, column: 0 | 1 | 2): string | undefined {
  if (Object.hasOwn(TABLES, text)) return TABLES[text]?.[column];
  const parts = twoSentences(text, column, (second) => TABLES[second]?.[column]);
  if (parts !== undefined) return parts;
  for (const { matches, translation } of patterns()) {
    const found = matches.exec(text);
    if (found === null) continue;
    // Placeholders count from 0 and stand in the English text in this order. What stands in one may be a sentence itself.
    return translation[column].replace(/\{(\d)\}/g, (_, at) => {
      const part = found[Number(at) + 1] ?? '';
      // One word is a name: a file may be called `key`.
      return (part.includes(' ') ? sentence(part, column) : undefined) ?? part;
    });
  }
  return twoSentences(text, column, (second) => sentence(second, column));
}

/** What is wrong and, behind the last semicolon, what to do; undefined if `say` does not know that. */
function twoSentences(
  text: string,
  column: 0 | 1 | 2,
  say: (second: string) => string | undefined,
): string | undefined {
  const at = text.lastIndexOf('; ');
  const second = at > 0 ? say(text.slice(at + 2)) : undefined;
  if (second !== undefined) {
    const first = text.slice(0, at);
    return `${sentence(first, column) ?? first}${BETWEEN[column]}${second}`;
  }
  return undefined;
}

const BETWEEN = ['；', '。', '. '] as const;

/** How many of what: `3 delivered`. In the other languages the number stands behind the word. */
export function counted(number: number | string, what: string, language: Language): string {
  return language === 'en' ? `${number} ${what}` : `${translated(what, language)} ${number}`;
}

/** What a list, or a fact and its number, are separated by. */
export const COMMA = { en: ', ', zh: '，', ja: '、', ko: ', ' } as const;
/** What stands behind the title of a line. */
export const COLON = { en: ': ', zh: '：', ja: ': ', ko: ': ' } as const;

const ERROR = { en: 'error: ', zh: '错误：', ja: 'エラー: ', ko: '오류: ' } as const;

/** What is said of an error: sentences line by line, the first one behind `error: `. */
export function errorText(text: string, language: Language): string {
  return text
    .split('\n')
    .map((line) => {
      const [, before = '', said = ''] = /^(error: | *)(.*)$/s.exec(line) ?? [];
      return (before === ERROR.en ? ERROR[language] : before) + translated(said, language);
    })
    .join('\n');
}
