/** Quantities for people. */

import type { Language } from '../core/report';

export function moment(iso: string | undefined, language: Language): string {
  const time = iso === undefined ? Number.NaN : Date.parse(iso);
  if (Number.isNaN(time)) return iso ?? '';
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(
    time,
  );
}

export function count(value: number, language: Language): string {
  return new Intl.NumberFormat(language).format(value);
}
