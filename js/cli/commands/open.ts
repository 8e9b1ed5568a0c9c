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
    .summary('events in the inspector, in the browser')
    .description(
      'Shows an event in the inspector: what happened, where each value is from, what the function would do. Several events, such as those of a folder, are an archive there: a list to search and filter. The inspector is served by this process, to this machine and only at the address that is printed. Ctrl-C ends it.',
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
  mps-webhook open archive/
  mps-webhook sample | mps-webhook open -`,
    )
    .action((paths: string[], options: OpenOptions) =>
      start((context) => run(paths, options, context)),
    );
}

/** The page gets all of them at once; of files that are dropped into it, it reads one after the other. */
const MOST_EVENTS = 10_000;
const MOST_BYTES = 64 * 1024 * 1024;

export async function run(
  paths: readonly string[],
  options: OpenOptions,
  context: CommandContext,
): Promise<ExitStatus> {
  const { checkPaths, eventsAt } = await import('../input/paths');
  const { isNotRead } = await import('../input/content');
  const { noEvents, notRead } = await import('../inspect/refusal');
  const { namesEvent } = await import('../core');
  const { reportsOf } = await import('../replay/notifications');
  const { isTrap } = await import('../../core/trap');
  const hasReport = (bytes: Uint8Array) => {
    try {
      return reportsOf(bytes).length > 0;
    } catch (error) {
      // The page says what is wrong with it.
      if (isTrap(error)) return true;
      throw error;
    }
  };
  const { shownPlace } = await import('../terminal/place');
  const language = terminalLanguage(context.env);
  const { stdout, stderr } = context;
  await checkPaths(paths, context.cwd);
  const events: { name: string; bytes: Uint8Array }[] = [];
  let size = 0;
  const target = await readTarget(options, context);
  let status: ExitStatus = 0;
  for await (const event of eventsAt(paths, context, target)) {
    if (isNotRead(event)) {
      stderr.write(notRead(event, context));
      if (event.isFailure) status = 1;
      continue;
    }
    const { place, bytes, isClaimed } = event;
    // A folder may have other files, too. The page finds events in texts such as logs.
    if (!isClaimed && !namesEvent(bytes) && !hasReport(bytes)) {
      stderr.write(notRead({ place, reason: 'no events', isFailure: false, count: 1 }, context));
      continue;
    }
    size += bytes.length;
    if (size > MOST_BYTES)
      throw new Failure(
        `there are more than 64 MB of events; name fewer, or drop the files into the inspector`,
      );
    if (events.push({ name: shownPlace(place, language), bytes }) > MOST_EVENTS)
      throw new Failure(
        `there are more than ${MOST_EVENTS} events; name fewer, or drop the files into the inspector`,
      );
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
  const { url, close } = await startInspector(join(PKG, 'inspector'), events);
  // From here on a signal ends it in order.
  const { interrupted } = context;
  stdout.write(`${url}\n`);
  const { translated } = await import('../language/translate');
  stderr.write(`${translated('Ctrl-C ends it', language)}\n`);
  if (options.browser && stdout.isTTY) await openBrowser(url);
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
