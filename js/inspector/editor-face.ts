/** What the editor, a script of its own, and the page know of one another. */

import type { Language } from '../core/report';
import type { Translator } from '../display/translation';
import type { InspectorCore } from './core';
import type { FoundEvent } from './input/found';
import type { ArchiveStrings } from './lang/archive';
import type { PlanStrings } from './lang/plan';

/** What is loaded with the editor. */
export interface Later {
  /** What people call a code; undefined if it is not known. */
  codeName(code: string, language: Language): string | undefined;
  /** The best that a score can be; undefined if the API does not say it. */
  scaleOf(label: string): number | undefined;
  /** What a single key does. */
  keyName(name: string, language: Language): string;
  /** What the core says in English, in another language. */
  translate: Translator;
  /** The words of archives. */
  archiveWords: Record<Language, ArchiveStrings>;
  /** The words of the plan. */
  planWords: Record<Language, PlanStrings>;
  /** The schema of the options. */
  optionsSchema: object;
  /** What an option is for. */
  optionHelp(name: string, language: Language): string | undefined;
  /** What an option is that is not set, as the schema says it, in another language. */
  optionDefault(text: string, language: Language): string;
  /** The code of the worker for what would stop the page. */
  background: string;
  /** The code of the worker that reads archives. */
  archive: string;
  /** An indented JSON text, or what is wrong with it and at which character. */
  format(text: string, language: Language): string | { offset: number; reason: string };
  /** The events in a text that is not one. */
  eventsIn(core: InspectorCore, bytes: Uint8Array): FoundEvent[];
  /** JSON text of the samples that the page does not have. */
  samples: string;
  /** The elements of a Markdown text. */
  markdown(text: string): Drawn[];
}

/** A text, or an element with its parts. `details` folds JSON. */
export type Drawn = string | { tag: DrawnTag; parts: Drawn[] };

export type DrawnTag =
  | 'p'
  | 'h4'
  | 'ul'
  | 'ol'
  | 'li'
  | 'blockquote'
  | 'hr'
  | 'pre'
  | 'em'
  | 'strong'
  | 'del'
  | 'code'
  | 'table'
  | 'tr'
  | 'td'
  | 'details';

export interface EditorOptions {
  parent: HTMLElement;
  text: string;
  label: string;
  onChange(text: string): void;
  /** The place of the cursor, in characters. */
  onCursor(offset: number): void;
  /** The language of its own words. */
  language: Language;
}

export interface Mark {
  from: number;
  to: number;
  kind: 'lit' | 'error';
  message?: string;
}

export interface Editor {
  /** Shows a text. What was done to the text before can be undone, unless this is another event. */
  setText(text: string, isOther: boolean): void;
  setMarks(marks: readonly Mark[]): void;
  setWrap(isWrapped: boolean): void;
  setLabel(label: string): void;
  setLanguage(language: Language): void;
  /** The path of the value at the cursor, such as `tasks[0].status`; empty outside of values. */
  path(): string;
  reveal(offset: number, focus: boolean): void;
  search(): void;
  focus(): void;
  destroy(): void;
}

declare global {
  /** Set by `editor.js` when it has been loaded. */
  var mpsInspectorEditor: ((options: EditorOptions) => Editor) | undefined;
  /** What else comes with it. */
  var mpsInspectorLater: Later | undefined;
}
