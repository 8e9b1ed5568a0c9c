/** The command `dev`: starts the local server, says what happens, watches files. */

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { CoreError } from '../../deliver';
import type { Entry, startDevServer } from '../../dev/local/server';
import type { Report } from '../../report';
import type { DevOptions } from '../commands/dev';
import { loader, PKG } from '../core';
import { readTarget } from '../delivery/target';
import { eventsAt } from '../input/paths';
import { headline } from '../inspect/view';
import { WORDS } from '../inspect/words';
import { type ExitStatus, Failure, type Surroundings, UsageError } from '../surroundings';
import { coloursFor } from '../terminal/colours';
import { languageIn } from '../terminal/language';
import { columnsOf, harmless, indent, wrap } from '../terminal/text';
import { dropped, whenChanged } from './watch';

/** In a bundle of its own: the other commands do without it. */
const SERVER = './dev/server.mjs';
/** Files need none. */
const NO_TARGET = { template: undefined, options: undefined, env: {} };

export async function serve(options: DevOptions, around: Surroundings): Promise<ExitStatus> {
  const { stdout, stderr, env, cwd } = around;
  const templateFolder = join(PKG, 'scf', options.template);
  if (!existsSync(templateFolder)) throw new UsageError(`there is no template ${options.template}`);
  const processFile = resolve(cwd, options.process);
  const settings = async () => {
    const { template: _, ...own } = options;
    const { options: document, env } = await readTarget(own, around);
    return { document: document as Record<string, unknown> | undefined, env };
  };
  // What is wrong with the files is said before anything is started.
  await settings();
  const language = languageIn(env, options.lang);
  const lang = Buffer.from(language);
  const view = { colours: coloursFor(stdout, env), width: columnsOf(stdout), language };
  const { dim } = view.colours;

  const start: typeof startDevServer = (await import(SERVER)).startDevServer;
  const server = await start({
    templateFolder,
    archiveFolder: resolve(cwd, options.archive),
    // The others only store.
    tells: options.template === 'mps-webhook',
    node: options.node,
    processFile,
    settings: async () => withLanguage(await settings(), language),
    port: options.port,
    inspectorFolder: join(PKG, 'inspector'),
    parse: (event) => JSON.parse(loader.load().parse(event, lang)),
    onEntry: (entry) => stdout.write(describe(entry, server.url)),
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new Failure(`port ${options.port} is taken; choose another one with --port`);
  });

  const describe = (entry: Entry, url: string): string => {
    const heads = (entry.reports as (Report | { error: CoreError })[]).map((report) =>
      'error' in report
        ? `✗ ${harmless(report.error.message)}\n`
        : headline(report, WORDS[language], view),
    );
    const done = [
      entry.source,
      `${Math.round(entry.ms)} ms${entry.isCold ? ' (cold)' : ''}`,
      `${entry.stored.length} stored`,
      `${entry.told.length} told`,
      `${entry.invoked.length} invoked`,
      `${url}/events/${entry.number}`,
    ].join(' · ');
    const error = entry.error === undefined ? [] : wrap(harmless(entry.error), view.width - 2);
    return heads.join('') + indent([...error.map(view.colours.red), dim(harmless(done))], '  ');
  };

  const watching = [
    ...[options.config, options.env, options.process].flatMap((file) =>
      file === undefined
        ? []
        : whenChanged(resolve(cwd, file), () => {
            stdout.write(dim(`${file} changed: the next event gets a new instance\n`));
            server.reload();
          }),
    ),
  ];
  if (options.watch !== undefined) {
    const folder = options.watch;
    if (!existsSync(resolve(cwd, folder))) {
      await server.close();
      throw new UsageError(`there is no ${folder}`);
    }
    watching.push(
      dropped(resolve(cwd, folder), async (file) => {
        try {
          for await (const { place, bytes } of eventsAt([file], around, NO_TARGET)) {
            await server.take(bytes, place);
          }
        } catch (error) {
          stderr.write(`${(error as Error).message}\n`);
        }
      }),
    );
  }
  stdout.write(
    `${view.colours.bold(server.url)}  events by POST, and what became of them\n` +
      `${server.url}/inspector/  the inspector\n` +
      dim(
        `objects in ${options.archive}; ${existsSync(processFile) ? options.process : 'no process.js'}; Ctrl-C ends\n\n`,
      ),
  );
  await new Promise<void>((done) => {
    if (around.interrupted.aborted) done();
    around.interrupted.addEventListener('abort', () => done());
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
