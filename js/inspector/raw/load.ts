/** Loads the editor when it is first needed: a script beside the page, which works from a file, too. */

import type { Editor, EditorOptions } from '../editor-face';

let loading: Promise<(options: EditorOptions) => Editor> | undefined;

export function loadEditor(): Promise<(options: EditorOptions) => Editor> {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = 'editor.js';
    script.onload = () => {
      const create = globalThis.mpsInspectorEditor;
      if (create) resolve(create);
      else reject(new Error('the editor is not there'));
    };
    script.onerror = () => reject(new Error('the editor cannot be loaded'));
    document.head.append(script);
  });
  return loading;
}
