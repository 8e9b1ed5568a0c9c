/** What people call kinds of sub-tasks: the core's words, those of its messages. */

import { computed } from '@preact/signals';
import type { Language } from '../../core/report';
import { LANGUAGES } from '../lang/names';
import { core } from './event';
import { language } from './settings';

/** The names of kinds and families in each language. */
const names = computed(() => {
  const inspector = core.value;
  const inLanguage = (id: Language) =>
    new Map(inspector?.kindNames(id).map((it) => [it.of, it] as const));
  return new Map((Object.keys(LANGUAGES) as Language[]).map((id) => [id, inLanguage(id)]));
});

/** By its own name, or by its family's with its own behind. */
export function kindName(task: { kind: string; name?: string; family: string }): string {
  const known = names.value.get(language.value);
  const own = task.kind === 'other' ? undefined : known?.get(task.kind);
  const found = own ?? known?.get(task.family) ?? known?.get('other');
  if (found === undefined) return task.name ?? task.kind;
  return found.with_kind ? `${found.name} ${task.name ?? task.kind}` : found.name;
}

/** The kinds and families whose names in any language a word is a part of. */
export function kindsNamed(word: string): string[] {
  const found = [...names.value.values()].flatMap((known) =>
    [...known.values()].filter(({ name }) => name.toLowerCase().includes(word)),
  );
  return [...new Set(found.map((it) => it.of))];
}
