/** The command `dev`: starts the local server, says what happens, watches files. */

import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { CoreError } from '../../core/error';
import type { Report } from '../../core/report';
import type { Entry, startDevServer } from '../../dev/local/server';
import { dispatches } from '../../input/templates';
import type { DevOptions } from '../commands/dev';
import { type CommandContext, type ExitStatus, Failure, UsageError } from '../context';
import { loader, PKG } from '../core';
import { complete, misspeltIn } from '../delivery/check-options';
import { readTarget } from '../delivery/target';
import { checkNode, checkProcessInPlace } from '../function/process-check';
import { templateOf } from '../function/template';
import { templateFiles } from '../function/template-files';
import { isNotRead } from '../input/content';
import { eventsAt } from '../input/paths';
import { isPipe } from '../input/pipes';
import { notRead } from '../inspect/refusal';
import { headline } from '../inspect/report-text';
import { WORDS } from '../inspect/words';
import { type Counted, counted } from '../language/counts';
import { COLON, COMMA, translated } from '../language/translate';
import { reasonOf, unwritable } from '../system-errors';
import { coloursFor } from '../terminal/colours';
import { languageIn } from '../terminal/language';
import { columnsOf, escaped, indent, sanitizedLines, wrapProse } from '../terminal/text';
import { languageNote, withLanguage } from './message-language';
import { dropped, whenChanged } from './watch';

/** In a bundle of its own: the other commands do without it. */
const SERVER = './dev/server.mjs';
/** The owner's processing, unless another one is named. */
const PROCESS_FILE = 'process.js';
/** Files need none. */
const NO_TARGET = { template: undefined, options: undefined, env: {} };

export async function serve(options: DevOptions, context: CommandContext): Promise<ExitStatus> {
  const { stdout, stderr, env, cwd } = context;
  // From here on a signal ends it in order, so that nothing is left behind.
  const { interrupted } = context;
  const template = templateOf(options.template);
  const ownProcess = options.process ?? PROCESS_FILE;
  const processFile = resolve(cwd, ownProcess);
  const from = { cwd, env, secrets: context.secrets, pipes: new Map<string, string>() };
  const settings = async () => {
    const { template: _, ...own } = options;
    const { options: document, env } = await readTarget(own, from);
    return { document: document as Record<string, unknown> | undefined, env };
  };
  // What is wrong with the files is said before anything is started.
  const named = await settings();
  const { document, env: variables } = named;
  checkNode(options.node);
  if (options.process !== undefined && !existsSync(processFile))
    throw new UsageError(`there is no ${options.process}`);
  const isNewInbox =
    options.inbox !== undefined && made(resolve(cwd, options.inbox), options.inbox);
  if (existsSync(processFile)) checkProcessInPlace(processFile, ownProcess, options.node);
  const language = languageIn(env, options.lang);
  const lang = Buffer.from(language);
  const view = { colours: coloursFor(stdout, env), width: columnsOf(stdout), language };
  const { dim, red } = view.colours;
  const say = (text: string) => translated(text, language);
  const count = (number: number, what: Counted) => counted(number, what, language);

  const start: typeof startDevServer = (await import(SERVER)).startDevServer;
  const server = await start({
    template: templateFiles(PKG, template),
    archiveFolder: resolve(cwd, options.archive),
    // The others only store.
    notifies: dispatches(template),
    targetsOf: ({ document: options, env }) => {
      const settings = JSON.stringify(complete({ template, options, env }));
      const { bots = [] } = JSON.parse(loader.use((core) => core.probe(Buffer.from(settings), 0)));
      return bots.map(({ id }: { id: string }) => id);
    },
    node: options.node,
    processFile,
    settings: async () => withLanguage(await settings(), options.lang),
    port: options.port,
    inspectorFolder: join(PKG, 'inspector'),
    parse: (event) => JSON.parse(loader.use((core) => core.parse(event, lang))),
    language,
    say,
    refusalOf: (report) => {
      const { error } = Object(report) as { error?: CoreError };
      return error && say(error.message);
    },
    onEntry: (entry) => stdout.write(describe(entry, server.url)),
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new Failure(`port ${options.port} is taken; choose another one with --port`);
  });

  const describe = (entry: Entry, url: string): string => {
    const heads = (entry.reports as (Report | { error: CoreError })[]).map((report) =>
      'error' in report
        ? red(`✗ ${sanitizedLines(say(report.error.message))}\n`)
        : headline(report, WORDS[language], view),
    );
    const { watched } = entry;
    const what = entry.isDuplicate
      ? [say('seen before: nothing was left to do')]
      : [
          count(entry.stored.length, 'stored'),
          count(entry.notified.length, 'notified'),
          count(entry.invoked.length, 'invoked'),
        ];
    const queued = entry.queued.map(({ target, reason }) => say(`queued for ${target}: ${reason}`));
    if (watched !== undefined) {
      const { tasks, missing, fetched } = watched;
      const counts = [
        count(tasks, 'tasks'),
        count(missing, 'had not arrived'),
        count(fetched, 'fetched'),
      ].join(COMMA[language]);
      const round = `${say('a round of the watch')}${COLON[language]}${counts}`;
      heads.push(`${view.colours.bold(round)}\n`);
    }
    const done = [
      entry.source,
      `${Math.round(entry.ms)} ms${entry.isCold ? ` (${say('cold')})` : ''}`,
      ...what,
      `${url}/events/${entry.number}`,
    ].join(' · ');
    const isSaid = entry.reports.some((report) => 'error' in Object(report));
    const error =
      entry.error === undefined || isSaid
        ? []
        : wrapProse(sanitizedLines(say(entry.error)), view.width - 2);
    if (heads.length === 0 && error.length > 0) heads.push(`${red(`✗ ${error.shift()}`)}\n`);
    const below = [...error.map(red), ...queued.map(escaped), dim(escaped(done))];
    return heads.join('') + indent(below, '  ');
  };

  /** A folder that goes away ends the watching, and nothing else. */
  const notWatched = (path: string) => (error: Error) => {
    stderr.write(`✗ ${say(`${escaped(path)} is not watched any more: ${error.message}`)}\n`);
  };
  const watching = [
    ...[options.config, options.env, ownProcess].flatMap((file) =>
      file === undefined || isPipe(resolve(cwd, file))
        ? []
        : whenChanged(
            resolve(cwd, file),
            () => {
              stdout.write(dim(`${say(`${file} changed: the next event gets a new instance`)}\n`));
              server.reload().catch(notWatched(file));
            },
            notWatched(file),
          ),
    ),
  ];
  if (options.inbox !== undefined) {
    const folder = options.inbox;
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
            stderr.write(`✗ ${escaped(relative(cwd, file))}: ${say(reasonOf(error))}\n`);
          }
        },
        notWatched(folder),
      ),
    );
  }
  const hasInspector = existsSync(join(PKG, 'inspector'));
  const facts = [
    say(`objects in ${options.archive}`),
    existsSync(processFile) ? ownProcess : say('no process.js'),
    say('Ctrl-C ends it'),
  ].join(' · ');
  const note = dispatches(template) ? languageNote(named, options.lang, language) : undefined;
  const reached = Object.entries(server.variables).map(([name, value]) => `${name}=${value}`);
  const renamed = server.bots.filter(({ name, archived }) => name !== archived);
  for (const note of misspeltIn({ template, options: document, env: variables }))
    stderr.write(`${say(note)}\n`);
  stdout.write(
    `${view.colours.bold(server.url)}  ${say('events by POST, and what became of them')}\n` +
      (hasInspector ? `${server.url}/inspector/  ${say('the event inspector')}\n` : '') +
      `${server.url}/lost  ${say('loses an event by POST: MPS knows its task, the function does not')}\n` +
      `${server.url}/watch  ${say('a POST makes a round of the watch, which finds what was lost')}\n` +
      `${say('Its COS and MPS, for inspect, replay and reconcile:')}\n  ${reached.join(' ')}\n` +
      renamed.map((bot) => `${say(`${bot.name} is ${bot.archived} in its archive`)}\n`).join('') +
      (note === undefined ? '' : `${say(note)}\n`) +
      (isNewInbox
        ? `${say(`the folder ${options.inbox} was made: what is put into it is taken`)}\n`
        : '') +
      `${dim(facts)}\n\n`,
  );
  await new Promise<void>((done) => {
    if (interrupted.aborted) done();
    interrupted.addEventListener('abort', () => done());
  });
  for (const watcher of watching) watcher.close();
  await server.close();
  return 0;
}

/**
 * Makes a folder that is not there yet.
 *
 * @param name as it was given
 * @returns whether it was made
 * @throws UsageError if it cannot be made, or something else is there
 */
function made(folder: string, name: string): boolean {
  try {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return false;
    return mkdirSync(folder, { recursive: true }) !== undefined;
  } catch (error) {
    throw new UsageError(unwritable(name, error));
  }
}
