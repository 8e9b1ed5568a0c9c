/** `mps-webhook deploy`: makes or updates the function in SCF. */

import { type Command, Option } from 'commander';
import { DEFAULT_TEMPLATE, TEMPLATES, triggeredBy } from '../../input/templates';
import { WITHOUT_TIMER } from '../advice';
import { type Assets, ownAssets } from '../assets';
import { type CommandContext, type ExitStatus, Failure, type Start } from '../context';
import type { Call } from '../deploy/api';
import type { AsyncInvocation, DeployedFunction, DeployedTrigger } from '../deploy/function';
import type { Plan } from '../deploy/plan';
import type { DeployOptions, Wanted } from '../deploy/settings';

export function register(program: Command, start: Start): void {
  const list = (value: string, before: string[] = []) => [...before, value];
  program
    .command('deploy')
    .summary('make or update the function in SCF')
    .description(
      'Shows what would change in SCF, and does it with --yes: the function, its variables, its triggers. What is not named stays as it is. Keys: TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY and, with temporary ones, TENCENTCLOUD_SECURITY_TOKEN.',
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
    .option(
      '--watch <time>',
      'a timer trigger that finds events that never came, and the permissions it needs: how far back its first round looks, such as 24h, at most 7d',
    )
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
  mps-webhook deploy --region ap-guangzhou --watch 24h --yes
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
  const { checkEndpoints, createCall, credentialsIn, deployerCredentials, MPS } = await import(
    '../deploy/api'
  );
  const { planOf } = await import('../deploy/plan');
  const { variablesOf } = await import('../deploy/rows');
  const { isEmpty, renderPlan } = await import('../deploy/view');
  const { apply, untilActive } = await import('../deploy/apply');
  const { checkOptions, checkWatch, refuseLoop, refuseMisspelt, refuseRuntime } = await import(
    '../deploy/check'
  );
  const { permissionsOf } = await import('../deploy/permissions');
  const { isOfWatch } = await import('../deploy/triggers');
  const { coloursFor } = await import('../terminal/colours');
  const { columnsOf } = await import('../terminal/text');
  const { packFunction } = await import('../function/package');
  const { COLON, COMMA, translated } = await import('../language/translate');
  const { terminalLanguage } = await import('../terminal/language');

  const isMeant = options.yes === true && !options.dryRun;
  const wanted = wantedOf(options, context, isMeant);
  const { region } = wanted;
  const credentials = isMeant ? deployerCredentials(context.env) : credentialsIn(context.env);
  checkEndpoints(context.env);
  const assets = given.assets ?? (await ownAssets());
  refuseMisspelt(wanted, assets.pkg);
  checkWatch(assets, wanted, context.now());
  const sleep = given.sleep ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
  const code = packFunction(assets.pkg, wanted.template, wanted.process);
  const call =
    credentials && region ? createCall(assets, context, region, credentials, sleep) : undefined;
  const language = terminalLanguage(context.env);
  const inLanguage = (text: string) => translated(text, language);
  const say = (line: string) => {
    if (!context.quiet) context.stdout.write(`${inLanguage(line)}\n`);
  };

  const { existing, triggers, invocation, warnings } = call
    ? await lookUp(call, wanted)
    : notLookedUp(credentials === undefined, region === undefined);
  refuseLoop(wanted, existing);
  refuseRuntime(existing);
  const plan = planOf(wanted, code, existing, triggers, invocation);
  plan.isLookedUp = call !== undefined;
  plan.warnings.push(...warnings);
  const role = wanted.role ?? existing?.Role ?? undefined;
  // A function that was not looked up may have one.
  const assumed = role ?? (call === undefined ? 'unknown' : undefined);
  const { watchPolicy, holdsBack } = checkOptions(
    assets,
    wanted,
    variablesOf(existing),
    assumed,
    plan.warnings,
    context.now(),
  );
  if (watchPolicy !== undefined) {
    const { rows, steps, warnings } = await permissionsOf(call, wanted, role, watchPolicy);
    plan.rows.push(...rows);
    plan.permissions.push(...steps);
    plan.warnings.push(...warnings);
  }
  if (holdsBack && wanted.watch === undefined && !triggers.some(isOfWatch)) {
    plan.warnings.push(`${WITHOUT_TIMER}; --watch 24h makes one`);
  }
  plan.warnings.push(...missingOptions(wanted, plan));
  if (call && wanted.role !== undefined) {
    plan.warnings.push(...(await roleWarnings(call, wanted.role)));
  }
  if (plan.bind.some(({ service }) => service === MPS)) plan.warnings.push(UNDOCUMENTED);

  const colours = coloursFor(context.stdout, context.env);
  // What is only planned is the result.
  if (!(context.quiet && isMeant)) {
    const view = { colours, width: columnsOf(context.stdout), language };
    context.stdout.write(renderPlan(plan, wanted, view));
  }
  if (!isMeant || call === undefined) {
    say(isEmpty(plan) ? NOTHING_TO_DO : 'Nothing was changed. To do it, run it again with --yes.');
    return 0;
  }
  const test = async (): Promise<ExitStatus> => {
    if (!options.test) return 0;
    const { tryFunction } = await import('../deploy/trial');
    const { pkg } = assets;
    const tried = await tryFunction(call, wanted, wanted.template, pkg, plan.timeout, language);
    context.stdout.write(tried.text);
    return tried.hasFailed ? 1 : 0;
  };
  if (isEmpty(plan)) {
    say(NOTHING_TO_DO);
    return test();
  }
  const { interrupted } = context;
  const onDone = (action: string, what?: string) => {
    const done = what === undefined ? action : `${action}${COMMA[language]}${inLanguage(what)}`;
    say(`${done}${COLON[language]}${inLanguage('done')}`);
  };
  const applying = { call, sleep, id: wanted, interrupted, onDone };
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

const NOTHING_TO_DO = 'Nothing to do.';

/** What SCF has of the function. */
interface LookedUp {
  existing: DeployedFunction | undefined;
  triggers: DeployedTrigger[];
  invocation: AsyncInvocation | undefined;
  warnings: string[];
}

async function lookUp(call: Call, wanted: Wanted): Promise<LookedUp> {
  const { getFunction, listTriggers } = await import('../deploy/function');
  const existing = await getFunction(call, wanted);
  if (existing === undefined)
    return { existing, triggers: [], invocation: undefined, warnings: [] };
  const { triggers: types, topic, watch } = wanted;
  const wants = types.length > 0 || topic !== undefined || watch !== undefined;
  const triggers = wants ? await listTriggers(call, wanted) : [];
  const { found, warnings } = await lookAtInvocation(call, wanted);
  return { existing, triggers, invocation: found, warnings };
}

/** What is known where nobody can be asked. */
function notLookedUp(lacksKeys: boolean, lacksRegion: boolean): LookedUp {
  const lacking = [
    ...(lacksKeys
      ? [
          'there are no keys to look the function up with (TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY)',
        ]
      : []),
    ...(lacksRegion
      ? [
          'no region is known to look the function up in; name it with --region, such as ap-guangzhou',
        ]
      : []),
  ];
  const consequence =
    'this is the plan of a new function, and its role is not looked up; of a function that is there, what is not named stays as it is';
  return {
    existing: undefined,
    triggers: [],
    invocation: undefined,
    warnings: [...lacking, consequence],
  };
}

/** What a new function would lack, and nobody has named. */
function missingOptions({ template, topic, role, variables }: Wanted, plan: Plan): string[] {
  if (plan.create === undefined) return [];
  const missing: string[] = [];
  if (role === undefined && !variables.has('COS_SECRET_ID')) {
    missing.push(
      'no --role is named: without an execution role a new function has no credentials for COS',
    );
  }
  if (triggeredBy(template) === 'CLS' && topic === undefined) {
    missing.push(
      'no --topic is named: nothing triggers the function until a CLS trigger is made in the SCF console',
    );
  }
  return missing;
}

/** @throws Failure if there is no such role */
async function roleWarnings(call: Call, role: string): Promise<string[]> {
  const { findRole } = await import('../deploy/function');
  const state = await findRole(call, role);
  if (state === 'there') return [];
  if (state === 'missing') {
    throw new Failure(
      `there is no role ${role}; make it in the CAM console for the service SCF (scf.qcloud.com), with a policy as in docs/walkthrough`,
    );
  }
  return [`whether there is a role ${role} could not be looked up (${state.unknown})`];
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
