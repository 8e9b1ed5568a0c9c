/** `mps-webhook reconcile`: finds finished tasks whose events never came, and delivers them. */

import type { Command } from 'commander';
import type { Core } from '../../core/instance';
import type { SettledTask, WatchDone, WatchRequest } from '../../delivery/watch';
import { advised } from '../advice';
import { type CommandContext, type ExitStatus, Failure, type Start, UsageError } from '../context';
import { readTarget, type Target, type TargetOptions, withTarget } from '../delivery/target';
import type { ReconcilePlan, Tally } from '../reconcile/plan';
import { terminalLanguage } from '../terminal/language';

export interface ReconcileOptions extends TargetOptions {
  dryRun?: boolean;
  endpoint?: string;
  grace: string;
  json?: boolean;
  since: string;
  yes?: boolean;
}

export function register(program: Command, start: Start): void {
  const command = program
    .command('reconcile')
    .summary('find finished tasks whose events never came, and deliver them')
    .description(
      'Asks MPS which tasks finished, looks for each in the archive, and says which are missing. With --yes, or when asked on a terminal, it fetches those from MPS and delivers them as the function would: stored, marked as reconciled, notified, invoked. An event that comes later is stored, and nobody is notified of it again. A process.js does not run. The keys need mps:DescribeTasks and mps:DescribeTaskDetail, and on the archive cos:GetBucket, cos:GetObject and cos:PutObject.',
    );
  withTarget(command)
    .option('--since <time>', 'how far back: 24h, at most 7d, or a time', '24h')
    .option('--grace <duration>', 'how long events may be on their way, at least 5m', '15m')
    .option('--endpoint <url>', 'the base URL of the MPS API, instead of its own')
    .option('--dry-run', 'only say what is missing')
    .option('--yes', 'deliver what is missing without asking')
    .option('--json', 'for a program')
    .addHelpText(
      'after',
      `
Examples:
  mps-webhook reconcile --env .env
  mps-webhook reconcile --env .env --since 7d --yes
  mps-webhook reconcile --env .env --dry-run --json`,
    )
    .action((options: ReconcileOptions) => start((context) => run(options, context)));
}

export async function run(options: ReconcileOptions, context: CommandContext): Promise<ExitStatus> {
  const { loader } = await import('../core');
  const { Tally: Made } = await import('../reconcile/plan');
  const { answer, grouped, wordsIn } = await import('../reconcile/words');
  const language = terminalLanguage(context.env);
  const words = wordsIn(language);
  const core = loader.load();
  const wanted = timesOf(core, options, context.now());
  const target = at(options.endpoint, await readTarget(options, context));
  const say = (text: string) => {
    if (!options.json) context.stdout.write(text);
  };

  const tally = new Made();
  const look = { ...wanted, delivers: false, has_cursor: false };
  const looked = await round(look, target, context, tally);
  const plan = tally.plan(looked.summary);
  const isMeant = !options.dryRun && plan.missing > 0;
  if (!options.json) await show(plan, context);
  const isWanted =
    isMeant &&
    (options.yes || (await confirm(words.ask(grouped(plan.missing, language)), context)));
  if (!isWanted) {
    const isAsked = isTerminal(context) && !options.json;
    if (options.json) print(plan, undefined, [], context);
    else if (plan.missing === 0) say(`${answer(core, looked.summary, language)}\n`);
    else if (options.dryRun) say(`${words.dryRun}\n`);
    else say(`${isAsked ? words.nothing : words.sayYes}\n`);
    const isLeft = plan.missing > 0 && !options.dryRun && !isAsked;
    return isLeft || (plan.pending > 0 && plan.missing === 0) ? 1 : 0;
  }

  const deliver = { ...wanted, delivers: true, has_cursor: false };
  const delivered = new Made();
  const done = await round(deliver, target, context, delivered);
  if (options.json) print(plan, done, delivered.handled, context);
  say(`${answer(core, done.summary, language)}\n`);
  const { failed, pending } = done.summary;
  return failed + pending > 0 ? 1 : 0;
}

/** @throws UsageError if they are no times that the core takes */
function timesOf(
  core: Core,
  { since, grace }: ReconcileOptions,
  now: number,
): Pick<WatchRequest, 'back' | 'grace'> {
  const wanted = Buffer.from(JSON.stringify({ since, grace }));
  const { error, ...times } = JSON.parse(core.watchTimes(wanted, now));
  if (error !== undefined) throw new UsageError(`--${error.path} ${error.message}`);
  return times;
}

/** The target with another API of MPS. */
function at(endpoint: string | undefined, target: Target): Target {
  if (endpoint === undefined) return target;
  const env = { ...target.env, MPS_ENDPOINT: endpoint };
  // What stands in the document goes before variables.
  const { mps } = Object(target.options) as { mps?: { endpoint?: string } };
  if (mps?.endpoint === undefined) return { ...target, env };
  return { ...target, env, options: { ...Object(target.options), mps: { ...mps, endpoint } } };
}

/** Makes a round, with progress on a terminal. */
async function round(
  request: WatchRequest,
  { template, options, env }: Target,
  context: CommandContext,
  tally: Tally,
): Promise<WatchDone> {
  const { watch } = await import('../../delivery/watch');
  const { loader } = await import('../core');
  const { escaped } = await import('../terminal/text');
  const { translated } = await import('../language/translate');
  const { now, send, interrupted, stderr } = context;
  const language = terminalLanguage(context.env);
  const progress = progressOn(context);
  const onSettled = (tasks: readonly SettledTask[], total: number | undefined) => {
    tally.add(tasks);
    for (const { task_id, status, error } of tasks) {
      if (status === 'failed') {
        progress.clear();
        stderr.write(
          `✗ ${escaped(task_id)}: ${escaped(translated(error?.message ?? '', language))}\n`,
        );
      }
    }
    progress.show(tally.looked, total);
  };
  const done = await watch(
    loader,
    { now, send, log: () => {} },
    {
      request,
      deadline: Number.POSITIVE_INFINITY,
      settings: () => ({ template, options, env }),
      process: undefined,
      onSettled,
      interrupted,
    },
  );
  progress.clear();
  if (done === undefined) throw new Failure('it was interrupted; call it again to go on');
  const { error, summary } = done;
  if (error?.code === 'invalid_options' || error?.code === 'missing_credentials') {
    const { message, help } = advised(error);
    throw new UsageError(`${message}; ${help}`);
  }
  if (error !== undefined && !summary.complete) throw new Failure(error.message);
  return done;
}

/** How many tasks were looked for, on a terminal. */
function progressOn({ stderr, quiet }: CommandContext) {
  if (stderr.isTTY !== true || quiet) return { show: () => {}, clear: () => {} };
  return {
    show: (looked: number, total: number | undefined) => {
      stderr.write(
        `\r\u001b[K${looked}${total === undefined ? '' : ` / ${Math.max(looked, total)}`}`,
      );
    },
    clear: () => {
      stderr.write('\r\u001b[K');
    },
  };
}

async function show(plan: ReconcilePlan, context: CommandContext): Promise<void> {
  const { renderPlan } = await import('../reconcile/view');
  const { coloursFor } = await import('../terminal/colours');
  const { columnsOf } = await import('../terminal/text');
  if (plan.missing === 0) return;
  const view = {
    colours: coloursFor(context.stdout, context.env),
    width: columnsOf(context.stdout),
  };
  context.stdout.write(renderPlan(plan, terminalLanguage(context.env), view));
}

function isTerminal({ stdin, stdout }: CommandContext): boolean {
  return (stdin as { isTTY?: boolean }).isTTY === true && stdout.isTTY === true;
}

/** Asks on a terminal. Elsewhere nobody can answer. */
async function confirm(question: string, context: CommandContext): Promise<boolean> {
  if (!isTerminal(context)) return false;
  const { createInterface } = await import('node:readline/promises');
  const input = createInterface({ input: context.stdin });
  try {
    context.stderr.write(question);
    const answered = await input.question('', { signal: context.interrupted });
    return /^(y|yes|是|はい|예)$/i.test(answered.trim());
  } catch {
    return false;
  } finally {
    input.close();
  }
}

function print(
  plan: ReconcilePlan,
  done: WatchDone | undefined,
  handled: readonly SettledTask[],
  { stdout }: CommandContext,
): void {
  const { byType, byHour, tasks, ...counts } = plan;
  const json = {
    plan: {
      ...counts,
      by_type: Object.fromEntries(byType),
      by_hour: Object.fromEntries(byHour),
      missing_tasks: tasks.map(({ task_id, task_type, finished_at }) => ({
        task_id,
        task_type,
        finished_at,
      })),
    },
    // Without a delivery there is none.
    result: done?.summary ?? null,
    delivered: handled,
    ...(done?.error && { error: done.error }),
  };
  stdout.write(`${JSON.stringify(json, null, 2)}\n`);
}
