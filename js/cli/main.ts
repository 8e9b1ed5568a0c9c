/** The command `mps-webhook`: this process as the context of a command. */

import { constants } from 'node:os';
import { send } from '../delivery/transport/node';
import type { Send } from '../delivery/transport/transport';
import { runProgram } from './program';
import { checkProxies, namesProxy } from './proxy-variables';

/** What asks a process to end: the keyboard, a supervisor, a terminal that goes away. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Commands whose work may be left undone when the reader of their output goes away. */
const ACTS = /^(replay|reconcile|dev|doctor|pack|deploy|open)$/;

let interrupted: AbortSignal | undefined;
let sending: Send | undefined;
/** The exit status of who ends by the signal that came, as shells have it; undefined: none came. */
let endedBy: number | undefined;

/** Whether some output could not be written: that is said once. */
let isEnding = false;

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (stream !== process.stdout) process.exit(1);
    // A reader that goes away (`| head`) has seen enough, and knows it. What was to be done besides may not be done.
    if (error.code === 'EPIPE') process.exit(ACTS.test(process.argv[2] ?? '') ? 1 : 0);
    if (!isEnding) sayUnwritten(error).finally(() => process.exit(1));
    isEnding = true;
  });
}

runProgram(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  now: Date.now,
  // Commands that send nothing do without proxies, whatever their variables are.
  get send() {
    checkProxies(process.env);
    sending ??= withProxies();
    return sending;
  },
  get interrupted() {
    return interruption();
  },
}).then((status) => {
  // Not process.exit: what is written to a pipe may still be on its way. Commands that a signal is to end have ended well.
  process.exitCode = status === 0 ? 0 : (endedBy ?? status);
});

async function sayUnwritten(error: Error): Promise<void> {
  const { reasonOf } = await import('./system-errors');
  const { errorText } = await import('./language/translate');
  const { terminalLanguage } = await import('./terminal/language');
  const said = `error: the output cannot be written: ${reasonOf(error)}\n`;
  process.stderr.write(errorText(said, terminalLanguage(process.env)));
}

/** The code for proxies is loaded where there are any. */
function withProxies(): Send {
  if (!namesProxy(process.env)) return send;
  const loaded = import('./proxy').then(({ throughProxy }) => throughProxy(send));
  return async (request, body) => (await loaded)(request, body);
}

/** The first signal lets a command finish what is under way; the second one ends it. Commands that do not ask just end. */
function interruption(): AbortSignal {
  if (interrupted === undefined) {
    const controller = new AbortController();
    interrupted = controller.signal;
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        endedBy = 128 + constants.signals[signal];
        if (controller.signal.aborted) process.exit(endedBy);
        controller.abort();
      });
    }
  }
  return interrupted;
}
