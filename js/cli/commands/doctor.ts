/** `mps-webhook doctor`: whether a configuration will work, before an event depends on it. */

import { type Command, Option } from 'commander';
import type { CoreError } from '../../core/error';
import { DEFAULT_TEMPLATE, TEMPLATES } from '../../input/templates';
import { advised, holdsBack, isMissingRegion, TIMER_BY_DEPLOY, WITHOUT_TIMER } from '../advice';
import { type Assets, ownAssets } from '../assets';
import { type CommandContext, type ExitStatus, type Start, UsageError } from '../context';
import type { Finding } from '../doctor/finding';
import type { Probe } from '../doctor/probes';
import type { WrongRegion } from '../function/regions';
import { terminalLanguage } from '../terminal/language';

export interface DoctorOptions {
  template: string;
  env?: string;
  config?: string;
  deployed?: boolean;
  function?: string;
  namespace?: string;
  region?: string;
  write?: boolean;
  send?: boolean;
  http?: boolean;
  json?: boolean;
}

export function register(program: Command, start: Start): void {
  program
    .command('doctor')
    .summary('whether a configuration will work')
    .description(
      'Looks at options, keys, clock, bucket, functions to invoke and bots, and says of each what is wrong and what to do. Writes nothing and notifies nobody unless it is asked to.',
    )
    .addOption(
      new Option('--template <name>', 'the template').choices(TEMPLATES).default(DEFAULT_TEMPLATE),
    )
    .option('--env <file>', 'variables, in the form of .env; they go before those of the shell')
    .option('--config <file>', 'the options as a JSON document (default: MPS_WEBHOOK_CONFIG)')
    .option(
      '--deployed',
      "the deployed function that has the template's name: what it is like, its variables, how the watch goes",
    )
    .option('--function <name>', 'the same of a deployed function with another name')
    .option('--namespace <name>', 'of that function (default: default)')
    .option('--region <id>', 'of that function (default: TENCENTCLOUD_REGION)')
    .option('--write', 'write an object into the bucket, and delete it')
    .option('--send', 'send a test message to the bots')
    .option('--http', 'the function is called over HTTP too: callbacks must be signed')
    .option('--json', 'for a program')
    .addHelpText(
      'after',
      `
Examples:
  mps-webhook doctor --env .env
  mps-webhook doctor --env .env --write --send
  mps-webhook doctor --deployed --region ap-guangzhou`,
    )
    .action((options: DoctorOptions) => start((context) => run(options, context)));
}

/** The core's `Bot`. */
interface Bot {
  id: string;
  /** Whether digests or quiet hours hold its messages back. */
  held_back: boolean;
}

/** What the core says of the options; its `Setup`. */
interface Setup {
  error?: CoreError;
  fault?: CoreError;
  region?: string;
  bucket?: string;
  temporary_credentials: boolean;
  /** Why the watch cannot work. */
  watch_error?: CoreError;
  bots: Bot[];
  /** The findings that the options alone give. */
  checks: Finding[];
  probes: Probe[];
}

export async function run(
  options: DoctorOptions,
  context: CommandContext,
  given?: Assets,
): Promise<ExitStatus> {
  const { environmentOf, unknownVariables } = await import('../doctor/environment');
  const { renderFindings } = await import('../doctor/finding');
  const { wrongRegion } = await import('../function/regions');
  const { templateOf } = await import('../function/template');
  const { wrongOptions } = await import('../doctor/wrong-options');
  const template = templateOf(options.template);
  const assets = given ?? (await ownAssets());
  const deployed = await deployedFunction(options, assets, context);
  const env = environmentOf({ ...options, ...deployed }, context);
  const http = options.http || deployed?.isOverHttp === true;
  const setupOf = (env: Record<string, string>): Setup => {
    const settings = Buffer.from(JSON.stringify({ template, env, http }));
    return JSON.parse(assets.core.probe(settings, context.now()));
  };
  const known = setupOf(env);
  const errors = wrongOptions(env, (env) => {
    const { error, fault } = setupOf(env);
    return error ?? fault;
  });
  // The help of the core addresses the owner of a function; here there may be none yet.
  const isLocal = deployed === undefined && !env.TENCENTCLOUD_RUNENV;
  const checks = [
    ...known.checks,
    // Without keys nothing is asked, but the other options may be wrong, too.
    ...(known.error?.code === 'missing_credentials'
      ? setupOf({ ...env, COS_SECRET_ID: 'none', COS_SECRET_KEY: 'none' }).checks
      : []),
  ];
  const wrong = errors.map((error) =>
    isLocal
      ? ofThisMachine(error, env.COS_REGION, options.http === true)
      : (checks.find(({ message }) => message === error.message) ?? failureOf(error)),
  );
  const isWrong = ({ message }: Finding) => errors.some((error) => error.message === message);
  const findings: Finding[] = [
    ...(deployed?.findings ?? []),
    ...wrong,
    ...checks.filter((check) => !isWrong(check)),
    ...regionFindings(wrongRegion(known.region ?? env.COS_REGION)),
    ...unknownVariables(env, assets.pkg),
  ];
  if (!known.error) {
    findings.push(...(await look(known, options, env, assets, context)));
    if (deployed === undefined) {
      findings.push(...(await lookAtOutbox(known, findings, assets, context)));
    } else {
      const { lookAtHealth } = await import('../doctor/health');
      const probes = isReadable(findings)
        ? known.probes.filter(({ step }) => OF_HEALTH.includes(step))
        : [];
      const watchError = known.watch_error?.message;
      findings.push(...(await lookAtHealth(deployed, watchError, probes, assets.core, context)));
      if (deployed.timer === undefined) findings.push(...timerFindings(known.bots, 'warn'));
    }
  }

  if (options.json) {
    context.stdout.write(`${JSON.stringify(findings, null, 2)}\n`);
  } else {
    const { coloursFor } = await import('../terminal/colours');
    const { columnsOf } = await import('../terminal/text');
    const colours = coloursFor(context.stdout, context.env);
    const language = terminalLanguage(context.env);
    const width = columnsOf(context.stdout);
    context.stdout.write(renderFindings(findings, { colours, width, language }));
  }
  return findings.some(({ level }) => level === 'fail') ? 1 : 0;
}

/** What a function leaves in its archive of itself. */
const OF_HEALTH: readonly Probe['step'][] = ['watch', 'outbox'];

/** Whether the bucket may be read, by what was found so far. */
function isReadable(findings: readonly Finding[]): boolean {
  return !findings.some(
    ({ check, level }) => level === 'fail' && ['bucket', 'credentials', 'clock'].includes(check),
  );
}

/** What bots need beside what every delivery needs: a list of the messages that wait, and a timer trigger to send them in time. */
async function lookAtOutbox(
  { bucket, bots, probes }: Setup,
  found: readonly Finding[],
  assets: Assets,
  context: CommandContext,
): Promise<Finding[]> {
  if (!bucket || bots.length === 0) return [];
  const { lookAt } = await import('../doctor/probes');
  const findings: Finding[] = [];
  for (const probe of isReadable(found) ? probes : []) {
    if (probe.step === 'outbox') {
      findings.push(...(await lookAt(probe, 'outbox', assets.core, context)));
    }
  }
  return [...findings, ...timerFindings(bots, 'skipped')];
}

function timerFindings(bots: readonly Bot[], level: Finding['level']): Finding[] {
  if (!holdsBack(bots)) return [];
  return [{ check: 'outbox', level, message: WITHOUT_TIMER, help: TIMER_BY_DEPLOY }];
}

/** What is wrong, with the correction to make on the machine of the caller. */
function ofThisMachine(error: CoreError, region: string | undefined, isServer: boolean): Finding {
  if (error.code === 'missing_credentials') {
    return {
      check: 'credentials',
      level: 'fail',
      message: 'this machine has no keys to look at the bucket and the functions with',
      help: `set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY here. ${isServer ? OF_SERVER : OF_FUNCTION}`,
    };
  }
  if (isMissingRegion(error) && region === undefined) {
    return {
      check: 'options',
      level: 'fail',
      message: "COS_REGION is not set, and here the function's own region is not known",
      help: 'set COS_REGION, or TENCENTCLOUD_REGION to the region of the function',
    };
  }
  return failureOf(advised(error));
}

function failureOf({ message, help }: CoreError): Finding {
  return { check: 'options', level: 'fail', message, help };
}

const OF_FUNCTION = 'The function needs none: it has those of its execution role';
const OF_SERVER =
  'A function has the keys of its execution role; a server outside SCF needs COS_SECRET_ID and COS_SECRET_KEY';

/** A region that is probably misspelt. */
function regionFindings(wrong: WrongRegion | undefined): Finding[] {
  return wrong === undefined ? [] : [{ check: 'options', level: 'warn', ...wrong }];
}

/** What SCF says of the function, if one is named. */
async function deployedFunction(options: DoctorOptions, assets: Assets, context: CommandContext) {
  const name = options.function ?? (options.deployed ? options.template : undefined);
  if (name === undefined) return undefined;
  if (options.env !== undefined || options.config !== undefined) {
    throw new UsageError(
      'a deployed function has variables of its own: --env and --config do not go with --deployed and --function',
    );
  }
  const { createCall, deployerCredentials } = await import('../deploy/api');
  const { lookAtDeployed } = await import('../doctor/deployed');
  const { regionOf } = await import('../function/regions');
  const region = regionOf(
    options.region ?? context.env.TENCENTCLOUD_REGION,
    options.region ? '--region' : 'TENCENTCLOUD_REGION',
  );
  const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const call = createCall(assets, context, region, deployerCredentials(context.env), sleep);
  const id = { name, namespace: options.namespace ?? 'default' };
  const deployed = await lookAtDeployed(call, id);
  deployed.variables.set('TENCENTCLOUD_REGION', region);
  return deployed;
}

async function look(
  known: Setup,
  options: DoctorOptions,
  env: Record<string, string>,
  assets: Assets,
  context: CommandContext,
): Promise<Finding[]> {
  const { ownerOfKeys } = await import('../doctor/environment');
  const { lookAt, lookAtBucket } = await import('../doctor/probes');
  const findings: Finding[] = [];
  const functions = known.probes.filter(({ step }) => step === 'function');
  if (known.bucket || functions.length > 0) {
    const kind = known.temporary_credentials ? 'temporary' : 'permanent';
    findings.push({ check: 'credentials', level: 'ok', message: `${kind}, ${ownerOfKeys(env)}` });
  }
  if (known.bucket) {
    const probes = known.probes.filter(({ step }) => ['read', 'write', 'delete'].includes(step));
    findings.push(...(await lookAtBucket(probes, options.write === true, assets.core, context)));
    const deletion = known.probes.find(({ step }) => step === 'delete_message');
    if (deletion && options.write && known.bots.length > 0 && isReadable(findings)) {
      findings.push(...(await lookAt(deletion, 'outbox', assets.core, context)));
    }
  }
  for (const probe of functions)
    findings.push(...(await lookAt(probe, 'invoke', assets.core, context)));
  if (known.bots.length > 0 && options.send) {
    const { notifyBots } = await import('../doctor/bots');
    findings.push(...(await notifyBots(known.bots, options.template, env, assets, context)));
  } else {
    for (const { id } of known.bots) {
      findings.push({
        check: 'notify',
        level: 'skipped',
        message: `${id} was not notified: --send does it`,
      });
    }
  }
  // That keys are set needs no mention where they are refused.
  const areRefused = findings.some(
    ({ check, level }) => check === 'credentials' && level === 'fail',
  );
  return findings.filter(
    ({ check, level }) => !areRefused || check !== 'credentials' || level === 'fail',
  );
}
