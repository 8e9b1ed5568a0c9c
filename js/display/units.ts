/** Numbers as people read them. */

/** `1.9 GB`; in steps of 1024, as consoles and the messages of bots show it. */
export function bytes(size: number): string {
  return scaled(size, 1024, ['B', 'KB', 'MB', 'GB', 'TB']);
}

/** `2.4 Mbps` */
export function bitsPerSecond(bitrate: number): string {
  return scaled(bitrate, 1000, ['bps', 'Kbps', 'Mbps', 'Gbps']);
}

function scaled(number: number, step: number, units: readonly string[]): string {
  let scaled = number;
  let at = 0;
  while (scaled >= step - 0.5 && at < units.length - 1) {
    scaled /= step;
    at++;
  }
  const digits = at === 0 || scaled >= 99.95 ? 0 : 1;
  return `${scaled.toFixed(digits)} ${units[at]}`;
}
