/** What people call the kinds of sub-tasks, in the language of the terminal. */

import type { Language, Task } from '../../core/report';
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

/** What stands around a name in a sentence; in Chinese and Japanese without spaces. */
const QUOTES = { en: ['', ''], zh: ['“', '”'], ja: ['「', '」'], ko: ["'", "'"] } as const;

/** A sentence about an event, with the names that people have for the kinds of its sub-tasks: `Transcode` is transcoding. */
export function withKindNames(text: string, tasks: readonly Task[], language: Language): string {
  const [before, behind] = QUOTES[language];
  const isDense = language === 'zh' || language === 'ja';
  return text.replace(/ ?`(\w+)` ?/g, (quoted, kind) => {
    const task = tasks.find((it) => it.kind === kind);
    const name = task && kindLabel(task, language);
    if (name === undefined || name.includes(kind)) return quoted;
    return isDense
      ? `${before}${name}${behind}`
      : quoted.replace(/`.*`/, `${before}${name}${behind}`);
  });
}

/** What a sub-task is called in messages. */
export function kindLabel(task: Parameters<typeof labelOf>[0], language: Language): string {
  return labelOf(task, namesIn(language));
}
