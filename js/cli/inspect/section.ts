/** What all parts of a view share. */

import type { Language } from '../../core/report';
import type { Colours } from '../terminal/colours';

export interface View {
  colours: Colours;
  /** Columns there are. */
  width: number;
  language: Language;
}

export function heading(
  word: string,
  count: number | undefined,
  { colours }: View,
  beside = '',
): string {
  const text = count === undefined ? word : `${word} (${count})`;
  return `\n${colours.bold(text)}${beside === '' ? '' : `  ${beside}`}\n`;
}
