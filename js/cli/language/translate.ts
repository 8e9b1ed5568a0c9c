/** Texts of the command line in the language of the terminal. */

import type { Language } from '../../core/report';
import { translatorOf } from '../../display/translation';
import { readTranslations } from './table';

/** What a command says. What has no translation stays as it is. */
export const translated = translatorOf(() => {
  const { core, cli } = readTranslations();
  return { ...core, ...cli };
});

/** What the members of a list are separated by. */
export const COMMA = { en: ', ', zh: '，', ja: '、', ko: ', ' } as const;
/** What stands behind the title of a line. */
export const COLON = { en: ': ', zh: '：', ja: ': ', ko: ': ' } as const;

/** What stands around a remark behind a sentence. */
export const BRACKETS = {
  en: [' (', ')'],
  zh: ['（', '）'],
  ja: ['（', '）'],
  ko: ['(', ')'],
} as const;
/** What separates the parts of a remark. */
export const SEMICOLON = { en: '; ', zh: '；', ja: '、', ko: '; ' } as const;

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
