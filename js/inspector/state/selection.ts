/** Which fields of the report are lit up, and why. */

import { signal } from '@preact/signals';

export interface Selection {
  /** Paths in the report, such as `tasks[0].outputs[1].size`. */
  fields: readonly string[];
  /** Where they were selected: that place does not move. */
  from: 'report' | 'raw';
}

export const selection = signal<Selection>({ fields: [], from: 'report' });

/** Attributes of an element that shows a field of the report. */
export function field(path: string) {
  return { 'data-field': path };
}
