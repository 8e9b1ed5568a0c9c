import { useSignalEffect } from '@preact/signals';
import { applyEdits, format as edits } from 'jsonc-parser';
import { useEffect, useRef } from 'preact/hooks';
import type { Editor, Mark } from '../editor-face';
import { words } from '../lang';
import { edit, result, source } from '../state/event';
import { selection } from '../state/selection';
import { Check } from '../ui/Check';
import { loadEditor } from './load';
import { origins, state } from './origins';
import { positionOf } from './position';
import { target, wrapLines } from './state';
import { fieldsAt, originOf } from './trace';

/** The text of the event beside its report. */
export let editor: Editor | undefined;

export function Raw() {
  const t = words.value;
  const host = useRef<HTMLDivElement>(null);
  const plain = useRef<HTMLPreElement>(null);

  useEffect(() => {
    let isGone = false;
    loadEditor().then((create) => {
      if (isGone || host.current === null) return;
      plain.current?.remove();
      editor = create({
        parent: host.current,
        text: source.peek().text,
        label: words.peek().raw,
        onChange: edit,
        onCursor: (offset) => {
          const fields = fieldsAt(origins.peek() ?? [], offset);
          selection.value = { fields, from: 'raw' };
        },
      });
      mark(editor);
    });
    return () => {
      isGone = true;
      editor?.destroy();
      editor = undefined;
    };
  }, []);

  useSignalEffect(() => {
    // Read before it is known whether there is an editor: only what is read is listened to.
    const { text } = source.value;
    editor?.setText(text);
  });
  useSignalEffect(() => {
    void [origins.value, selection.value, result.value];
    if (editor) mark(editor);
  });
  useSignalEffect(() => {
    const isWrapped = wrapLines.value;
    editor?.setWrap(isWrapped);
  });
  useSignalEffect(() => {
    const label = words.value.raw;
    editor?.setLabel(label);
  });
  useSignalEffect(() => {
    const to = target.value;
    if (to !== undefined) setTimeout(() => editor?.reveal(to.offset, true));
  });

  return (
    <section class="raw" id="raw" aria-labelledby="raw-title">
      <header>
        <h2 id="raw-title">{t.raw}</h2>
        <span class="name" title={source.value.name}>
          {source.value.name}
        </span>
        <button type="button" class="quiet" onClick={format}>
          {t.format}
        </button>
        <Check setting={wrapLines} label={t.wrap} />
      </header>
      <div class="code" ref={host}>
        <pre ref={plain}>{source.peek().text.slice(0, 100_000)}</pre>
      </div>
      <footer>
        {state.value === 'busy' ? t.tracing : state.value === 'too large' ? t.untraced : <Path />}
      </footer>
    </section>
  );
}

/** Where the field that was selected is from. */
function Path() {
  const { fields } = selection.value;
  const first = fields[0];
  const origin = first === undefined ? undefined : originOf(origins.value ?? [], first);
  return origin === undefined ? words.value.rawHint : <code>{origin.path}</code>;
}

function mark(on: Editor): void {
  const { fields, from } = selection.peek();
  const marks: Mark[] = [];
  const first = fields[0];
  if (from === 'report' && first !== undefined) {
    const origin = originOf(origins.peek() ?? [], first);
    if (origin !== undefined) {
      marks.push({ from: origin.start, to: origin.end, kind: 'lit' });
      on.reveal(origin.start, false);
    }
  }
  const error = result.peek()?.error;
  if (error?.offset !== undefined) {
    const { offset } = positionOf(source.peek(), error.offset);
    const { length } = source.peek().text;
    const start = Math.max(0, Math.min(offset, length - 1));
    marks.push({ from: start, to: start + 1, kind: 'error', message: error.message });
  }
  on.setMarks(marks);
}

/** Indents it, and changes no value: large numbers keep all their digits. */
export function format(): void {
  const { text } = source.value;
  const options = { tabSize: 2, insertSpaces: true, eol: '\n' };
  edit(applyEdits(text, edits(text, undefined, options)));
}
