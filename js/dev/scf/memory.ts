import { readFileSync } from 'node:fs';

/**
 * The most memory a process has had resident so far, in MB; undefined where there is no /proc.
 * The kernel counts it, so that a peak between two samples is seen too.
 */
export function peakMemoryMb(pid: number): number | undefined {
  try {
    const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}
