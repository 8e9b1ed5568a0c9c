/** What single keys do; none of them while something is written, and none at all if the reader wants so. */

import { closeRow, goTo, openExport, openNext } from '../archive/state';
import { editor } from '../raw/Raw';
import { step } from '../report/ReportView';
import { selection } from '../state/selection';
import { shortcuts, theme } from '../state/settings';
import { dialog, rawShown } from '../state/view';

export const KEYS = {
  open: 'o',
  paste: 'p',
  samples: 's',
  export: 'e',
  report: '1',
  plan: '2',
  compare: '3',
  raw: 'r',
  search: '/',
  next: 'j',
  previous: 'k',
  field: 'f',
  theme: 't',
  keys: '?',
  pick: '␣',
  back: 'Esc',
} as const;

type Action = Exclude<keyof typeof KEYS, 'back' | 'pick'>;

const ACTIONS: Record<Action, (event: KeyboardEvent) => unknown> = {
  open: () => document.getElementById('open-files')?.click(),
  paste: () => {
    dialog.value = 'paste';
  },
  samples: () => {
    dialog.value = 'samples';
  },
  export: () => openExport(),
  keys: () => {
    dialog.value = 'keys';
  },
  report: () => goTo('report'),
  plan: () => goTo('plan'),
  compare: () => goTo('compare'),
  raw: () => {
    rawShown.value = true;
    setTimeout(() => editor?.focus());
  },
  search: () => {
    const field = document.getElementById('archive-search');
    if (field) field.focus();
    else editor?.search();
  },
  next: () => move(1),
  previous: () => move(-1),
  field: (event) => nextField(event.shiftKey ? -1 : 1),
  theme: () => {
    theme.value = theme.value === 'dark' ? 'light' : 'dark';
  },
};

function move(by: number): void {
  if (!openNext(by)) step(by);
}

/** Goes through the fields of the report; where each is from lights up. */
function nextField(by: number): void {
  // A field that stands in several places is passed once.
  const fields = new Map<string, HTMLElement>();
  for (const element of document.querySelectorAll<HTMLElement>('.report [data-field]')) {
    const path = element.dataset.field ?? '';
    if (!fields.has(path) && element.getClientRects().length > 0) fields.set(path, element);
  }
  const paths = [...fields.keys()];
  const now = paths.indexOf(selection.value.fields[0] ?? '');
  const path =
    paths[now < 0 && by < 0 ? paths.length - 1 : (now + by + paths.length) % paths.length];
  const element = fields.get(path ?? '');
  if (path === undefined || element === undefined) return;
  selection.value = { fields: [path], from: 'report' };
  // Screen readers read it, and Tab goes on from there.
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'nearest' });
}

export function listen(): void {
  document.addEventListener('keydown', (event) => {
    const target = event.composedPath()[0] as HTMLElement;
    const isWriting =
      target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName ?? '');
    if (event.key === 'Escape') {
      if (isWriting && target.isContentEditable) document.getElementById('main')?.focus();
      else if (dialog.value === undefined) closeRow();
      return;
    }
    if (isWriting || !shortcuts.value || dialog.value !== undefined) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const found = (Object.keys(ACTIONS) as Action[]).find((name) => KEYS[name] === key);
    if (found === undefined) return;
    event.preventDefault();
    ACTIONS[found](event);
  });
}
