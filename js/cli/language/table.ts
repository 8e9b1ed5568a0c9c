/** All sentences of the command line. The bundle reads them from `translations.json` instead, when they are needed. */

import OF_CORE from '../../../src/error/translations.json';
import type { Table } from '../../display/translation';
import { HELP } from './help';
import { SENTENCES } from './sentences';

/** What `translations.json` holds. */
export interface Translations {
  /** What the core says; the inspector has it, too. */
  core: Table;
  /** What the command line says. */
  cli: Table;
}

export const TRANSLATIONS: Translations = {
  core: OF_CORE as unknown as Table,
  cli: { ...HELP, ...SENTENCES },
};

export function readTranslations(): Translations {
  return TRANSLATIONS;
}
