/**
 * `npm run flood -- 10000`: tasks that finish within a minute, events that never come, and a bot that takes 20 messages a minute. Ctrl+C
 * ends it early, with its figures so far.
 */

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Table from 'cli-table3';
import { ensureNode } from '../../scripts/node-versions.mjs';
import { flood } from './flood';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const tasks = Number(process.argv[2] ?? 1_000);
if (!Number.isInteger(tasks) || tasks < 1) {
  console.error('flood [how many tasks]');
  process.exit(2);
}
const controller = new AbortController();
process.once('SIGINT', () => controller.abort());
ensureNode('8.9.4').then(async ({ path, reason }) => {
  if (path === undefined) throw new Error(reason);
  const result = await flood({
    node: path,
    folder: join(root, 'pkg', 'scf', 'mps-webhook'),
    tasks,
    concurrency: 12,
    perMinute: 20,
    restMs: 15_000,
    maxRounds: 400,
    seed: 1,
    interrupted: controller.signal,
    progress: ({ round, messages, waiting }) =>
      console.error(`round ${round}: ${messages} messages sent, ${waiting} wait`),
  });
  const table = new Table({ style: { head: [], border: [] } });
  table.push(
    ['tasks', result.tasks],
    ['events that were never sent', result.neverSent],
    ['processes killed with SIGKILL', result.kills],
    ['seconds of the flood', Math.round(result.floodSeconds)],
    ['archived by the flood', result.archivedByFlood],
    ['rounds of the watch', result.rounds],
    ['interrupted', result.isInterrupted ? 'yes' : 'no'],
    ['seconds in all', Math.round(result.seconds)],
    ['missing in the archive in the end', result.missing],
    ['messages, and digests among them', `${result.messages}, ${result.digests}`],
    ['messages that the bot refused', result.refused],
    ['the most messages in a minute', result.mostInAMinute],
    ['tasks in no message', result.untold],
    ['tasks in several messages, within the documented window', result.toldTwiceInWindow],
    ['tasks in several messages otherwise', result.toldTwice],
  );
  console.log(table.toString());
  process.exitCode = result.missing + result.untold + result.toldTwice === 0 ? 0 : 1;
});
