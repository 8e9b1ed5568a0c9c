/** Native: runs `benches/native.rs` and summarizes its times. */

import { execFileSync } from 'node:child_process';

import { root } from '../scripts/tools.mjs';
import { summarize } from './support/statistics.mjs';

/** @returns a list for the corpus in its two forms, and a list for events of ever more sub-tasks */
export function measureNative() {
  const printed = execFileSync('cargo', ['bench', '--quiet', '--locked', '--bench', 'native'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = printed
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
    .map((line) => ({
      ...line,
      parse: summarize(line.parse),
      serdeJson: summarize(line.serde_json),
    }));
  return {
    corpora: lines.filter(({ corpus }) => corpus !== undefined),
    growth: lines.filter(({ sub_tasks }) => sub_tasks !== undefined),
  };
}
