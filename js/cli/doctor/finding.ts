/** What the doctor found, one thing each. */

export interface Finding {
  /** What was looked at, such as `bucket`. */
  check: string;
  /** `skipped`: it was not tried. */
  level: 'ok' | 'warn' | 'fail' | 'skipped';
  message: string;
  /** What to do; only if something is to be done. */
  help?: string;
}

const SIGNS = { ok: '✓', warn: '!', fail: '✗', skipped: '–' };

export function renderFindings(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ check, level, message, help }) => [
    `${SIGNS[level]} ${check.padEnd(12)}${message}`,
    ...(help === undefined ? [] : [`${' '.repeat(14)}→ ${help}`]),
  ]);
  const count = (level: Finding['level']) => findings.filter((it) => it.level === level).length;
  const [failed, warned] = [count('fail'), count('warn')];
  const sum =
    failed + warned === 0
      ? 'Everything that was looked at is as it must be.'
      : `${failed} to mend, ${warned} to look at.`;
  return [...lines, '', sum, ''].join('\n');
}
