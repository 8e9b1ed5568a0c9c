import type { Command } from 'commander';
import { type CommandContext, type ExitStatus, Failure, type Start } from '../context';
import { readTarget, type TargetOptions } from '../delivery/target';
import { terminalLanguage } from '../terminal/language';

export interface OpenOptions extends Pick<TargetOptions, 'config' | 'env'> {
  browser: boolean;
}

export function register(program: Command, start: Start): void {
  program
    .command('open')
    .summary('an event in the inspector, in the browser')
    .description(
      'Shows events in the inspector: what happened, where each value is from, what the function would do. The inspector is served by this process, to this machine and only at the address that is printed. Ctrl-C ends it.',
    )
    .argument('<path...>', 'files or folders, cos://bucket/prefix; - is standard input')
    .option('--no-browser', 'print the address and open no browser')
    .option('--config <file>', 'with which a bucket is read: the options as a JSON document')
    .option('--env <file>', 'with which a bucket is read: variables, in the form of .env')
    .addHelpText(
      'after',
      `
Examples:
  mps-webhook open event.json
  mps-webhook sample | mps-webhook open -`,
    )
    .action((paths: string[], options: OpenOptions) =>
      start((context) => run(paths, options, context)),
    );
}

/** More events cannot be viewed one by one. */
const MOST_EVENTS = 100;
/** The most bytes that an address with an event in it may have in every browser, compressed as it is there. */
const MOST_BYTES = 8 * 1024 * 1024;

export async function run(
  paths: readonly string[],
  options: OpenOptions,
  context: CommandContext,
): Promise<ExitStatus> {
  const { checkPaths, eventsAt } = await import('../input/paths');
  const { isNotRead } = await import('../input/content');
  const { noEvents, notRead } = await import('../inspect/refusal');
  const { shownPlace } = await import('../terminal/place');
  const language = terminalLanguage(context.env);
  const { stdout, stderr } = context;
  await checkPaths(paths, context.cwd);
  const events: { place: string; bytes: Uint8Array }[] = [];
  const target = await readTarget(options, context);
  let status: ExitStatus = 0;
  for await (const event of eventsAt(paths, context, target)) {
    if (isNotRead(event)) {
      stderr.write(notRead(event, context));
      if (event.isFailure) status = 1;
    } else if (event.bytes.length > MOST_BYTES) {
      throw new Failure(
        `${shownPlace(event.place, language)} is larger than the 8 MB that the inspector opens`,
      );
    } else if (events.push(event) > MOST_EVENTS) {
      throw new Failure(`there are more than ${MOST_EVENTS} events; name fewer`);
    }
  }
  if (events.length === 0) {
    if (status === 0) stderr.write(noEvents(paths, context));
    return 1;
  }
  const { join } = await import('node:path');
  const { PKG } = await import('../core');
  // Not known to the bundler: it stands beside the command line.
  const server = './dev/server.mjs';
  const { startInspector }: typeof import('../../dev/local/server') = await import(server);
  const { urls, close } = await startInspector(
    join(PKG, 'inspector'),
    events.map(({ bytes }) => bytes),
  );
  // From here on a signal ends it in order.
  const { interrupted } = context;
  for (const [at, { place }] of events.entries()) {
    stdout.write(
      events.length === 1 ? `${urls[at]}\n` : `${urls[at]}  ${shownPlace(place, language)}\n`,
    );
  }
  const { translated } = await import('../language/translate');
  stderr.write(`${translated('Ctrl-C ends it', language)}\n`);
  if (options.browser && stdout.isTTY) await openBrowser(urls[0] as string);
  await new Promise<void>((resolve) => {
    if (interrupted.aborted) resolve();
    interrupted.addEventListener('abort', () => resolve());
  });
  close();
  return status;
}

/** Opens an address in the person's browser. If there is none, the address that was printed is enough. */
async function openBrowser(url: string): Promise<void> {
  const { spawn } = await import('node:child_process');
  const [file, ...words] =
    process.platform === 'win32'
      ? ['rundll32', 'url.dll,FileProtocolHandler', url]
      : [process.platform === 'darwin' ? 'open' : 'xdg-open', url];
  const child = spawn(file as string, words, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
