/** Where fields of the shown report are from: asked of a worker that waits for the next event. */

import { effect, signal } from '@preact/signals';
import { Client } from '../archive/client';
import { core, result, source, which } from '../state/event';
import type { Origin, Traced } from './trace';

export const origins = signal<readonly Origin[] | undefined>(undefined);
export const state = signal<'busy' | 'done' | 'too large'>('done');

let worker: Client | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

effect(() => {
  const inspector = core.value;
  const { bytes } = source.value;
  const place = which.value;
  clearTimeout(timer);
  origins.value = undefined;
  if (inspector === undefined || bytes.length === 0 || result.peek()?.report === undefined) {
    state.value = 'done';
    return;
  }
  state.value = 'busy';
  // Who is writing is waited for.
  timer = setTimeout(async () => {
    worker ??= new Client();
    const question = { core: inspector.module, bytes, which: place };
    const traced = await worker.ask<Traced>('trace', question).catch(() => undefined);
    if (source.peek().bytes !== bytes || which.peek() !== place) return;
    origins.value = traced;
    state.value = traced === undefined ? 'too large' : 'done';
  }, 150);
});
