/** The event that is looked at, and what the core says of it. */

import { batch, computed, signal } from '@preact/signals';
import { decode, encode, type InspectorCore, type Result } from '../core';
import { language } from './settings';

export interface Source {
  /** Where it is from, for people. */
  name: string;
  bytes: Uint8Array;
  text: string;
  origin?: SourceOrigin;
  /** The text as it was opened. */
  original: string;
}

/** What is to be said of an event: that it is a sample, or that it was found in a text. */
export type SourceOrigin = 'sample' | 'found';

export const core = signal<InspectorCore | undefined>(undefined);
export const source = signal<Source>({
  name: '',
  bytes: new Uint8Array(),
  text: '',
  original: '',
});
/** Counts what was opened: an edit is not an opening. */
export const opening = signal(0);
/** Which of its notifications is shown. */
export const which = signal(0);

/** Why the event of the address is not shown; undefined: it is, or there is none. */
export const badLink = signal<'broken' | 'too large' | undefined>(undefined);

export const results = computed<Result[]>(() => {
  const { bytes } = source.value;
  return core.value?.parse(bytes, language.value) ?? [];
});
export const result = computed<Result | undefined>(
  () => results.value[which.value] ?? results.value[0],
);

/** Shows an event. `edited`: what became of it before it was left. */
export function show(
  name: string,
  bytes: Uint8Array,
  origin?: SourceOrigin,
  edited: Uint8Array = bytes,
): void {
  batch(() => {
    badLink.value = undefined;
    which.value = 0;
    const original = decode(bytes);
    const text = edited === bytes ? original : decode(edited);
    opening.value++;
    source.value = { name, bytes: edited, text, original, ...(origin && { origin }) };
  });
}

/** Shows nothing but why the event of the address cannot be shown. */
export function refuseLink(why: 'broken' | 'too large'): void {
  batch(() => {
    show('#', new Uint8Array());
    badLink.value = why;
  });
}

/** Takes what was written into the text of the event. */
export function edit(text: string): void {
  if (text === source.value.text) return;
  badLink.value = undefined;
  source.value = { ...source.value, bytes: encode(text), text };
}
