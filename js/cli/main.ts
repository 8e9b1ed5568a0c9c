/** The command `mps-webhook`: this process as the surroundings of a command. */

import { send } from '../transport/node';
import { runProgram } from './program';

let interrupted: AbortSignal | undefined;

for (const stream of [process.stdout, process.stderr]) {
  // Whoever reads the beginning only (`| head`) has seen enough.
  stream.on('error', () => process.exit(process.exitCode ?? 0));
}

runProgram(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  now: Date.now,
  send,
  get interrupted() {
    return interruption();
  },
}).then((status) => {
  // Not process.exit: what is written to a pipe may still be on its way.
  process.exitCode = status;
});

/** What finishes what is under way does so the first time; who insists ends it. Other commands just end. */
function interruption(): AbortSignal {
  if (interrupted === undefined) {
    const controller = new AbortController();
    interrupted = controller.signal;
    process.once('SIGINT', () => controller.abort());
  }
  return interrupted;
}
