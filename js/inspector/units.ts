/** Quantities for people. */

import type { Language } from '../core/report';

/** The zone of times: that of the machine, or UTC. */
export type Zone = 'local' | 'utc';

const formats = new Map<string, Intl.DateTimeFormat>();

/** A time with its zone; what is not a time stays as it is. */
export function moment(iso: string | undefined, language: Language, zone: Zone): string {
  const time = iso === undefined ? Number.NaN : Date.parse(iso);
  if (Number.isNaN(time)) return iso ?? '';
  const key = language + zone;
  let format = formats.get(key);
  if (format === undefined) {
    const utc = zone === 'utc' ? { timeZone: 'UTC' } : {};
    const styles = { dateStyle: 'medium', timeStyle: 'long', hourCycle: 'h23', ...utc } as const;
    format = new Intl.DateTimeFormat(language, styles);
    formats.set(key, format);
  }
  return format.format(time);
}

/** From one time to another, ms since 1970, to the minute; the same twice is one time. */
export function period(from: number, to: number, language: Language, zone: Zone): string {
  const key = `${language}${zone} period`;
  let format = formats.get(key);
  if (format === undefined) {
    const utc = zone === 'utc' ? { timeZone: 'UTC' } : {};
    const styles = { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23', ...utc } as const;
    format = new Intl.DateTimeFormat(language, styles);
    formats.set(key, format);
  }
  return format.formatRange(from, to);
}

export function count(value: number, language: Language): string {
  return new Intl.NumberFormat(language).format(value);
}

/** A number with at most one digit behind the point: `12.3×`. */
export function times(value: number, language: Language): string {
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)}×`;
}

/** From a number up to 100: `98%`. */
export function percentOf(value: number, language: Language): string {
  return share(Math.floor(value) / 100, language);
}

/** A part of something; what is more than ten times of it is not said in percent: `98%`, `0.4%`, `45×`. */
export function share(part: number, language: Language): string {
  if (part >= 10) return times(part, language);
  const digits = part < 0.01 ? 2 : part < 0.1 ? 1 : 0;
  const format = { style: 'percent', maximumFractionDigits: digits } as const;
  return new Intl.NumberFormat(language, format).format(part);
}

const UNITS = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** How far a time is from now: `2 days ago`, `in 3 hours`. */
export function distance(iso: string, now: number, language: Language): string {
  const seconds = (Date.parse(iso) - now) / 1000;
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  const format = new Intl.RelativeTimeFormat(language);
  return format.format(Math.trunc(seconds / length), unit);
}
