import type { Language } from '../../core/report';

/** By the names that they have for themselves. */
export const LANGUAGES: Record<Language, string> = {
  zh: '中文',
  en: 'English',
  ja: '日本語',
  ko: '한국어',
};
