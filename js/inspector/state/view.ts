/** What is on the screen. */

import { signal } from '@preact/signals';

export type View = 'report' | 'plan' | 'compare';
export type Dialog = 'samples' | 'paste' | 'export' | 'keys' | undefined;

export const view = signal<View>('report');
export const dialog = signal<Dialog>(undefined);
/** On narrow screens the text of the event is behind a tab. */
export const rawShown = signal(false);
/** Shown for a moment, and read out by screen readers. */
export const notice = signal('');

let timer: ReturnType<typeof setTimeout> | undefined;

export function say(text: string): void {
  notice.value = text;
  clearTimeout(timer);
  timer = setTimeout(() => {
    notice.value = '';
  }, 4000);
}
