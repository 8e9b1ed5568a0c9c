/** Numbers as people read them. */

/** `1.9 GB`; in steps of 1024, cut and not rounded, as the messages of bots show it. */
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
  while (scaled >= step && at < units.length - 1) {
    scaled /= step;
    at++;
  }
  const digits = at === 0 || scaled >= 100 ? 0 : 1;
  const tenths = Math.floor(scaled * 10) / 10;
  return `${digits === 0 ? Math.floor(tenths) : tenths.toFixed(1)} ${units[at]}`;
}
