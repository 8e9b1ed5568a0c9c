/** The archive that is open. */

import { batch, computed, effect, signal } from '@preact/signals';
import type { Language } from '../../core/report';
import { other } from '../compare/state';
import { archiveWords } from '../lang/loaded';
import { loadEditor } from '../raw/load';
import { core, show } from '../state/event';
import { language } from '../state/settings';
import { dialog, say, type View, view } from '../state/view';
import { WorkerClient } from '../worker-client';
import {
  AS_READ,
  type Column,
  EVERYTHING,
  type Filter,
  type Happened,
  type ListForm,
  type NamedFile,
  type Opened,
  type Order,
  type Progress,
  type Row,
  type ToStore,
  type Totals,
} from './protocol';
import { termsOf } from './terms';

export const client = signal<WorkerClient<ToStore, Progress> | undefined>(undefined);
export const progress = signal<Progress | undefined>(undefined);
export const filter = signal<Filter>(EVERYTHING);
export const order = signal<Order>(AS_READ);
export const totals = signal<Totals | undefined>(undefined);
/** Which of the events that were found is open; undefined: the list is shown. */
export const opened = signal<number | undefined>(undefined);
/** What happened to the task of the event that is open. */
export const history = signal<readonly Happened[]>([]);
/** Whether the list is shown, and no event of it. */
export const isListing = computed(
  () => client.value !== undefined && opened.value === undefined && view.value === 'report',
);
/** The row that is chosen in the list. */
export const chosen = signal(0);
/** The rows that have been asked for, by where they are in what was found. */
export const rows = signal<ReadonlyMap<number, Row>>(new Map());

/** The rows that are chosen to be compared, by where they are in what was found; undefined: none are being chosen. */
export const picked = signal<readonly number[] | undefined>(undefined);

/** Which is to be open when it has come: keys are pressed faster than events are read. */
let wanted: number | undefined;
/** The row to go back to as soon as it has been read, of an archive that is read anew. */
let awaited: { index: number; isOpen: boolean } | undefined;
/** Counts how often a row was gone back to: the list shows it then. */
export const returns = signal(0);
/** Pages of rows that are on their way. */
const asked = new Set<string>();

export function openArchive(files: readonly NamedFile[]): void {
  const inspector = core.value;
  if (inspector === undefined) return;
  closeArchive();
  // Few people open one: its code comes with the editor.
  const code = loadEditor().then(({ later }) => later.archive);
  const worker = new WorkerClient<ToStore, Progress>(code);
  worker.onNews = (now) => {
    progress.value = now;
    count();
  };
  batch(() => {
    client.value = worker;
    filter.value = EVERYTHING;
    order.value = AS_READ;
    view.value = 'report';
  });
  const { module } = inspector;
  worker
    .tell({ ask: 'scan', core: module, files: [...files], language: language.peek() })
    .catch((error: Error) => say(error.message));
}

export function closeArchive(): void {
  client.peek()?.close();
  wanted = undefined;
  awaited = undefined;
  counted = undefined;
  batch(() => {
    client.value = undefined;
    progress.value = undefined;
    totals.value = undefined;
    opened.value = undefined;
    history.value = [];
    rows.value = new Map();
    chosen.value = 0;
    picked.value = undefined;
  });
}

/** What was asked for last; undefined: nothing of this archive yet. */
let counted: { filter: Filter; order: Order; language: Language } | undefined;

async function count(): Promise<void> {
  const worker = client.peek();
  const question = { filter: filter.peek(), order: order.peek() };
  const lang = language.peek();
  const terms = termsOf(question.filter.text);
  const found = await worker?.ask<Totals>('totals', { ...question, terms });
  if (worker !== client.peek() || found === undefined) return;
  const { filter: now, order: by } = question;
  // While it is read, rows come behind those that there are, unless they are in another order.
  const isSame = counted?.filter === now && counted.order === by;
  const isAsRead = by.by === 'read' && !by.byTask;
  // Explanations are in another language now.
  const isSaidAnew = isSame && counted?.language !== lang;
  const isAppended = isSame && isAsRead && !isSaidAnew;
  counted = { ...question, language: lang };
  batch(() => {
    totals.value = found;
    if (!isAppended) {
      rows.value = new Map();
      // What was chosen is elsewhere now.
      if (picked.peek() && !isSaidAnew) picked.value = [];
    }
    asked.clear();
    chosen.value = Math.max(0, Math.min(chosen.peek(), found.matching - 1));
  });
  // Rows that are ordered or filtered are not where they were before all are read.
  const isFinal =
    progress.peek()?.done === true || (isAsRead && Object.values(now).every((it) => it === ''));
  if (awaited === undefined || awaited.index >= found.matching || !isFinal) return;
  const { index, isOpen } = awaited;
  awaited = undefined;
  if (isOpen) {
    openRow(index);
    return;
  }
  chosen.value = index;
  returns.value++;
}

/** Goes back to a row of an archive that is read anew, unless somebody goes elsewhere before. */
export function returnTo(index: number, isOpen: boolean): void {
  awaited = { index, isOpen };
}

/** Somebody is on the way in the list. */
export function stay(): void {
  awaited = undefined;
}

effect(() => {
  void [order.value, language.value];
  if (filter.value && client.peek()) count();
});

export function setFilter(change: Partial<Filter>): void {
  awaited = undefined;
  filter.value = { ...filter.value, ...change };
}

/** Orders by a column; pressed again, the other way round. */
export function orderBy(by: Column): void {
  const now = order.peek();
  const isDown = now.by === by ? !now.isDown : by === 'time';
  order.value = { ...now, by, isDown };
}

/** What is listed, as a file. */
export async function exported(form: ListForm): Promise<Blob | undefined> {
  return client.peek()?.ask<Blob>('export', { form });
}

/** Chooses a row to be compared, or no longer; the second one is compared with the first. */
export async function pick(index: number): Promise<void> {
  const now = picked.peek() ?? [];
  picked.value = now.includes(index) ? now.filter((it) => it !== index) : [...now, index];
  const [first, second] = picked.value;
  if (first === undefined || second === undefined) return;
  const found = await client.peek()?.ask<Opened>('event', { index: second });
  if (found === undefined) return;
  other.value = { name: found.place, bytes: found.bytes, which: found.which };
  picked.value = undefined;
  await openRow(first, 'compare');
}

const PAGE = 100;
/** So many rows are printed. */
export const MOST_PRINTED = 1000;
/** So far from those that are seen, rows are kept. */
const NEAR = 2000;

/** Asks for the rows that are seen. */
export async function need(from: number, to: number): Promise<void> {
  const worker = client.peek();
  const generation = totals.peek();
  if (worker === undefined || generation === undefined) return;
  const first = Math.floor(from / PAGE) * PAGE;
  for (let page = first; page < Math.min(to, generation.matching); page += PAGE) {
    const key = `${page}`;
    const last = Math.min(page + PAGE, generation.matching) - 1;
    if ((rows.peek().has(page) && rows.peek().has(last)) || asked.has(key)) continue;
    asked.add(key);
    const got = await worker.ask<Row[]>('rows', {
      from: page,
      to: page + PAGE,
      language: language.peek(),
    });
    asked.delete(key);
    if (totals.peek() !== generation || got === undefined) return;
    const isKept = (at: number) => at < MOST_PRINTED || Math.abs(at - page) < NEAR;
    const next = new Map([...rows.peek()].filter(([at]) => isKept(at)));
    got.forEach((row, index) => {
      next.set(page + index, row);
    });
    rows.value = next;
  }
}

/** Opens a row, in a view. */
export async function openRow(index: number, as: View = 'report'): Promise<void> {
  wanted = index;
  awaited = undefined;
  const found = await client.peek()?.ask<Opened>('event', { index });
  if (found === undefined || wanted !== index) return;
  batch(() => {
    show(found.place, found.bytes, { which: found.which });
    opened.value = index;
    history.value = found.history;
    chosen.value = index;
    view.value = as;
  });
}

/** Changes the view. From a list, the other views are those of the row that is chosen. */
export async function goTo(next: View): Promise<void> {
  if (!isListing.peek() || next === 'report') view.value = next;
  else if (hasRows()) await openRow(chosen.peek(), next);
}

/** Exports what is looked at: of a list, the row that is chosen. */
export async function openExport(): Promise<void> {
  if (isListing.peek()) {
    if (!hasRows()) return;
    const index = chosen.peek();
    const found = await client.peek()?.ask<Opened>('event', { index });
    if (found === undefined || !isListing.peek() || chosen.peek() !== index) return;
    show(found.place, found.bytes, { which: found.which });
  }
  dialog.value = 'export';
}

/** Whether there is a row to act on; says if there is none. */
function hasRows(): boolean {
  const has = (totals.peek()?.matching ?? 0) > 0;
  const words = archiveWords.peek();
  if (!has && words) say(words.noMatch);
  return has;
}

/** Opens the event so many further on; false if none is open. */
export function openNext(by: number): boolean {
  if (wanted === undefined) return false;
  const to = wanted + by;
  if (to >= 0 && to < (totals.peek()?.matching ?? 0)) openRow(to, view.peek());
  return true;
}

/** Back to the list. */
export function closeRow(): void {
  wanted = undefined;
  awaited = undefined;
  batch(() => {
    opened.value = undefined;
    history.value = [];
    if (client.peek()) view.value = 'report';
  });
}
