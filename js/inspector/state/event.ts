/** The event that is looked at, and what the core says of it. */

import { batch, computed, signal } from '@preact/signals';
import type { Language } from '../../core/report';
import { VERDICTS } from '../../core/verdicts';
import { decode, encode, type InspectorCore, type Result } from '../core';
import { LINKED } from './place';
import { selection } from './selection';
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

/** Which of some notifications is the worst: one that cannot be read, or the one with the worst verdict. */
export function worstOf(results: readonly Result[]): number {
  const ranks = results.map(({ report }) => (report ? VERDICTS.indexOf(report.verdict) : -1));
  return Math.max(0, ranks.indexOf(Math.min(...ranks)));
}

/** Why the event of the address is not shown; undefined: it is, or there is none. */
export const badLink = signal<'broken' | 'too large' | undefined>(undefined);

/** The language of the results; of a large event it follows that of the page after a moment. */
export const resultLanguage = signal<Language>(language.peek());

export const results = computed<Result[]>(() => {
  const { bytes } = source.value;
  return core.value?.parse(bytes, resultLanguage.value) ?? [];
});
export const result = computed<Result | undefined>(
  () => results.value[which.value] ?? results.value[0],
);

export interface ShowOptions {
  origin?: SourceOrigin | undefined;
  /** What became of the event before it was left. */
  edited?: Uint8Array | undefined;
  /** Which of its notifications; the worst one unless given. */
  which?: number | undefined;
}

/** Shows an event. */
export function show(
  name: string,
  bytes: Uint8Array,
  { origin, edited = bytes, which: wanted }: ShowOptions = {},
): void {
  batch(() => {
    badLink.value = undefined;
    const original = decode(bytes);
    const text = edited === bytes ? original : decode(edited);
    opening.value++;
    selection.value = { fields: [], from: 'report' };
    source.value = { name, bytes: edited, text, original, ...(origin && { origin }) };
    which.value = wanted ?? worstOf(results.value);
  });
}

/** Shows nothing but why the event of the address cannot be shown. */
export function refuseLink(why: 'broken' | 'too large'): void {
  batch(() => {
    show(LINKED, new Uint8Array());
    badLink.value = why;
  });
}

/** Takes what was written into the text of the event. */
export function edit(text: string): void {
  if (text === source.value.text) return;
  badLink.value = undefined;
  source.value = { ...source.value, bytes: encode(text), text };
}
