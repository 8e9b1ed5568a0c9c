/** `mps-webhook deploy`: makes or updates the function in SCF. */

import { type Command, Option } from 'commander';
import { DEFAULT_TEMPLATE, TEMPLATES, triggeredBy } from '../../input/templates';
import { type Assets, ownAssets } from '../assets';
import type { CommandContext, ExitStatus, Start } from '../context';
import type { Call } from '../deploy/api';
import type { DeployOptions, Wanted } from '../deploy/settings';

export function register(program: Command, start: Start): void {
  const list = (value: string, before: string[] = []) => [...before, value];
  program
    .command('deploy')
    .summary('make or update the function in SCF')
    .description(
      'Shows what would change in SCF, and does it with --yes: the function, its variables, its MPS trigger. What is not named stays as it is. Keys: TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY and, with temporary ones, TENCENTCLOUD_SECURITY_TOKEN.',
    )
    .addOption(
      new Option('--template <name>', 'the template').choices(TEMPLATES).default(DEFAULT_TEMPLATE),
    )
    .option('--name <name>', "the function's name (default: the template's)")
    .option('--region <id>', 'such as ap-guangzhou (default: TENCENTCLOUD_REGION)')
    .option('--namespace <name>', "the function's namespace", 'default')
    .option('--role <name>', 'its execution role, made in the CAM console for the service SCF')
    .option('--env <file>', 'variables of the function, NAME=value a line')
    .option('--config <file>', 'the options as a JSON document, for MPS_WEBHOOK_CONFIG')
    .option('--set <NAME=value>', 'one variable, may be repeated; NAME= removes it', list)
    .option('--process <file>', 'your own processing, put in as process.js')
    .option(
      '--trigger <type>',
      'WorkflowTask, EditMediaTask or none, may be repeated (default: WorkflowTask)',
      list,
    )
    .option('--topic <id>', 'the log topic that triggers cls-to-cos')
    .option('--runtime <id>', 'of a new function (default: Nodejs18.15)')
    .option('--memory <MB>', 'of a new function: 128')
    .option('--timeout <seconds>', 'of a new function: 10')
    .option('--retries <number>', 'after an error of the function, 0 to 2; of a new function: 2')
    .option('--event-age <seconds>', 'how long SCF keeps an event; of a new function: 21600')
    .option(
      '--dead-letter <type:name>',
      'where events go that no retry delivers, such as CMQ-QUEUE:failed-events; none for nowhere',
    )
    .option(
      '--test',
      'after --yes, invoke it once with a sample event, which it archives and notifies of',
    )
    .option('--dry-run', 'only show what would change')
    .option('--yes', 'do it')
    .addHelpText('after', HELP)
    .action((options: DeployOptions) => start((context) => run(options, context)));
}

const HELP = `
Examples:
  mps-webhook deploy --region ap-guangzhou --role mps-webhook --env .env
  mps-webhook deploy --region ap-guangzhou --set NOTIFY_ON=failure --yes
  mps-webhook deploy --region ap-guangzhou --name MPSAnalysis --role mps-webhook --env .env --yes --test
  mps-webhook deploy --template cls-to-cos --topic <id> --region ap-guangzhou --env .env`;

export interface Given {
  assets?: Assets;
  sleep?: (ms: number) => Promise<void>;
}

export async function run(
  options: DeployOptions,
  context: CommandContext,
  given: Given = {},
): Promise<ExitStatus> {
  const { wantedOf } = await import('../deploy/settings');
  const { createCall, deployerCredentials, MPS } = await import('../deploy/api');
  const { findRole, getFunction, listTriggers } = await import('../deploy/function');
  const { planOf } = await import('../deploy/plan');
  const { variablesOf } = await import('../deploy/rows');
  const { isEmpty, renderPlan } = await import('../deploy/view');
  const { apply, untilActive } = await import('../deploy/apply');
  const { checkOptions, refuseLoop, refuseMisspelt, refuseRuntime } = await import(
    '../deploy/check'
  );
  const { coloursFor } = await import('../terminal/colours');
  const { columnsOf } = await import('../terminal/text');
  const { packFunction } = await import('../function/package');

  const wanted = wantedOf(options, context);
  const credentials = deployerCredentials(context.env);
  const assets = given.assets ?? (await ownAssets());
  refuseMisspelt(wanted, assets.pkg);
  const sleep = given.sleep ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
  const code = packFunction(assets.pkg, wanted.template, wanted.process);
  const call = createCall(assets, context, wanted.region, credentials, sleep);
  const isMeant = options.yes === true && !options.dryRun;
  const say = (line: string) => {
    if (!context.quiet) context.stdout.write(`${line}\n`);
  };

  const existing = await getFunction(call, wanted);
  const wants = wanted.triggers.length > 0 || wanted.topic !== undefined;
  const triggers = existing && wants ? await listTriggers(call, wanted) : [];
  refuseLoop(wanted, existing);
  refuseRuntime(existing);
  const lookedUp = existing && (await lookAtInvocation(call, wanted));
  const plan = planOf(wanted, code, existing, triggers, lookedUp?.found);
  plan.warnings.push(...(lookedUp?.warnings ?? []));
  const role = wanted.role ?? existing?.Role ?? undefined;
  checkOptions(assets, wanted, variablesOf(existing), role, plan.warnings, context.now());
  if (wanted.role !== undefined) {
    const state = await findRole(call, wanted.role);
    if (state === 'missing') {
      context.stderr.write(
        `error: there is no role ${wanted.role}; make it in the CAM console for the service SCF (scf.qcloud.com), with a policy as in docs/walkthrough\n`,
      );
      return 1;
    }
    if (state !== 'there') {
      plan.warnings.push(
        `whether there is a role ${wanted.role} could not be looked up (${state.unknown})`,
      );
    }
  }
  if (plan.bind.some(({ service }) => service === MPS)) plan.warnings.push(UNDOCUMENTED);

  const colours = coloursFor(context.stdout, context.env);
  // What is only planned is the result.
  if (!(context.quiet && isMeant)) {
    context.stdout.write(renderPlan(plan, wanted, { colours, width: columnsOf(context.stdout) }));
  }
  const test = async (): Promise<ExitStatus> => {
    if (!options.test) return 0;
    const { tryFunction } = await import('../deploy/trial');
    const { pkg } = assets;
    const tried = await tryFunction(call, wanted, wanted.template, pkg, plan.timeout);
    context.stdout.write(tried.text);
    return tried.hasFailed ? 1 : 0;
  };
  if (isEmpty(plan)) {
    say('Nothing to do.');
    return isMeant ? test() : 0;
  }
  if (!isMeant) {
    say('Nothing was changed. To do it, run it again with --yes.');
    return 0;
  }
  const { interrupted } = context;
  const applying = { call, sleep, id: wanted, interrupted, say };
  // Somebody else's change may be under way.
  if (existing !== undefined && existing.Status !== 'Active') await untilActive(applying);
  await apply(plan, applying);
  say(
    triggeredBy(wanted.template) === 'CLS' && wanted.topic === undefined
      ? 'Deployed. Next: name the log topic with --topic, or make the CLS trigger in the SCF console.'
      : 'Deployed. Next: look into the log of the function when something has triggered it.',
  );
  return test();
}

/** @throws ApiError if the keys may not look it up and the person wants to change it */
async function lookAtInvocation(call: Call, wanted: Wanted) {
  const { ApiError } = await import('../deploy/api');
  const { getAsyncInvocation } = await import('../deploy/function');
  try {
    return { found: await getAsyncInvocation(call, wanted), warnings: [] };
  } catch (error) {
    const isNamed = wanted.retries !== undefined || wanted.eventAge !== undefined;
    if (isNamed || !(error instanceof ApiError)) throw error;
    const warning = `retries and event age could not be looked up (${error.code}): they stay as they are`;
    return { found: undefined, warnings: [warning] };
  }
}

const UNDOCUMENTED =
  'BindTrigger, which makes the MPS trigger, is not documented by Tencent Cloud; its own tools send it. Not tried from here: should it be refused, the console makes the trigger. An account can bind each event type to one function';
