import type { Command } from 'commander';
import type { CommandContext, ExitStatus, Start } from '../context';
import { keyOption, readTarget, type TargetOptions, withTarget } from '../delivery/target';
import type { Plan } from '../plan/dry-run';
import { terminalLanguage } from '../terminal/language';

export interface PlanOptions extends TargetOptions {
  json?: boolean;
}

export function register(program: Command, start: Start): void {
  const command = program
    .command('plan')
    .summary('what would be stored, sent and invoked, without doing it')
    .description(
      'Says what the function would do with an event: the keys it would store, the messages it would send, the functions it would invoke. Nothing is sent. The options are those of the function, from the same variables; credentials are not needed, and nothing secret is shown.',
    )
    .argument('<path...>', 'files or folders, cos://bucket/prefix; - is standard input')
    .option(
      '--json',
      'for a program: the plan of each event on a line; "dry_run": true says that nothing was done',
    );
  withTarget(command)
    .addOption(keyOption())
    .addHelpText(
      'after',
      `
Examples:
  COS_BUCKET=results-1250000000 mps-webhook plan event.json
  mps-webhook plan --config options.json --env .env event.json
  mps-webhook plan --template mps-to-cos --json event.json | jq '.stored[].url'`,
    )
    .action((paths: string[], options: PlanOptions) =>
      start((context) => run(paths, options, context)),
    );
}

export async function run(
  paths: readonly string[],
  options: PlanOptions,
  context: CommandContext,
): Promise<ExitStatus> {
  const { checkPaths, eventsAt } = await import('../input/paths');
  await checkPaths(paths, context.cwd);
  const target = await readTarget(options, context);
  const { checkTargetOptions, complete, misspeltIn, timerNotes } = await import(
    '../delivery/check-options'
  );
  checkTargetOptions(complete(target), context.now());
  const { translated } = await import('../language/translate');
  const { dryRun } = await import('../plan/dry-run');
  const { renderPlan } = await import('../plan/view');
  const { coloursFor } = await import('../terminal/colours');
  const { columnsOf } = await import('../terminal/text');
  const { sanitizedJson } = await import('../../display/sanitized');
  const { trapped } = await import('../core');
  const { isTrap } = await import('../../core/trap');
  const { noEvents, notRead, refusal } = await import('../inspect/refusal');
  const { isNotRead } = await import('../input/content');
  const { stdout, stderr, env } = context;
  const language = terminalLanguage(env);
  const view = { colours: coloursFor(stdout, env), width: columnsOf(stdout), language };
  let status: ExitStatus = 0;
  for (const note of [...misspeltIn(target), ...timerNotes(target, context.now())])
    stderr.write(`${translated(note, language)}\n`);
  let between = '';
  let isEmpty = true;
  for await (const event of eventsAt(paths, context, target)) {
    isEmpty = false;
    if (isNotRead(event)) {
      stderr.write(notRead(event, context));
      if (event.isFailure) status = 1;
      continue;
    }
    let plan: Plan;
    try {
      plan = dryRun(event, target, context.now(), language);
    } catch (error) {
      if (!isTrap(error)) throw error;
      stderr.write(refusal(event, trapped(error), context));
      status = 1;
      continue;
    }
    if (plan.done.error !== undefined) {
      stderr.write(refusal(event, plan.done.error, context));
      status = 1;
    }
    stdout.write(options.json ? `${sanitizedJson(plan)}\n` : between + renderPlan(plan, view));
    between = '\n';
  }
  if (isEmpty) stderr.write(noEvents(paths, context));
  return status;
}
