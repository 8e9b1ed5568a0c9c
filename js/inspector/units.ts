/** Quantities for people. */

import type { Language } from '../report';

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'];

/** `46.0 MB`; in steps of 1024, as consoles and the messages of bots show it. */
export function bytes(count: number): string {
  return scaled(count, 1024, UNITS);
}

/** `192 kbps`. */
export function bitsPerSecond(count: number): string {
  return scaled(count, 1000, ['bps', 'kbps', 'Mbps', 'Gbps']);
}

function scaled(count: number, base: number, units: readonly string[]): string {
  let rest = count;
  let unit = 0;
  while (rest >= base && unit < units.length - 1) {
    rest /= base;
    unit++;
  }
  const digits = unit === 0 || rest >= 100 ? 0 : 1;
  return `${rest.toFixed(digits)} ${units[unit]}`;
}

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
