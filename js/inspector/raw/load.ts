/** Loads the editor when it is first needed: a script beside the page, which works from a file, too. */

import { signal } from '@preact/signals';
import type { Editor, EditorOptions, Later } from '../editor-face';

/** What comes with the editor; undefined until it is loaded. */
export const later = signal<Later | undefined>(undefined);

let loading: Promise<(options: EditorOptions) => Editor> | undefined;

export function loadEditor(): Promise<(options: EditorOptions) => Editor> {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = 'editor.js';
    script.onload = () => {
      const create = globalThis.mpsInspectorEditor;
      later.value = globalThis.mpsInspectorLater;
      if (create) resolve(create);
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
