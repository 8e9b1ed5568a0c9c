/**
 * Mixed: thousands of notifications of every kind, one after the other, beside `JSON.parse` of the same bytes; and one
 * large batch of logs, beside unzipping and `JSON.parse`.
 *
 * Fair, because the works are done in turn in one process, each on all of its input. Memory is measured in processes of
 * their own, which do one work once.
 */

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { summarize } from './support/statistics.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const PROCESS = here('mixed/process.js');
const PACKAGE = here('../pkg/index.js');

/** @param {{ node: string, rounds: number, files: { mixed: string, batch: string } }} options */
export function measureMixed({ node, rounds, files }) {
  const run = (...parameters) =>
    JSON.parse(
      execFileSync(node, [PROCESS, PACKAGE, ...parameters.map(String)], {
        env: { PATH: process.env.PATH },
        encoding: 'utf8',
        maxBuffer: 1 << 28,
      }),
    );
  const measure = (input, file) => {
    const { bytes, count, times } = run(input, file, rounds);
    const works = Object.entries(times).map(([work, list]) => [
      work,
      { time: summarize(list), memory: input === 'batch' ? run(input, file, work) : undefined },
    ]);
    return { bytes, count, works: Object.fromEntries(works) };
  };
  return { events: measure('events', files.mixed), batch: measure('batch', files.batch) };
}
