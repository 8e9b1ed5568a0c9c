/**
 * Writes notifications as NDJSON, the same ones for the same numbers:
 *
 *     node --import tsx tests/conformance/write-notifications.ts FILE [COUNT] [SEED]
 */

import { closeSync, openSync, writeSync } from 'node:fs';
import { events } from './events';

const [file, count = '10000', seed = '1'] = process.argv.slice(2);
if (file === undefined || !(Number(count) > 0) || !Number.isInteger(Number(seed))) {
  console.error('usage: write-notifications.ts FILE [COUNT] [SEED]');
  process.exitCode = 2;
} else {
  const output = openSync(file, 'w');
  for (const event of events(Number(seed), Number(count))) {
    writeSync(output, `${JSON.stringify(event)}\n`);
  }
  closeSync(output);
}
