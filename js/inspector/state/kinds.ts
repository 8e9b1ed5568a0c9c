/** What people call kinds of sub-tasks: the core's words, those of its messages. */

import { computed } from '@preact/signals';
import type { Language, Task } from '../../core/report';
import { kindLabel, kindNamesOf } from '../../display/kind-label';
import { words } from '../lang';
import { LANGUAGES } from '../lang/names';
import { later } from '../raw/load';
import { core } from './event';
import { language } from './settings';

/** The names of kinds and families in each language. */
const names = computed(() => {
  const inspector = core.value;
  const inLanguage = (id: Language) => kindNamesOf(inspector?.kindNames(id) ?? []);
  return new Map((Object.keys(LANGUAGES) as Language[]).map((id) => [id, inLanguage(id)]));
});

/** By its own name, or by its family's with its own behind. */
export function kindName(task: { kind: string; name?: string; family: string }): string {
  return kindLabel(task, names.value.get(language.value));
}

/** The same with its template: many sub-tasks of a kind differ in nothing else. */
export function taskName(task: Task): string {
  const t = words.value;
  const name = kindName(task);
  return task.definition === undefined ? name : t.named(name, t.ofTemplate(task.definition));
}

/** What people call a code of the API; the code itself until the names are loaded, and if there is none. */
export function codeName(code: string): string {
  return later.value?.codeName(code, language.value) ?? code;
}

/** The best that a score can be; undefined until that is loaded, and if there is none. */
export const scaleOf = (label: string): number | undefined => later.value?.scaleOf(label);

/** The kinds and families whose names in any language a word is a part of. */
export function kindsNamed(word: string): string[] {
  const found = [...names.value.values()].flatMap((known) =>
    [...known.values()].filter(({ name }) => name.toLowerCase().includes(word)),
  );
  return [...new Set(found.map((it) => it.of))];
}
