// biome-ignore-all lint/style/useNodejsImportProtocol: Node 8 does not know node:

'use strict';

/*
 * One cold invocation with one event: how long it takes, and how much memory the process has held at most.
 *
 *   node process.js FOLDER EVENT-FILE
 */

const fs = require('fs');
const path = require('path');

const [folder, file] = process.argv.slice(2);
const event = JSON.parse(fs.readFileSync(file, 'utf8'));
const { main_handler: handler } = require(path.join(folder, 'index.js'));
const started = process.hrtime();
const context = { request_id: 'worst', time_limit_in_ms: 300000 };

function end(error) {
  const [seconds, nanoseconds] = process.hrtime(started);
  const peak = Number(/VmHWM:\s+(\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]);
  const code = error ? error.code || String(error.message) : undefined;
  fs.writeSync(
    3,
    JSON.stringify({
      started: Date.now() - (seconds * 1e3 + nanoseconds / 1e6),
      ms: seconds * 1e3 + nanoseconds / 1e6,
      peak: peak / 1024,
      code,
    }),
  );
  process.exit(0);
}

handler(event, context).then(() => end(), end);
