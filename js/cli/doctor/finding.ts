/** What the doctor found, one thing each. */

import type { Language } from '../../core/report';
import { translated } from '../language/translate';
import type { Colours } from '../terminal/colours';
import { escaped, padEnd, widthOf, wrapProse } from '../terminal/text';

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
const PAINT = { ok: 'green', warn: 'yellow', fail: 'red', skipped: 'dim' } as const;
/** Where messages begin at the least: behind the sign and the name of a check. */
const LEAST_BEHIND = 14;

export function renderFindings(
  findings: readonly Finding[],
  { colours, width, language }: { colours: Colours; width: number; language: Language },
): string {
  const names = findings.map(({ check }) => translated(check, language));
  const behind = Math.max(LEAST_BEHIND, ...names.map((name) => widthOf(name) + 3));
  const lines = findings.flatMap(({ level, message, help }, index) => {
    const said = wrapProse(escaped(translated(message, language)), width - behind);
    const todo =
      help === undefined ? [] : wrapProse(translated(help, language), width - behind - 2);
    const name = padEnd(names[index] ?? '', behind - 2);
    return [
      `${colours[PAINT[level]](SIGNS[level])} ${name}${said.shift()}`,
      ...said.map((line) => ' '.repeat(behind) + line),
      ...todo.map((line, at) => `${' '.repeat(behind)}${at === 0 ? '→' : ' '} ${line}`),
    ];
  });
  const count = (level: Finding['level']) => findings.filter((it) => it.level === level).length;
  const [failed, warned] = [count('fail'), count('warn')];
  const sum =
    failed + warned === 0
      ? 'Everything that was looked at is as it must be.'
      : `${failed} to fix, ${warned} to check.`;
  return [...lines, '', translated(sum, language), ''].join('\n');
}
