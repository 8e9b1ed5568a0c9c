/** What the benchmarks read that is too large to be kept: made anew, the same every time for a seed. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { root } from '../scripts/tools.mjs';

const FOLDER = join(root, 'target', 'bench');
const EVENTS = 10_000;
const BATCH_BYTES = 10_000_000;

/**
 * Makes them.
 *
 * @param {number} seed the same seed gives the same inputs
 * @returns {{ mixed: string, batch: string, decoded: number }} the files: 10,000 random notifications of every kind
 *   that the official SDK knows, one a line; and the event of a CLS trigger, whose batch is `decoded` bytes long
 */
export function makeInputs(seed) {
  mkdirSync(FOLDER, { recursive: true });
  const mixed = join(FOLDER, 'mixed.ndjson');
  const program = join('tests', 'conformance', 'write-notifications.ts');
  execFileSync(process.execPath, ['--import', 'tsx', program, mixed, `${EVENTS}`, `${seed}`], {
    cwd: root,
  });
  const batch = join(FOLDER, 'batch.json');
  const decoded = batchOfLogs(readFileSync(mixed, 'utf8').split('\n'));
  const data = gzipSync(decoded).toString('base64');
  writeFileSync(batch, JSON.stringify({ clslogs: { data } }));
  return { mixed, batch, decoded: decoded.length };
}

/** Every tenth record holds a notification, the others are what functions and servers log. */
function batchOfLogs(notifications) {
  const records = [];
  for (let index = 0, size = 0; size < BATCH_BYTES; index += 1) {
    const content =
      index % 10 === 0
        ? notifications[index / 10]
        : JSON.stringify({
            level: index % 7 === 0 ? 'warn' : 'info',
            msg: `转码 ${index} of ${(index * 2_654_435_761) % 4_294_967_296} took ${(index * 7919) % 1000} ms`,
            request_id: `${(index * 40_503) % 65_536}-${(index * 1_103_515_245) % 2_147_483_648}`,
            path: `/mps/callback?task=${index}`,
            status: 200 + (index % 5),
          });
    const record = { timestamp: `${1_700_000_000_000_000 + index * 1317}`, content };
    records.push(record);
    size += Buffer.byteLength(JSON.stringify(record));
  }
  return Buffer.from(JSON.stringify({ topic_id: 'a-topic', topic_name: 'logs', records }));
}
