/**
 * Prints the names of members for `src/redact/known.rs`, those first that notifications have most often:
 *
 *     node --import tsx tests/conformance/count-names.ts
 *
 * It counts 3,000 random notifications and the sample events; both weigh the same.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { events } from './events';

/** How often each name stands in some values, as a share of all names. */
function sharesIn(values: Iterable<unknown>): Map<string, number> {
  const counts = new Map<string, number>();
  let all = 0;
  const count = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, member] of Object.entries(value)) {
      if (!Array.isArray(value)) {
        counts.set(name, (counts.get(name) ?? 0) + 1);
        all++;
      }
      count(member);
    }
  };
  for (const value of values) count(value);
  return new Map([...counts].map(([name, number]) => [name, number / all]));
}

const FIXTURES = join(dirname(fileURLToPath(import.meta.url)), '..', 'fixtures', 'events');
const samples = readdirSync(FIXTURES)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(join(FIXTURES, name), 'utf8')));

const random = sharesIn(events(1, 3000));
const inSamples = sharesIn(samples);
const weight = (name: string): number => (random.get(name) ?? 0) + (inSamples.get(name) ?? 0);
const names = [...random.keys()].sort((one, other) => weight(other) - weight(one));
console.log(names.map((name) => JSON.stringify(name)).join(', '));
