// biome-ignore-all lint/style/useNodejsImportProtocol: Node 8 does not know node:

'use strict';

/*
 * A warm instance: one event after the other through the handler of the deployed function.
 *
 *   node --expose-gc process.js FOLDER EVENTS
 */

const path = require('path');

const [folder, events] = process.argv.slice(2);
const { main_handler: handler } = require(path.join(folder, 'index.js'));
const every = Math.max(1, Math.floor(events / 20));

async function run() {
  process.stdout.write('    events    resident      heap  external\n');
  for (let index = 0; index <= events; index += 1) {
    const TaskId = `memory-EditMedia-${index}`;
    await handler(
      { EventType: 'EditMediaTask', EditMediaTaskEvent: { TaskId, Status: 'FINISH', ErrCode: 0 } },
      { request_id: String(index), time_limit_in_ms: 20000 },
    );
    if (index % every === 0) {
      global.gc();
      const { rss, heapUsed, external } = process.memoryUsage();
      const mb = (bytes) => `${(bytes / 1048576).toFixed(1)} MB`;
      const figures = [rss, heapUsed, external].map((bytes) => mb(bytes).padStart(10)).join('');
      process.stdout.write(`${String(index).padStart(10)}  ${figures}\n`);
    }
  }
}

run().then(
  () => process.exit(0),
  (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  },
);
