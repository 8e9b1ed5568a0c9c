/** Quantities for people. */

import type { Language } from '../core/report';

/** `33:27`, `1:02:03`; below a minute `12.5 s`. */
export function clock(seconds: number): string {
  if (seconds < 60) return `${Number(seconds.toFixed(1))} s`;
  const whole = Math.floor(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(whole % 60)}`
    : `${minutes}:${two(whole % 60)}`;
}

/** A moment in the media: `0:12`. */
export function offset(seconds: number): string {
  const whole = Math.floor(seconds);
  return seconds >= 3600
    ? clock(seconds)
    : `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

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
