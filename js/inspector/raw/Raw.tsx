import { signal, untracked, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Editor, Mark } from '../editor-face';
import { words } from '../lang';
import { edit, opening, result, source } from '../state/event';
import { placeName } from '../state/place';
import { selection } from '../state/selection';
import { language } from '../state/settings';
import { say } from '../state/view';
import { Check } from '../ui/Check';
import { Copy } from '../ui/Copy';
import { painted } from '../ui/painted';
import { later, loadEditor } from './load';
import { found, originOf, origins, place, pointAt, state } from './origins';
import { positionIn, positionOf } from './position';
import { jump, target, wrapLines } from './state';

/** Texts that are longer are read only when writing has stopped for a moment. */
const LARGE = 200_000;
const PAUSE = 300;
let writing: ReturnType<typeof setTimeout> | undefined;

function editSoon(text: string): void {
  clearTimeout(writing);
  const { value: now } = opening;
  if (text.length < LARGE) edit(text);
  else writing = setTimeout(() => now === opening.value && edit(text), PAUSE);
}

/** So much of the text is shown until the editor is there, characters. */
const FIRST_SEEN = 10_000;

/** The path of the value at the cursor. */
const cursorPath = signal('');

/** The text of the event beside its report. */
export let editor: Editor | undefined;

export function Raw() {
  const t = words.value;
  const host = useRef<HTMLDivElement>(null);
  const plain = useRef<HTMLPreElement>(null);
  const opened = useRef(opening.peek());

  useEffect(() => {
    let isGone = false;
    // The report is seen before the editor is made, which takes its time for a large text.
    loadEditor().then(async ({ create }) => {
      await painted();
      if (isGone || host.current === null) return;
      plain.current?.remove();
      editor = create({
        parent: host.current,
        text: source.peek().text,
        label: words.peek().raw,
        language: language.peek(),
        onChange: editSoon,
        onCursor: (offset) => {
          pointAt(offset);
          cursorPath.value = editor?.path() ?? '';
        },
      });
      mark(editor);
      if (place.peek()) editor.reveal(place.peek()?.offset ?? 0, false);
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
    const isOther = opening.value !== opened.current;
    opened.current = opening.value;
    if (isOther) cursorPath.value = '';
    editor?.setText(text, isOther);
    // Another event has no marks yet, whichever effect comes first.
    if (editor && isOther) mark(editor);
  });
  useSignalEffect(() => {
    const lang = language.value;
    editor?.setLanguage(lang);
  });
  useSignalEffect(() => {
    void [origins.value, found.value, selection.value, result.value];
    if (editor) mark(editor);
  });
  useSignalEffect(() => {
    const at = place.value;
    // Behind what else moves the text when another event is shown.
    if (at) setTimeout(() => editor?.reveal(at.offset, false));
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

  const isEdited = source.value.text !== source.value.original;
  const name = placeName(source.value.name, t);
  return (
    <section class="raw" id="raw" aria-labelledby="raw-title">
      <header>
        <h2 id="raw-title">{t.raw}</h2>
        <span class="name" title={name}>
          {name}
        </span>
        {isEdited && (
          <>
            <span class="tag">{t.edited}</span>
            <button
              type="button"
              class="quiet"
              onClick={() => {
                edit(source.peek().original);
                editor?.focus();
              }}
            >
              {t.revert}
            </button>
          </>
        )}
        <button type="button" class="quiet" onClick={format}>
          {t.format}
        </button>
        <Check setting={wrapLines} label={t.wrap} />
      </header>
      <div class="code" ref={host}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: WCAG 2.1.1 asks for it */}
        <pre ref={plain} tabIndex={0}>
          {source.peek().text.slice(0, FIRST_SEEN)}
        </pre>
      </div>
      {/* Nobody waits for it, unless somebody points at a field of a large event. */}
      <footer aria-busy={state.value === 'busy' || state.value === 'seeking'}>
        {state.value === 'seeking' ? (
          t.tracing
        ) : state.value === 'too large' ? (
          t.untraced
        ) : (
          <Path />
        )}
      </footer>
    </section>
  );
}

/** Where the field that was selected is from. */
function Path() {
  const t = words.value;
  const { fields, from } = selection.value;
  const first = fields[0];
  const origin = first === undefined ? undefined : originOf(first);
  // Inside of an envelope the origin knows more than the editor, which sees a text there.
  const path = origin?.path ?? (from === 'raw' ? cursorPath.value : '');
  if (path === '') return t.rawHint;
  return (
    <span class="path">
      <code>{path}</code> <Copy text={path} what={t.path} />
    </span>
  );
}

function mark(on: Editor): void {
  const { fields, from } = selection.peek();
  const marks: Mark[] = [];
  const first = fields[0];
  if (from === 'report' && first !== undefined) {
    const origin = untracked(() => originOf(first));
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

/** Indents it, and changes no value: large numbers keep all their digits. Of what is not JSON it says what is wrong. */
export function format(): void {
  const { text } = source.value;
  const formatted = later.peek()?.format(text, language.peek());
  if (formatted === undefined) return;
  if (typeof formatted === 'string') {
    edit(formatted);
    return;
  }
  const t = words.value;
  const { line, column } = positionIn(text, formatted.offset);
  say(`${t.notFormatted(t.at(line, column))} ${formatted.reason}`);
  jump(formatted.offset);
}
