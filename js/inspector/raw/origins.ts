/**
 * Where fields of the shown report are from: asked of a worker that waits for the next event. Of a large event it is not known
 * before somebody points at a field or a value.
 */

import { effect, signal } from '@preact/signals';
import type { ToBackground } from '../background-worker';
import { core, opening, result, results, source, which } from '../state/event';
import { selection } from '../state/selection';
import { WorkerClient } from '../worker-client';
import { later } from './load';
import { positionOf } from './position';
import type { Origin, Traced } from './trace';

/** Of all values; undefined while that is not known. */
export const origins = signal<readonly Origin[] | undefined>(undefined);
/** `seeking`: somebody waits for it. */
type State = 'busy' | 'seeking' | 'done' | 'on demand' | 'too large';
export const state = signal<State>('done');
/** What was found out on demand, last. */
export const found = signal<{ field: string; origin: Origin | undefined } | undefined>(undefined);

/** Where the notification that is shown stands among others in the text; undefined until that is known. */
export const place = signal<{ offset: number } | undefined>(undefined);

/** The fields that tell one notification from another, the best one first. */
const NAMES = ['task_id', 'session_id', 'input.uri', 'event_type'];
/** The notification whose place was looked for last. */
let placed = '';

/** One of its own: what it does may take long, and may be given up. */
let worker: WorkerClient<ToBackground> | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

effect(() => {
  const inspector = core.value;
  const code = later.value?.background;
  const { bytes } = source.value;
  const shown = which.value;
  clearTimeout(timer);
  origins.value = undefined;
  found.value = undefined;
  // Nobody waits for what it looks for in another event.
  if (state.peek() === 'busy' || isSeeking) worker = void worker?.close();
  isSeeking = false;
  const isRefused = result.peek()?.report === undefined;
  if (!inspector || code === undefined || bytes.length === 0 || isRefused) {
    state.value = 'done';
    if (isRefused) findPlace();
    return;
  }
  state.value = 'busy';
  // It waits until nobody writes.
  timer = setTimeout(async () => {
    worker ??= new WorkerClient(code);
    const question = { core: inspector.module, bytes, which: shown };
    const traced = await worker.ask<Traced>('trace', question).catch(() => undefined);
    if (source.peek().bytes !== bytes || which.peek() !== shown) return;
    if (typeof traced === 'object') origins.value = traced.origins;
    state.value = typeof traced === 'object' ? 'done' : (traced ?? 'too large');
    findPlace();
  }, 150);
});

/** Looks for it once for each notification of several: an edit of the text does not move the view. */
async function findPlace(): Promise<void> {
  const name = `${opening.peek()} ${which.peek()}`;
  const isCurrent = () => name === `${opening.peek()} ${which.peek()}`;
  if (placed === name) return;
  placed = name;
  place.value = undefined;
  if (results.peek().length < 2) return;
  const error = result.peek()?.error;
  if (error !== undefined) {
    if (error.offset !== undefined) place.value = positionOf(source.peek(), error.offset);
    return;
  }
  for (const field of NAMES) {
    const origin =
      originOf(field) ??
      (state.peek() === 'on demand'
        ? await worker?.ask<Origin, 'field'>('field', { field }).catch(() => undefined)
        : undefined);
    if (!isCurrent()) return;
    if (origin === undefined) continue;
    place.value = { offset: origin.start };
    return;
  }
}

/** The value a field is from: of those it depends on, the one on which the fewest do. */
export function originOf(field: string): Origin | undefined {
  const own = found.value;
  if (own?.field === field) return own.origin;
  const inside = (path: string) =>
    path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`);
  return origins.value
    ?.filter(({ fields }) => fields.some(inside))
    .sort((a, b) => a.fields.length - b.fields.length)[0];
}

/** Selects the fields that are from the value at a place of the text. */
export function pointAt(offset: number): void {
  const at = origins.peek()?.find(({ start, end }) => start <= offset && offset <= end);
  selection.value = { fields: at?.fields ?? [], from: 'raw' };
  if (state.peek() === 'on demand' || isSeeking) seek({ offset });
}

/** Of a large event, the field that was selected is looked for. */
effect(() => {
  const { fields, from } = selection.value;
  const [field] = fields;
  if (from !== 'report' || field === undefined || state.value !== 'on demand') return;
  if (found.peek()?.field !== field) seek({ field });
});

/** What is asked next: only the last of what is pointed at while the worker is busy. */
let next: { field: string } | { offset: number } | undefined;
let isSeeking = false;

async function seek(question: NonNullable<typeof next>): Promise<void> {
  next = question;
  if (isSeeking) return;
  const { bytes } = source.peek();
  const isCurrent = () => source.peek().bytes === bytes;
  isSeeking = true;
  state.value = 'seeking';
  while (next !== undefined && isCurrent()) {
    const now: typeof next = next;
    next = undefined;
    const origin = await ('field' in now
      ? worker?.ask<Origin, 'field'>('field', now)
      : worker?.ask<Origin, 'offset'>('offset', now)
    )?.catch(() => undefined);
    if (!isCurrent()) return;
    if (next !== undefined) continue;
    if ('field' in now) found.value = { field: now.field, origin };
    else selection.value = { fields: origin?.fields ?? [], from: 'raw' };
    state.value = 'on demand';
  }
  isSeeking = false;
}
