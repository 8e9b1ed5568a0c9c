/** What people call the kinds of sub-tasks: the core's words, those of its messages. */

import type { KindName, Language } from '../../core/report';
import { loader } from '../core';

const known = new Map<Language, ReadonlyMap<string, KindName>>();

function namesIn(language: Language): ReadonlyMap<string, KindName> {
  let names = known.get(language);
  if (names === undefined) {
    const list: KindName[] = JSON.parse(
      loader.use((core) => core.kindNames(Buffer.from(language))),
    );
    names = new Map(list.map((name) => [name.of, name]));
    known.set(language, names);
  }
  return names;
}

/** What a sub-task is called in messages. */
export function kindLabel(
  { kind, name = kind, family }: { kind: string; name?: string; family: string },
  language: Language,
): string {
  const names = namesIn(language);
  const own = kind === 'other' ? undefined : names.get(kind);
  const found = own ?? names.get(family) ?? names.get('other');
  if (found === undefined) return name;
  return found.with_kind ? `${found.name} ${name}` : found.name;
}
