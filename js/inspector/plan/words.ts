/** The words of the plan in the language that was chosen. */

import { computed } from '@preact/signals';
import type { PlanStrings } from '../lang/plan';
import { later } from '../raw/load';
import { language } from '../state/settings';

/** Undefined until they are loaded. */
export const planWords = computed(() => later.value?.planWords[language.value]);

/** For what stands in the plan, which is not there before its words are. */
export function loadedWords(): PlanStrings {
  if (planWords.value === undefined) throw new Error('the words of the plan are not loaded');
  return planWords.value;
}
