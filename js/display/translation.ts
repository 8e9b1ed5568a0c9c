/** The sentences of the command line in other languages: by the English ones, which may have placeholders. */

export type Translation = readonly [zh: string, ja: string, ko: string];

/** Where a language stands in a translation; English is what is translated. */
const COLUMNS = { zh: 0, ja: 1, ko: 2 } as const;

type Column = (typeof COLUMNS)[keyof typeof COLUMNS];

/** Says a text in a language. What has no translation stays as it is. */
export type Translator = (text: string, language: 'en' | keyof typeof COLUMNS) => string;

interface Pattern {
  matches: RegExp;
  translation: Translation;
}

const PLACEHOLDER = /\{\d\}/;

const ANYTHING = '([\\s\\S]+?)';
const WITHOUT_COLON = '((?:(?!: )[\\s\\S])+?)';

/** Longer than any of these sentences, characters. Texts of events stand in some. */
const LONGEST = 2000;

const BETWEEN = ['；', '。', '. '] as const;

/** Sentences in other languages, by the English ones. */
export type Table = Readonly<Record<string, Translation>>;

/**
 * Translates by a table of English sentences.
 *
 * @param read gives the table; it is called when the first text is to be translated
 */
export function translatorOf(read: () => Table): Translator {
  let table: Table = {};
  let isRead = false;
  let known: Pattern[] | undefined;
  const sentence = (text: string, column: Column): string | undefined => {
    if (Object.hasOwn(table, text)) return table[text]?.[column];
    const parts = twoSentences(text, column, (second) => table[second]?.[column]);
    if (parts !== undefined) return parts;
    known ??= patternsOf(table);
    for (const { matches, translation } of known) {
      const found = matches.exec(text);
      if (found === null) continue;
      // Placeholders count from 0 and stand in the English text in this order. What stands in one may be a sentence itself.
      return translation[column].replace(/\{(\d)\}/g, (_, at) => {
        const part = found[Number(at) + 1] ?? '';
        const [, quoted] = /^`([^`]+)`$/.exec(part) ?? [];
        // One word is a name: a file may be called `key`. In quotes stands what an event has, or what it is: `an object`.
        const said = quoted === undefined ? part : table[quoted] && quoted;
        return (said?.includes(' ') ? sentence(said, column) : undefined) ?? part;
      });
    }
    return twoSentences(text, column, (second) => sentence(second, column));
  };

  /** What is wrong and, behind the last semicolon, what to do; undefined if `say` does not know that. */
  const twoSentences = (
    text: string,
    column: Column,
    say: (second: string) => string | undefined,
  ): string | undefined => {
    const at = text.lastIndexOf('; ');
    const second = at > 0 ? say(text.slice(at + 2)) : undefined;
    if (second === undefined) return undefined;
    const first = text.slice(0, at);
    return `${sentence(first, column) ?? first}${BETWEEN[column]}${second}`;
  };

  return (text, language) => {
    if (language === 'en' || text.length > LONGEST) return text;
    if (!isRead) {
      table = read();
      isRead = true;
    }
    return sentence(text, COLUMNS[language]) ?? text;
  };
}

/**
 * The sentences with placeholders, those with the most words of their own first: a shorter one may match them, too.
 * A sentence that begins with a placeholder would also match behind another sentence and a colon: so it comes last.
 */
function patternsOf(table: Table): Pattern[] {
  const sorted = Object.entries(table)
    .filter(([english]) => PLACEHOLDER.test(english))
    .map(([english, translation]) => ({ english, translation }))
    .sort((one, other) => fixedLength(other.english) - fixedLength(one.english));
  return [
    ...sorted.map(({ english, translation }) => ({
      matches: patternOf(english, WITHOUT_COLON),
      translation,
    })),
    ...sorted
      .filter(({ english }) => english.startsWith('{'))
      .map(({ english, translation }) => ({ matches: patternOf(english, ANYTHING), translation })),
  ];
}

/** @param atStart what a placeholder stands for with which the sentence begins */
function patternOf(english: string, atStart: string): RegExp {
  const escaped = english.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
  const source = escaped.replace(/^\{\d\}/, atStart).replace(/\{\d\}/g, ANYTHING);
  return new RegExp(`^${source}$`);
}

function fixedLength(english: string): number {
  return english.replace(/\{\d\}/g, '').length;
}
