/** All sentences of the command line, from the file that the build makes of `table.ts`. */

import { PKG } from '../core';
import { readPacked } from '../packed';
import type { Translations } from './table';

export function readTranslations(): Translations {
  return JSON.parse(readPacked(PKG, 'translations.json'));
}
