/** Loads the editor when it is first needed: a script beside the page, which works from a file, too. */

import { signal } from '@preact/signals';
import type { Editor, EditorOptions, Later } from '../editor-face';

/** What comes with the editor; undefined until it is loaded. */
export const later = signal<Later | undefined>(undefined);

interface Loaded {
  create(options: EditorOptions): Editor;
  later: Later;
}

let loading: Promise<Loaded> | undefined;

export function loadEditor(): Promise<Loaded> {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = 'editor.js';
    script.onload = () => {
      const { mpsInspectorEditor: create, mpsInspectorLater: rest } = globalThis;
      later.value = rest;
      if (create && rest) resolve({ create, later: rest });
      else reject(new Error('the editor is not there'));
    };
    script.onerror = () => reject(new Error('the editor cannot be loaded'));
    document.head.append(script);
  });
  return loading;
}

/** Loads what comes with the editor, where the page can do without. */
export function loadRest(): void {
  loadEditor().catch(() => undefined);
}
