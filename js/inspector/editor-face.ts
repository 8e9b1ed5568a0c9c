/** What the editor, a script of its own, and the page know of one another. */

export interface EditorOptions {
  parent: HTMLElement;
  text: string;
  label: string;
  onChange(text: string): void;
  /** The place of the cursor, in characters. */
  onCursor(offset: number): void;
}

export interface Mark {
  from: number;
  to: number;
  kind: 'lit' | 'error';
  message?: string;
}

export interface Editor {
  setText(text: string): void;
  setMarks(marks: readonly Mark[]): void;
  setWrap(isWrapped: boolean): void;
  setLabel(label: string): void;
  reveal(offset: number, focus: boolean): void;
  search(): void;
  focus(): void;
  destroy(): void;
}

declare global {
  /** Set by `editor.js` when it has been loaded. */
  var mpsInspectorEditor: ((options: EditorOptions) => Editor) | undefined;
}
