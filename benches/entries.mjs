/**
 * Every entry of the npm package: what a program loads by it, how long that takes with the first event, and how long every
 * further event takes. Written into docs/runtimes.md, between the two comments that name this file.
 *
 *   node benches/entries.mjs [--write]
 */

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import { ensureNode } from '../scripts/node-versions.mjs';
import { rotated, summarize } from './support/statistics.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGE = join(ROOT, 'docs', 'runtimes.md');
const PROCESS = join(ROOT, 'benches', 'entries', 'process.js');
const OLD_NODE = '8.9.4';
const ROUNDS = 15;
const BEGIN = '<!-- made by benches/entries.mjs -->';
const END = '<!-- end of what benches/entries.mjs made -->';

/** What it is called, what is measured, by which Node.js, and the files of `pkg/` that it loads. */
const ENTRIES = [
  ["`require('mps-webhook')`", 'parse', OLD_NODE, ['index.js', 'shared.js', 'core-carried.js']],
  ["`require('mps-webhook')`", 'parse', undefined, ['index.js', 'shared.js', 'core-carried.js']],
  ["`import 'mps-webhook'`", 'import', undefined, ['index.mjs', 'shared.mjs', 'core-carried.js']],
  [
    "`import 'mps-webhook/edge'`",
    'edge',
    undefined,
    ['edge.mjs', 'fetch-handler.mjs', 'index.mjs', 'shared.mjs', 'core-carried.js'],
  ],
  ["`import 'mps-webhook/inspector'`", 'link', undefined, ['inspector.node.mjs']],
];

const { path: old, reason } = await ensureNode(OLD_NODE);
if (old === undefined) {
  throw new Error(reason);
}

const times = ENTRIES.map(() => ({ cold: [], warm: [] }));
for (let round = 0; round < ROUNDS; round++) {
  for (const index of rotated(Object.keys(ENTRIES), round)) {
    const [, what, version] = ENTRIES[index];
    const node = version === undefined ? process.execPath : old;
    const { cold, warm } = JSON.parse(execFileSync(node, [PROCESS, what], { encoding: 'utf8' }));
    times[index].cold.push(cold);
    times[index].warm.push(warm);
  }
}

const rows = ENTRIES.map(([name, , version, files], index) => {
  const packed = files.reduce(
    (sum, file) => sum + gzipSync(readFileSync(join(ROOT, 'pkg', file)), { level: 9 }).length,
    0,
  );
  const median = (list) => summarize(list).median;
  const { cold, warm } = times[index];
  return `| ${name} | ${version ?? process.versions.node} | ${(packed / 1000).toFixed(1)} KB | ${median(cold).toFixed(1)} ms | ${(median(warm) * 1000).toFixed(0)} µs |`;
});
const table = [
  '| entry | Node.js | loads, gzipped | with the first event | every further one |',
  '| --- | --- | ---: | ---: | ---: |',
  ...rows,
].join('\n');
console.log(table);

if (process.argv.includes('--write')) {
  const text = readFileSync(PAGE, 'utf8');
  const [before, rest] = text.split(BEGIN);
  const [, after] = (rest ?? '').split(END);
  if (after === undefined) {
    throw new Error(`docs/runtimes.md has no place for the table: ${BEGIN} … ${END}`);
  }
  writeFileSync(PAGE, `${before}${BEGIN}\n\n${table}\n\n${END}${after}`);
}
