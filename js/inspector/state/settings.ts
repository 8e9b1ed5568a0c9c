/** What the reader has chosen; kept where the browser allows it. */

import { effect, signal } from '@preact/signals';
import type { Language } from '../../core/report';
import { LANGUAGES } from '../lang/names';
import type { Zone } from '../units';

export type Theme = 'auto' | 'light' | 'dark';

function stored(name: string): string | null {
  try {
    return localStorage.getItem(`mps-inspector.${name}`);
  } catch {
    return null;
  }
}

function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`mps-inspector.${name}`, value);
  } catch {
    // A page from a file may have no storage: then it is for this visit.
  }
}

function preferred(): Language {
  const wanted = [stored('lang') ?? '', ...navigator.languages].map((tag) => tag.slice(0, 2));
  return wanted.find((tag): tag is Language => tag in LANGUAGES) ?? 'en';
}

export const language = signal<Language>(preferred());
/** The zone of all times. */
export const zone = signal<Zone>(stored('zone') === 'utc' ? 'utc' : 'local');
export const theme = signal<Theme>((stored('theme') as Theme | null) ?? 'auto');
/** Whether single letters do something. */
export const shortcuts = signal(stored('shortcuts') !== 'off');

effect(() => {
  document.documentElement.lang = language.value === 'zh' ? 'zh-Hans' : language.value;
  keep('lang', language.value);
});
effect(() => {
  document.documentElement.dataset.theme = theme.value;
  keep('theme', theme.value);
});
effect(() => keep('zone', zone.value));
effect(() => keep('shortcuts', shortcuts.value ? 'on' : 'off'));
