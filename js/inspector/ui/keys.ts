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
  const fields = [...document.querySelectorAll<HTMLElement>('.report [data-field]')];
  if (fields.length === 0) return;
  const now = fields.findIndex(({ dataset }) => dataset.field === selection.value.fields[0]);
  const element = fields[(now + by + fields.length) % fields.length];
  const path = element?.dataset.field;
  if (path === undefined) return;
  selection.value = { fields: [path], from: 'report' };
  element?.scrollIntoView({ block: 'nearest' });
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
