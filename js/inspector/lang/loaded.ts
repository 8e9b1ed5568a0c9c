/** The words that come with the editor, in the language that was chosen. */

import { computed, type ReadonlySignal } from '@preact/signals';
import { later } from '../raw/load';
import { language } from '../state/settings';

/** Undefined until they are loaded. */
export const planWords = computed(() => later.value?.planWords[language.value]);
export const archiveWords = computed(() => later.value?.archiveWords[language.value]);

/** For what is not shown before its words are there. */
export function loaded<T>(words: ReadonlySignal<T | undefined>): T {
  if (words.value === undefined) throw new Error('the words are not loaded');
  return words.value;
}
