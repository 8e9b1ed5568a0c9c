/** The event that is looked at, and what the core says of it. */

import { batch, computed, signal } from '@preact/signals';
import { decode, encode, type InspectorCore, type Result } from '../core';
import { language } from './settings';

export interface Source {
  /** Where it is from, for people. */
  name: string;
  bytes: Uint8Array;
  text: string;
}

export const core = signal<InspectorCore | undefined>(undefined);
export const source = signal<Source>({ name: '', bytes: new Uint8Array(), text: '' });
/** Which of its notifications is shown. */
export const which = signal(0);

export const results = computed<Result[]>(() => {
  const { bytes } = source.value;
  return core.value?.parse(bytes, language.value) ?? [];
});
export const result = computed<Result | undefined>(
  () => results.value[which.value] ?? results.value[0],
);

export function show(name: string, bytes: Uint8Array): void {
  batch(() => {
    which.value = 0;
    source.value = { name, bytes, text: decode(bytes) };
  });
}

/** Takes what was written into the text of the event. */
export function edit(text: string): void {
  if (text === source.value.text) return;
  source.value = { ...source.value, bytes: encode(text), text };
}
