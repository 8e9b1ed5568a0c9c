// biome-ignore-all lint/style/useNodejsImportProtocol: Node 8 does not know node:

'use strict';

/*
 * One cold start, in a process of its own: loads a function, gives it an event, and says on file descriptor 3 how long
 * that took and how much memory the process ever had resident.
 *
 *   node process.js EVENT-FILE [FUNCTION [phases]]
 *
 * Without a function it is the floor: Node.js itself and all that is here. It runs on Node.js 8.9.
 */

const fs = require('fs');

const [file, folder, phases] = process.argv.slice(2);
const event = JSON.parse(fs.readFileSync(file, 'utf8'));
const watch = phases === undefined ? undefined : require('./phases').watch();

const started = process.hrtime();
if (folder === undefined) {
  finish();
} else {
  Promise.resolve(require(folder).main_handler(event, {})).then(finish, (error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  });
}

function finish() {
  const [seconds, nanoseconds] = process.hrtime(started);
  const result = {
    // By the clock that processes of one machine share, in ms.
    start: started[0] * 1e3 + started[1] / 1e6,
    ms: seconds * 1e3 + nanoseconds / 1e6,
    cpuMs: cpuMs(),
    peakKb: peakKb(),
    phases: watch === undefined ? undefined : watch.stop(),
  };
  fs.writeSync(3, JSON.stringify(result));
  // Connections are kept alive; nobody waits for them.
  process.exit(0);
}

/** The processor's time this process took so far, Node.js' own start and all of its threads included. */
function cpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
}

/** The highest resident memory of this process so far, as the kernel counted it. */
function peakKb() {
  const match = /^VmHWM:\s+(\d+) kB$/m.exec(fs.readFileSync('/proc/self/status', 'utf8'));
  return match ? Number(match[1]) : undefined;
}
