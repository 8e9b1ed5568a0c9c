/** The editor for the text of an event: CodeMirror, in a shadow root so that its styles need no exception of the policy. */

import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  HighlightStyle,
  syntaxHighlighting,
} from '@codemirror/language';
import {
  highlightSelectionMatches,
  openSearchPanel,
  search,
  searchKeymap,
} from '@codemirror/search';
import { Compartment, EditorState, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { Editor, EditorOptions, Mark } from './editor-face';

const setMarks = StateEffect.define<readonly Mark[]>();

const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(set, transaction) {
    let next = set.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(setMarks)) next = decorations(effect.value, transaction.state.doc.length);
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function decorations(list: readonly Mark[], length: number): DecorationSet {
  const ranges = list
    .map((mark) => ({ ...mark, to: Math.min(mark.to, length) }))
    .filter(({ from, to }) => from < to)
    .map(({ from, to, kind, message }) =>
      Decoration.mark({
        class: `cm-${kind}`,
        ...(message !== undefined && { attributes: { title: message } }),
      }).range(from, to),
    );
  return Decoration.set(ranges, true);
}

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--code-name)' },
  { tag: tags.string, color: 'var(--code-string)' },
  { tag: tags.number, color: 'var(--code-number)' },
  { tag: [tags.bool, tags.null], color: 'var(--code-word)' },
  { tag: tags.punctuation, color: 'var(--ink-2)' },
]);

const look = EditorView.theme({
  '&': {
    height: '100%',
    color: 'var(--ink)',
    backgroundColor: 'transparent',
    fontSize: '0.8125rem',
  },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.6' },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--ink-2)', border: 'none' },
  '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': {
    background: 'var(--select) !important',
  },
  '.cm-lit': {
    backgroundColor: 'var(--lit)',
    outline: '1px solid var(--lit-edge)',
    borderRadius: '2px',
  },
  '.cm-error': {
    textDecoration: 'underline wavy var(--failure)',
    backgroundColor: 'var(--failure-soft)',
  },
  '.cm-panels': {
    backgroundColor: 'var(--panel)',
    color: 'var(--ink)',
    borderColor: 'var(--line)',
  },
  '.cm-panel.cm-search': { fontFamily: 'var(--sans)' },
  '.cm-button': {
    backgroundImage: 'none',
    backgroundColor: 'var(--panel-2)',
    color: 'var(--ink)',
    border: '1px solid var(--edge)',
  },
  '.cm-textfield': {
    backgroundColor: 'var(--ground)',
    color: 'var(--ink)',
    border: '1px solid var(--edge)',
  },
  '.cm-foldPlaceholder': {
    backgroundColor: 'var(--panel-2)',
    color: 'var(--ink)',
    border: '1px solid var(--line)',
  },
  '.cm-searchMatch': { backgroundColor: 'var(--select)' },
});

function create({ parent, text, label, onChange, onCursor }: EditorOptions): Editor {
  const root = parent.shadowRoot ?? parent.attachShadow({ mode: 'open' });
  const wrap = new Compartment();
  const labels = new Compartment();
  const named = (name: string) =>
    EditorView.contentAttributes.of({ 'aria-label': name, tabindex: '0' });
  // A change that the page makes is not reported back to it.
  let isOwn = false;
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        foldGutter(),
        history(),
        drawSelection(),
        bracketMatching(),
        highlightSelectionMatches(),
        search({ top: true }),
        json(),
        syntaxHighlighting(colours),
        look,
        marks,
        wrap.of(EditorView.lineWrapping),
        labels.of(named(label)),
        keymap.of([...searchKeymap, ...foldKeymap, ...historyKeymap, ...defaultKeymap]),
        EditorView.updateListener.of((update) => {
          if (isOwn) return;
          if (update.docChanged) onChange(update.state.doc.toString());
          else if (update.selectionSet) onCursor(update.state.selection.main.head);
        }),
      ],
    }),
  });
  const quietly = (action: () => void) => {
    isOwn = true;
    action();
    isOwn = false;
  };
  return {
    setText: (next) =>
      quietly(() => {
        if (next === view.state.doc.toString()) return;
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
      }),
    setMarks: (list) => quietly(() => view.dispatch({ effects: setMarks.of(list) })),
    setWrap: (isWrapped) =>
      view.dispatch({ effects: wrap.reconfigure(isWrapped ? EditorView.lineWrapping : []) }),
    setLabel: (name) => view.dispatch({ effects: labels.reconfigure(named(name)) }),
    reveal: (offset, focus) =>
      quietly(() => {
        const at = Math.min(offset, view.state.doc.length);
        view.dispatch({ effects: EditorView.scrollIntoView(at, { y: 'center' }) });
        if (!focus) return;
        view.dispatch({ selection: { anchor: at } });
        view.focus();
      }),
    search: () => openSearchPanel(view),
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}

globalThis.mpsInspectorEditor = create;
