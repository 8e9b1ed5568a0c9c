import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CommandContext, ExitStatus, Start } from '../context';
import { readTarget, type Target, type TargetOptions, withTarget } from '../delivery/target';
import type { FilterOptions } from '../replay/filters';
import type { Journal } from '../replay/journal';
import type { Replayed } from '../replay/replay';
import { terminalLanguage } from '../terminal/language';

export interface ReplayOptions extends TargetOptions, FilterOptions {
  archiveOnly?: boolean;
  concurrency: number;
  dryRun?: boolean;
  /** `false`: none. */
  journal?: string | false;
  maxFailures: number;
  restart?: boolean;
  timeout: number;
  unparsed?: boolean;
}

export function register(program: Command, start: Start): void {
  const command = program
    .command('replay')
    .summary('deliver archived events again')
    .description(
      'Delivers events as the function would: files, folders or buckets (report objects of an archive are left out), NDJSON, all of them also compressed by gzip. An event that the archive has is not stored again, and no target is notified of it again. An event that is not an MPS notification is skipped and named; a damaged notification fails. After an interruption the next call resumes: a journal beside the first path lists the delivered events, and is removed when all are delivered.',
    )
    .argument('<path...>', 'files or folders, cos://bucket/prefix; - is standard input');
  withTarget(command)
    .option('--archive-only', 'store, but notify nobody and invoke nothing')
    .option('--dry-run', 'send nothing; say what would be done')
    .option('--unparsed', 'store events that are not MPS notifications, too, as the function does')
    .option('--since <time>', 'only tasks that ended at this time or later')
    .option('--until <time>', 'only tasks that ended before this time')
    .option(
      '--type <type>',
      'only events of this type, such as WorkflowTask; `other`: those this version does not know; repeatable',
      collect,
    )
    .addOption(
      new Option('--outcome <outcome>', 'only tasks that ended so; repeatable')
        .choices(OUTCOMES)
        .argParser(outcome),
    )
    .option('--task <text>', 'only tasks whose id has this in it; repeatable', collect)
    .option('--concurrency <number>', 'events at a time', positive, 8)
    .option('--timeout <seconds>', 'how long to try one event', positive, 60)
    .option('--max-failures <number>', 'give up after so many failures in a row', positive, 20)
    .option('--journal <file>', 'where the journal is')
    .option('--no-journal', 'keep none')
    .option('--restart', 'forget what an interrupted replay did')
    .addHelpText(
      'after',
      `
Examples:
  mps-webhook replay --env .env archive/
  mps-webhook replay --dry-run --since 2024-06-01 --outcome failure --env .env archive/
  mps-webhook replay --env .env --archive-only cos://old-1250000000/mps/
  zcat events-*.ndjson.gz | mps-webhook replay --archive-only --env .env -`,
    )
    .action((paths: string[], options: ReplayOptions) =>
      start((context) => run(paths, options, context)),
    );
}

const OUTCOMES = ['success', 'partial', 'failure', 'processing', 'unknown'];

function collect(text: string, before: string[] = []): string[] {
  if (text.trim() === '') throw new InvalidArgumentError('It must not be empty.');
  return [...before, text];
}

function outcome(text: string, before?: string[]): string[] {
  if (!OUTCOMES.includes(text)) {
    throw new InvalidArgumentError(`It must be one of ${OUTCOMES.join(', ')}.`);
  }
  return collect(text, before);
}

function positive(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError('It must be a positive integer.');
  return number;
}

export async function run(
  paths: readonly string[],
  options: ReplayOptions,
  context: CommandContext,
): Promise<ExitStatus> {
  const { checkPaths, eventsAt, sizeOf } = await import('../input/paths');
  const { applying, replay } = await import('../replay/replay');
  const { complete } = await import('../delivery/check-options');
  const { filterOf } = await import('../replay/filters');
  const { progressOn } = await import('../replay/progress');
  const { summaryOf } = await import('../replay/summary');
  const { translated } = await import('../language/translate');
  const language = terminalLanguage(context.env);
  const filter = filterOf(options);
  await checkPaths(paths, context.cwd);
  const target = only(options, await readTarget(options, context));
  const isPlan = options.dryRun === true;
  await checkTarget(target, isPlan, context);
  const { ignored, notDelivered, notRead, refusal } = await import('../inspect/refusal');
  const { refusalOf, reportsOf } = await import('../replay/notifications');
  const journal = await openJournal(paths, options, target, context);
  const { namesEvent } = await import('../core');
  const reading = { withoutUnparsed: !options.unparsed, namesEvent };
  let isAllDone = false;
  let advice: string | undefined;
  try {
    const checked = isPlan ? complete(target) : target;
    const endOf = isPlan
      ? (await import('../delivery/dry-run')).dryRunsOf(checked, context.now)
      : undefined;
    const deliver = endOf
      ? async (event: Uint8Array) => endOf(event)
      : await delivering(options, target, context);
    const progress = progressOn(context, await sizeOf(paths, context.cwd, reading), language);
    const started = context.now();
    let replayed: Replayed;
    try {
      if (journal && journal.size > 0 && !context.quiet) {
        const what = journal.size === 1 ? '1 event is' : `${journal.size} events are`;
        progress.say(`${translated(`going on: ${what} delivered already`, language)}\n`);
      }
      replayed = await replay({
        events: eventsAt(paths, context, target, reading),
        refusal: options.unparsed
          ? undefined
          : (event) => refusalOf(event, checked, context.now(), endOf),
        namesEvent,
        filter: filter && applying(filter, reportsOf),
        journal,
        deliver,
        concurrency: options.concurrency,
        mostFailures: options.maxFailures,
        interrupted: context.interrupted,
        onProgress: (counts) => progress.show(counts),
        onFailure: (event, failed) => {
          // What is wrong with all of them is said once.
          const help = failed.help === advice ? undefined : failed.help;
          progress.say(notDelivered(event, { ...failed, help }, context));
          advice = failed.help;
        },
        onNotRead: (input) => progress.say(notRead(input, context)),
        onRefused: (event, error) => {
          const describe = event.isClaimed ? refusal : ignored;
          progress.say(describe(event, error, context));
        },
      });
    } finally {
      // A bar that goes on would keep the process.
      progress.end();
    }
    isAllDone = replayed.ended === undefined && replayed.failed + replayed.unwanted === 0;
    const seconds = (context.now() - started) / 1000;
    context.stdout.write(summaryOf(replayed, isPlan, seconds, language));
  } finally {
    journal?.close(isAllDone);
  }
  return isAllDone ? 0 : 1;
}

/** The target without bots and functions, if so wanted. */
function only({ archiveOnly }: ReplayOptions, target: Target): Target {
  if (!archiveOnly) return target;
  const { WECOM_WEBHOOK_KEY: _k, WECOM_WEBHOOK_URL: _u, INVOKE_FUNCTIONS: _i, ...env } = target.env;
  if (target.options === undefined) return { ...target, env };
  const { notify: _n, invoke: _v, ...options } = Object(target.options);
  return { ...target, options, env };
}

/** Says what the options lack, and of a plan what it does without. */
async function checkTarget(target: Target, isPlan: boolean, context: CommandContext) {
  const { checkTargetOptions, complete, misspeltIn, missingFor } = await import(
    '../delivery/check-options'
  );
  const { translated } = await import('../language/translate');
  const now = context.now();
  const notes = [
    ...checkTargetOptions(isPlan ? complete(target) : target, now),
    ...misspeltIn(target),
  ];
  if (isPlan) {
    for (const missing of missingFor(target, now)) notes.push(MISSING[missing]);
    if (!context.quiet) notes.push(NOT_LOOKED_UP);
  }
  const language = terminalLanguage(context.env);
  for (const note of notes) context.stderr.write(`${translated(note, language)}\n`);
}

const MISSING = {
  region: 'no region is set: to deliver, set COS_REGION',
  keys: 'no keys are set: to deliver, set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or COS_SECRET_ID and COS_SECRET_KEY',
};
const NOT_LOOKED_UP = 'nothing is looked up: what the archive has already counts, too';

/** The variables that say where events go. Credentials are not among them: they may change while a replay goes on. */
const DECIDES_PLACES = /^(COS_(?!SECRET|SESSION)|CLS_|INVOKE_|NOTIFY_|WECOM_|MPS_WEBHOOK_CONFIG$)/;

async function openJournal(
  paths: readonly string[],
  replaying: ReplayOptions,
  { template, options, env }: Target,
  { cwd, now }: CommandContext,
): Promise<Journal | undefined> {
  const { journal, restart, dryRun } = replaying;
  if (journal === false || dryRun) return undefined;
  const first = paths.find((path) => path !== '-');
  if (journal === undefined && first === undefined) return undefined;
  const { resolve } = await import('node:path');
  // Beside a file or folder; what is in a bucket has it here.
  const beside = first?.replace(/^cos:\/\/.*/s, (uri) => uri.replace(/[^\w.-]+/g, '-'));
  const path =
    journal === undefined ? `${resolve(cwd, beside ?? '')}.replay` : resolve(cwd, journal);
  const { Journal: Opened } = await import('../replay/journal');
  // What says where things go to; credentials may change meanwhile.
  const places = Object.entries(env).filter(([name]) => DECIDES_PLACES.test(name));
  const { since, until, type, outcome: outcomes, task } = replaying;
  const filter = [since, until, type, outcomes, task];
  const scope = {
    target: JSON.stringify([template, options, places.sort()]),
    paths: JSON.stringify(paths.map((it) => (/^(-|cos:)/.test(it) ? it : resolve(cwd, it)))),
    filter: filter.every((it) => it === undefined) ? undefined : JSON.stringify(filter),
  };
  return Opened.open(path, scope, restart ?? false, now());
}

async function delivering(
  { timeout }: ReplayOptions,
  target: Target,
  { now, send }: CommandContext,
) {
  const { deliverEvent } = await import('../delivery/deliver');
  const log = () => {};
  return (event: Uint8Array) =>
    deliverEvent(event, target, { now, send, log, deadline: now() + timeout * 1000 });
}
