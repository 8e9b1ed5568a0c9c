/**
 * What is loaded behind the first picture: what the core says in English, in other languages; Markdown; and the editor for the text of
 * an event, CodeMirror, in a shadow root so that its styles need no exception of the policy.
 */

import archive from 'virtual:archive-worker';
import background from 'virtual:background-worker';
import moreSamples from 'virtual:more-samples';
import translations from 'virtual:translations';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import {
  bracketMatching,
  ensureSyntaxTree,
  foldGutter,
  foldKeymap,
  HighlightStyle,
  syntaxHighlighting,
  syntaxTree,
} from '@codemirror/language';
import {
  closeSearchPanel,
  highlightSelectionMatches,
  openSearchPanel,
  search,
  searchKeymap,
  searchPanelOpen,
} from '@codemirror/search';
import {
  Compartment,
  EditorState,
  type Extension,
  StateEffect,
  StateField,
} from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import {
  applyEdits,
  format as edits,
  type ParseError,
  parse,
  printParseErrorCode,
} from 'jsonc-parser';
import schema from '../../schema/options.schema.json';
import { translatorOf } from '../display/translation';
import type { Editor, EditorOptions, Later, Mark } from './editor-face';
import { eventsIn } from './input/found';
import { ARCHIVE } from './lang/archive';
import { codeName, scaleOf } from './lang/codes';
import { DEFAULTS, EDITOR, KEY_NAMES, OPTIONS, SYNTAX } from './lang/later';
import { PLAN } from './lang/plan';
import { drawMarkdown } from './markdown';

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
  '.cm-panel.cm-search': {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '6px',
    alignItems: 'center',
    padding: '8px 36px 8px 10px',
    fontFamily: 'var(--sans)',
  },
  '.cm-panel.cm-search br': { display: 'none' },
  '.cm-panel.cm-search label': {
    display: 'inline-flex',
    gap: '5px',
    alignItems: 'center',
    margin: 0,
    fontSize: '0.8125rem',
  },
  '.cm-panel.cm-search input[type=checkbox]': { margin: 0, accentColor: 'var(--accent)' },
  '.cm-panel.cm-search [name=close]': {
    top: '6px',
    right: '6px',
    width: '28px',
    height: '28px',
    padding: 0,
    fontSize: '1.25rem',
    color: 'var(--ink)',
    cursor: 'pointer',
  },
  '.cm-panel :focus-visible': { outline: '2px solid var(--focus)', outlineOffset: '1px' },
  '.cm-button': {
    backgroundImage: 'none',
    backgroundColor: 'var(--panel-2)',
    color: 'var(--ink)',
    border: '1px solid var(--edge)',
    borderRadius: '6px',
    margin: 0,
    padding: '2px 10px',
    minHeight: '28px',
    fontSize: '0.8125rem',
    cursor: 'pointer',
  },
  '.cm-textfield': {
    flex: '1 1 120px',
    maxWidth: '220px',
    minHeight: '28px',
    margin: 0,
    padding: '2px 8px',
    borderRadius: '6px',
    fontSize: '0.8125rem',
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

function create({ parent, text, label, language, onChange, onCursor }: EditorOptions): Editor {
  const root = parent.shadowRoot ?? parent.attachShadow({ mode: 'open' });
  const wrap = new Compartment();
  const labels = new Compartment();
  const past = new Compartment();
  const named = (name: string) =>
    EditorView.contentAttributes.of({ 'aria-label': name, tabindex: '0' });
  // Other phrases would make the editor forget how lines were measured: a line of megabytes would be drawn whole.
  let spoken = language;
  const words: Record<string, string> = {};
  for (const phrase of Object.keys(EDITOR.en)) {
    Object.defineProperty(words, phrase, { get: () => EDITOR[spoken][phrase] });
  }
  // A change that the page makes is not reported back to it.
  let isOwn = false;
  const extensions: Extension = [
    lineNumbers(),
    foldGutter(),
    past.of(history()),
    drawSelection(),
    highlightSpecialChars(),
    bracketMatching(),
    highlightSelectionMatches(),
    search({ top: true }),
    json(),
    syntaxHighlighting(colours),
    look,
    marks,
    wrap.of(EditorView.lineWrapping),
    labels.of(named(label)),
    EditorState.phrases.of(words),
    keymap.of([...searchKeymap, ...foldKeymap, ...historyKeymap, ...defaultKeymap]),
    // The browser would put a style on what is typed over several lines, which the policy of the page refuses.
    EditorView.domEventHandlers({
      beforeinput(event, on) {
        const { empty } = on.state.selection.main;
        if (empty || event.inputType !== 'insertText' || event.data === null) return false;
        event.preventDefault();
        on.dispatch(on.state.replaceSelection(event.data), { userEvent: 'input.type' });
        return true;
      },
    }),
    EditorView.updateListener.of((update) => {
      if (isOwn) return;
      if (update.docChanged) onChange(update.state.doc.toString());
      else if (update.selectionSet) onCursor(update.state.selection.main.head);
    }),
  ];
  const view = new EditorView({ root, parent: root, state: EditorState.create({ extensions }) });
  const quietly = (action: () => void) => {
    isOwn = true;
    action();
    isOwn = false;
  };
  const setText: Editor['setText'] = (next, isOther) =>
    quietly(() => {
      if (next !== view.state.doc.toString()) {
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
      }
      if (!isOther) return;
      // A state of its own would forget how lines were measured: a line of megabytes would be drawn whole.
      view.dispatch({ effects: past.reconfigure([]) });
      view.dispatch({ effects: past.reconfigure(history()) });
    });
  setText(text, true);
  return {
    setText,
    setMarks: (list) => quietly(() => view.dispatch({ effects: setMarks.of(list) })),
    setWrap: (isWrapped) =>
      view.dispatch({ effects: wrap.reconfigure(isWrapped ? EditorView.lineWrapping : []) }),
    setLabel: (name) => view.dispatch({ effects: labels.reconfigure(named(name)) }),
    setLanguage: (next) => {
      spoken = next;
      if (!searchPanelOpen(view.state)) return;
      closeSearchPanel(view);
      openSearchPanel(view);
    },
    path: () => pathAt(view.state, view.state.selection.main.head),
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

type SyntaxNode = ReturnType<ReturnType<typeof syntaxTree>['resolveInner']>;

/** The path of the value at a place; empty if there is none. */
function pathAt(state: EditorState, offset: number): string {
  let node: SyntaxNode | null = (
    ensureSyntaxTree(state, offset, 100) ?? syntaxTree(state)
  ).resolveInner(offset, -1);
  let path = '';
  for (; node !== null; node = node.parent) {
    const { parent } = node;
    if (node.name === 'Property') {
      const name = node.getChild('PropertyName');
      const text = name === null ? '""' : state.sliceDoc(name.from, name.to);
      path = (IDENTIFIER.exec(text)?.[1] ?? `[${text}]`) + joined(path);
    } else if (parent?.name === 'Array' && node.name.length > 1) {
      let index = 0;
      for (let before = node.prevSibling; before !== null; before = before.prevSibling) {
        if (before.name.length > 1) index++;
      }
      path = `[${index}]${joined(path)}`;
    }
  }
  return path;
}

/** A name that needs no quotes. */
const IDENTIFIER = /^"([A-Za-z_$][\w$]*)"$/;

const joined = (path: string) => (path === '' || path.startsWith('[') ? path : `.${path}`);

globalThis.mpsInspectorEditor = create;
/** Indents it, and changes no value: large numbers keep all their digits. */
const format: Later['format'] = (text, language) => {
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [error] = errors;
  if (error !== undefined) {
    const reason = SYNTAX[language][printParseErrorCode(error.error)] ?? '';
    return { offset: error.offset, reason };
  }
  const options = { tabSize: 2, insertSpaces: true, eol: '\n' };
  return applyEdits(text, edits(text, undefined, options));
};

interface Described {
  description?: string;
  properties?: Record<string, Described>;
  items?: Described;
}

/** What the schema says of an option such as `notify.kind`. */
function described(name: string): string | undefined {
  let option: Described | undefined = schema as unknown as Described;
  for (const part of name.split('.')) option = (option?.items ?? option)?.properties?.[part];
  return option?.description;
}

globalThis.mpsInspectorLater = {
  codeName,
  scaleOf,
  keyName: (name, language) => KEY_NAMES[language][name] ?? name,
  translate: translatorOf(() => JSON.parse(translations)),
  archiveWords: ARCHIVE,
  planWords: PLAN,
  optionsSchema: schema,
  optionHelp: (name, language) => (language === 'en' ? described(name) : OPTIONS[language][name]),
  optionDefault: (text, language) =>
    (language === 'en' ? undefined : DEFAULTS[language][text]) ?? text,
  format,
  eventsIn,
  background,
  archive,
  samples: moreSamples,
  markdown: (text) =>
    drawMarkdown(text, (code) => {
      const formatted = format(code, 'en');
      return typeof formatted === 'string' ? formatted : undefined;
    }),
};
