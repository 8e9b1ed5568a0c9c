/** What people call the kinds of sub-tasks, in the language of the terminal. */

import type { Language } from '../../core/report';
import { type KindNames, kindNamesOf, kindLabel as labelOf } from '../../display/kind-label';
import { loader } from '../core';

const known = new Map<Language, KindNames>();

function namesIn(language: Language): KindNames {
  let names = known.get(language);
  if (names === undefined) {
    names = kindNamesOf(JSON.parse(loader.use((core) => core.kindNames(Buffer.from(language)))));
    known.set(language, names);
  }
  return names;
}

/** What a sub-task is called in messages. */
export function kindLabel(task: Parameters<typeof labelOf>[0], language: Language): string {
  return labelOf(task, namesIn(language));
}
