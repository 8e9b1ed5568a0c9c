// `npm run mutants [-- file…]`: makes one thing wrong in the core at a time, and says which of it no test noticed. Without files
// it tries what nothing may be wrong in: signatures, secrets, envelopes, verdicts and the delivery.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, toolEnvironment } from './tools.mjs';

const FILES = [
  'src/sign/**',
  'src/redact/**',
  'src/envelope.rs',
  'src/envelope/**',
  'src/mps/verdict.rs',
  'src/cos.rs',
  'src/delivery/**',
];

/** They try thousands of texts or count what inputs cost: they take minutes, or notice what is no mistake. */
const LEFT_OUT = ['counters', 'linear', 'memory', 'messages'];

/** Of the simulation, for one mutant. */
const SCHEDULES = '1500';

const words = process.argv.slice(2).filter((word) => word !== '--');
const files = words.length > 0 ? words : FILES;
const tests = readdirSync(join(root, 'tests'))
  .filter((name) => name.endsWith('.rs'))
  .map((name) => name.slice(0, -3))
  .filter((name) => !LEFT_OUT.includes(name));

run(
  'cargo',
  [
    ...['mutants', '--all-features', '--profile', 'mutants', '--no-shuffle', '--jobs', '2'],
    ...['--timeout', '40', '--output', join(root, 'target')],
    ...files.flatMap((file) => ['--file', file]),
    ...['--', '--lib', '--test', 'simulation'],
    ...tests.flatMap((name) => ['--test', name]),
  ],
  // Nobody reads the smallest input that fails.
  { env: { ...toolEnvironment('cargo-mutants'), PROPTEST_MAX_SHRINK_ITERS: '0', SCHEDULES } },
);
