/** The command `mps-webhook`: this process as the surroundings of a command. */

import { send } from '../transport/node';
import { runProgram } from './program';

const interruption = new AbortController();

// The first time what is under way is finished; who insists ends it.
process.once('SIGINT', () => interruption.abort());

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
  interrupted: interruption.signal,
}).then((status) => {
  // Not process.exit: what is written to a pipe may still be on its way.
  process.exitCode = status;
  process.removeAllListeners('SIGINT');
});
