/** The words of the page. */

import { computed } from '@preact/signals';
import type { Language } from '../../core/report';
import { language } from '../state/settings';
import { en, type Strings } from './en';
import { ja } from './ja';
import { ko } from './ko';
import { zh } from './zh';

export { LANGUAGES } from './names';
export type { Strings };

const ALL: Record<Language, Strings> = { zh, en, ja, ko };

/** The words in each language: what is searched may be written in any of them. */
export const EVERY_LANGUAGE: readonly Strings[] = Object.values(ALL);

/** The words in the language that was chosen. */
export const words = computed(() => ALL[language.value]);
