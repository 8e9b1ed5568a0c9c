/** Times and how long things took, as the core writes them in messages. */

/** A time in the media, or its length, in seconds, as players show it: `0:12`, `1:02:03`. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const rest = two(whole % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** Hours, minutes, seconds; with spaces at which no line is broken. */
const UNITS = {
  zh: ['\u00a0小时\u00a0', '\u00a0分\u00a0', '\u00a0秒'],
  en: ['\u00a0h\u00a0', '\u00a0min\u00a0', '\u00a0s'],
  ja: ['時間', '分', '秒'],
  ko: ['시간\u00a0', '분\u00a0', '초'],
} as const;

/** How long something took, from seconds: `1 h 2 min 3 s`. */
export function span(seconds: number, language: keyof typeof UNITS): string {
  const whole = Math.floor(seconds);
  const [hour, minute, second] = UNITS[language];
  const hours = whole >= 3600 ? `${Math.floor(whole / 3600)}${hour}` : '';
  const minutes = whole >= 60 ? `${Math.floor(whole / 60) % 60}${minute}` : '';
  return `${hours}${minutes}${whole % 60}${second}`;
}
