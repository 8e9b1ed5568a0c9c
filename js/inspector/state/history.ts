/**
 * The way back: each event, archive, view and opened row is a place in the browser's history.
 *
 * The history holds numbers and filters. What was opened stays in this page: files are only pointers.
 */

import { batch, effect, signal, untracked } from '@preact/signals';
import type { Filter, NamedFile, Order } from '../archive/protocol';
import {
  chosen,
  client,
  closeArchive,
  closeRow,
  filter,
  openArchive,
  opened,
  openRow,
  order,
  returnTo,
} from '../archive/state';
import { type SourceOrigin, show, source, which } from './event';
import { type View, view } from './view';

/** What was opened. */
type Visit =
  | { files: readonly NamedFile[] }
  | { name: string; bytes: Uint8Array; origin?: SourceOrigin; edited?: Uint8Array; which?: number };

interface Place {
  visit: number;
  view: View;
  /** Whether it is an archive, and not closed. */
  isList: boolean;
  /** The row of an archive that is open. */
  opened: number | undefined;
  chosen: number;
  filter: Filter;
  order: Order;
}

/** The most of what was opened that is kept. */
const MOST = 30;
const visits = new Map<number, Visit>();
/** Which of them is looked at; 0: none. */
const current = signal(0);
let last = 0;

/** Opens one event. */
export function openEvent(name: string, bytes: Uint8Array, origin?: SourceOrigin): void {
  enter({ name, bytes, ...(origin && { origin }) });
}

/** Opens many events. */
export function openFiles(files: readonly NamedFile[]): void {
  enter({ files });
}

function enter(visit: Visit): void {
  keepEdited();
  visits.set(++last, visit);
  visits.delete(last - MOST);
  batch(() => {
    enact(visit);
    current.value = last;
  });
}

function enact(visit: Visit): void {
  if ('files' in visit) {
    openArchive(visit.files);
    return;
  }
  closeArchive();
  show(visit.name, visit.bytes, visit);
}

/** An event is found again as it was left. */
function keepEdited(): void {
  const visit = visits.get(current.peek());
  if (visit === undefined || !('bytes' in visit)) return;
  visit.edited = source.peek().bytes;
  visit.which = which.peek();
}

/** Keeps the browser's history, and follows it. */
export function followHistory(): void {
  effect(() => {
    const [visit, name, row, isList] = [
      current.value,
      view.value,
      opened.value,
      client.value !== undefined,
    ];
    const [by, how] = [filter.value, order.value];
    untracked(() => {
      if (visit === 0 || isRestoring) return;
      const before = history.state as Place | null;
      const now: Place = {
        visit,
        view: name,
        isList,
        opened: row,
        chosen: chosen.peek(),
        filter: by,
        order: how,
      };
      const isElsewhere =
        before?.visit !== visit ||
        before.view !== name ||
        before.isList !== isList ||
        // Going from one row to the next does not add a step.
        (isList && (before.opened === undefined) !== (row === undefined));
      // A link that was followed is a step already.
      if (before !== null && isElsewhere) {
        // The way back leads to the row that was left.
        if (before.visit === visit) history.replaceState({ ...before, chosen: now.chosen }, '');
        history.pushState(now, '');
      } else history.replaceState(now, '');
    });
  });
  addEventListener('popstate', ({ state }) => {
    if (state === null) return;
    isRestoring = true;
    restore(state as Place).finally(() => {
      isRestoring = false;
    });
  });
}

/** Whether what changes is the way back, and no further step. */
let isRestoring = false;

async function restore(place: Place): Promise<void> {
  const visit = visits.get(place.visit);
  if (visit === undefined) return;
  const isSame = place.visit === current.peek();
  const isOpen = isSame && place.isList === (client.peek() !== undefined);
  if (!isOpen) {
    keepEdited();
    if ('files' in visit && !place.isList) closeArchive();
    else enact(visit);
  }
  filter.value = place.filter;
  order.value = place.order;
  if (client.peek() !== undefined) {
    if (place.opened !== undefined && isOpen) await openRow(place.opened);
    else closeRow();
    chosen.value = place.chosen;
    // Rows of an archive that is read anew are not there yet: its list is.
    if (!isOpen) returnTo(place.opened ?? place.chosen, place.opened !== undefined);
  }
  current.value = place.visit;
  view.value = place.view;
}
