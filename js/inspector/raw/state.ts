/** What the text of the event is asked to do. */

import { signal } from '@preact/signals';
import { rawShown } from '../state/view';

/** A place to go to; a new object every time. */
export const target = signal<{ offset: number } | undefined>(undefined);
export const wrapLines = signal(true);

export function jump(offset: number): void {
  rawShown.value = true;
  target.value = { offset };
}
