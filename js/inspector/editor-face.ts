/** What the editor, a script of its own, and the page know of one another. */

import type { Translator } from '../display/translation';

export interface EditorOptions {
  parent: HTMLElement;
  text: string;
  label: string;
  onChange(text: string): void;
  /** The place of the cursor, in characters. */
  onCursor(offset: number): void;
  /** What the editor says, by its English words. */
  phrases: Record<string, string>;
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
  setPhrases(phrases: Record<string, string>): void;
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
  /** What the core says in English, in another language. */
  var mpsInspectorTranslate: Translator | undefined;
}
