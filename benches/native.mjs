/** Native: runs `benches/native/main.rs` and summarizes its times. */

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { root } from '../scripts/tools.mjs';
import { summarize } from './support/statistics.mjs';

/**
 * @param {{ mixed: string, batch: string }} files as in `inputs.mjs`
 * @returns a list for each corpus, a list for events of ever more sub-tasks, and a batch of logs
 */
export function measureNative({ mixed, batch }) {
  const manifest = ['--manifest-path', join('benches', 'native', 'Cargo.toml')];
  const target = ['--target-dir', join('target', 'bench')];
  const printed = execFileSync(
    'cargo',
    ['run', '--release', '--quiet', '--locked', ...manifest, ...target],
    {
      cwd: root,
      env: { ...process.env, BENCH_MIXED: mixed, BENCH_BATCH: batch },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const lines = printed
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
  const times = (line) => ({
    ...line,
    parse: summarize(line.parse),
    serdeJson: summarize(line.serde_json),
    ...(line.sonic_rs && { sonic: summarize(line.sonic_rs), simd: summarize(line.simd_json) }),
  });
  const { read, unpack } = lines.find((line) => line.batch !== undefined);
  return {
    corpora: lines.filter(({ corpus }) => corpus !== undefined).map(times),
    growth: lines.filter(({ sub_tasks }) => sub_tasks !== undefined).map(times),
    batch: { read: summarize(read), unpack: summarize(unpack) },
  };
}
