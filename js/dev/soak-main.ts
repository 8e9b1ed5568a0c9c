/** `npm run soak -- 10000`: events through the deployed function on Node.js 8.9.4, with faults and kills. */

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Table from 'cli-table3';
import { ensureNode } from '../../scripts/node-versions.mjs';
import { soak } from './soak';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const events = Number(process.argv[2] ?? 1_000);
if (!Number.isInteger(events) || events < 1) {
  console.error('soak [how many events]');
  process.exit(2);
}
ensureNode('8.9.4').then(async ({ path, reason }) => {
  if (path === undefined) throw new Error(reason);
  const folder = join(root, 'pkg', 'scf', 'mps-webhook');
  const result = await soak({ node: path, folder, events, concurrency: 20, seed: 1 });
  const table = new Table({ style: { head: [], border: [] } });
  table.push(
    ['events', result.events],
    ['executions', result.executions],
    ['processes killed with SIGKILL', result.kills],
    ['faults of the services', result.faults],
    ['lost', result.lost],
    ['stored twice', result.storedTwice],
    ['not notified or not invoked', result.undispatched],
    ['repeated within the documented window', result.repeatedInWindow],
    ['repeated otherwise', result.repeated],
    ['events a second', Math.round(result.events / result.seconds)],
  );
  console.log(table.toString());
  const bad = result.lost + result.storedTwice + result.undispatched + result.repeated;
  process.exitCode = bad === 0 ? 0 : 1;
});
