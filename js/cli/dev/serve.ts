/** The command `dev`: starts the local server, says what happens, watches files. */

import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { CoreError } from '../../core/error';
import type { Report } from '../../core/report';
import type { Entry, startDevServer } from '../../dev/local/server';
import { dispatches } from '../../input/templates';
import type { DevOptions } from '../commands/dev';
import { type CommandContext, type ExitStatus, Failure, UsageError } from '../context';
import { loader, PKG } from '../core';
import { readTarget } from '../delivery/target';
import { templateOf } from '../function/template';
import { templateFiles } from '../function/template-files';
import { isNotRead } from '../input/content';
import { eventsAt } from '../input/paths';
import { notRead } from '../inspect/refusal';
import { headline } from '../inspect/report-text';
import { WORDS } from '../inspect/words';
import { coloursFor } from '../terminal/colours';
import { languageIn } from '../terminal/language';
import { columnsOf, escaped, indent, sanitizedLines, wrap } from '../terminal/text';
import { dropped, whenChanged } from './watch';

/** In a bundle of its own: the other commands do without it. */
const SERVER = './dev/server.mjs';
/** Files need none. */
const NO_TARGET = { template: undefined, options: undefined, env: {} };

export async function serve(options: DevOptions, context: CommandContext): Promise<ExitStatus> {
  const { stdout, stderr, env, cwd } = context;
  // From here on a signal ends it in order, so that nothing is left behind.
  const { interrupted } = context;
  const template = templateOf(options.template);
  if (options.watch !== undefined && !existsSync(resolve(cwd, options.watch)))
    throw new UsageError(`there is no folder ${options.watch}`);
  const processFile = resolve(cwd, options.process);
  const settings = async () => {
    const { template: _, ...own } = options;
    const { options: document, env } = await readTarget(own, context);
    return { document: document as Record<string, unknown> | undefined, env };
  };
  // What is wrong with the files is said before anything is started.
  await settings();
  const language = languageIn(env, options.lang);
  const lang = Buffer.from(language);
  const view = { colours: coloursFor(stdout, env), width: columnsOf(stdout), language };
  const { dim, red } = view.colours;

  const start: typeof startDevServer = (await import(SERVER)).startDevServer;
  const server = await start({
    template: templateFiles(PKG, template),
    archiveFolder: resolve(cwd, options.archive),
    // The others only store.
    notifies: dispatches(template),
    node: options.node,
    processFile,
    settings: async () => withLanguage(await settings(), language),
    port: options.port,
    inspectorFolder: join(PKG, 'inspector'),
    parse: (event) => JSON.parse(loader.use((core) => core.parse(event, lang))),
    onEntry: (entry) => stdout.write(describe(entry, server.url)),
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new Failure(`port ${options.port} is taken; choose another one with --port`);
  });

  const describe = (entry: Entry, url: string): string => {
    const heads = (entry.reports as (Report | { error: CoreError })[]).map((report) =>
      'error' in report
        ? red(`✗ ${sanitizedLines(report.error.message)}\n`)
        : headline(report, WORDS[language], view),
    );
    const done = [
      entry.source,
      `${Math.round(entry.ms)} ms${entry.isCold ? ' (cold)' : ''}`,
      `${entry.stored.length} stored`,
      `${entry.notified.length} notified`,
      `${entry.invoked.length} invoked`,
      `${url}/events/${entry.number}`,
    ].join(' · ');
    const isSaid = entry.reports.some((report) => 'error' in Object(report));
    const error =
      entry.error === undefined || isSaid ? [] : wrap(sanitizedLines(entry.error), view.width - 2);
    return heads.join('') + indent([...error.map(red), dim(escaped(done))], '  ');
  };

  /** A folder that goes away ends the watching, and nothing else. */
  const notWatched = (path: string) => (error: Error) => {
    stderr.write(`✗ ${escaped(path)} is not watched any more: ${error.message}\n`);
  };
  const watching = [
    ...[options.config, options.env, options.process].flatMap((file) =>
      file === undefined
        ? []
        : whenChanged(
            resolve(cwd, file),
            () => {
              stdout.write(dim(`${file} changed: the next event gets a new instance\n`));
              server.reload().catch(notWatched(file));
            },
            notWatched(file),
          ),
    ),
  ];
  if (options.watch !== undefined) {
    const folder = options.watch;
    watching.push(
      dropped(
        resolve(cwd, folder),
        async (file) => {
          try {
            for await (const event of eventsAt([file], context, NO_TARGET)) {
              if (isNotRead(event)) stderr.write(notRead(event, context));
              else await server.take(event.bytes, event.place);
            }
          } catch (error) {
            stderr.write(`✗ ${escaped(relative(cwd, file))}: ${(error as Error).message}\n`);
          }
        },
        notWatched(folder),
      ),
    );
  }
  stdout.write(
    `${view.colours.bold(server.url)}  events by POST, and what became of them\n` +
      (existsSync(join(PKG, 'inspector')) ? `${server.url}/inspector/  the inspector\n` : '') +
      dim(
        `objects in ${options.archive}; ${existsSync(processFile) ? options.process : 'no process.js'}; Ctrl-C ends\n\n`,
      ),
  );
  await new Promise<void>((done) => {
    if (interrupted.aborted) done();
    interrupted.addEventListener('abort', () => done());
  });
  for (const watcher of watching) watcher.close();
  await server.close();
  return 0;
}

/** Explanations in reports and messages are in the language of the terminal, unless the options say another. */
function withLanguage<S extends { env: Readonly<Record<string, string | undefined>> }>(
  settings: S,
  language: string,
): S {
  return { ...settings, env: { NOTIFY_LANG: language, ...settings.env } };
}
