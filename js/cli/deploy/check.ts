/** Whether the function will understand its variables, by what the core says of them. */

import { VARIABLES_OF_SCF } from '../../delivery/dry-run-summary';
import { advised, holdsBack } from '../advice';
import type { Assets } from '../assets';
import { Failure, UsageError } from '../context';
import { probablyMeant, variableNames } from '../function/variable-names';
import type { DeployedFunction } from './function';
import type { Wanted } from './settings';

/**
 * A function that its own log triggers would trigger itself for ever.
 *
 * @throws Failure if it would
 */
export function refuseLoop({ topic }: Wanted, existing: DeployedFunction | undefined): void {
  if (topic !== undefined && topic === existing?.ClsTopicId) {
    throw new Failure(
      `the log of the function itself goes to topic ${topic}: it would trigger itself for ever\n  Take another topic, or send the function's log to another one`,
    );
  }
}

/**
 * This code needs Node.js, and SCF cannot change the runtime of a function.
 *
 * @throws Failure if the function has another one
 */
export function refuseRuntime(existing: DeployedFunction | undefined): void {
  if (existing !== undefined && !/^node/i.test(existing.Runtime ?? '')) {
    throw new Failure(
      `the function runs ${existing.Runtime || 'an image'}, not Node.js, and SCF cannot change that\n  Deploy under another --name with --trigger none, take the trigger away from the old function in the console, then deploy with the trigger`,
    );
  }
}

/**
 * A misspelt variable would do nothing. What the owner's own processing reads has other names.
 *
 * @throws UsageError if one is misspelt
 */
export function refuseMisspelt({ variables }: Wanted, pkg: string): void {
  const known = variableNames(pkg);
  for (const [name, value] of variables) {
    const meant = probablyMeant(name, known);
    // An empty one takes it away, where a function has it.
    if (meant && value !== '')
      throw new UsageError(`variable ${name}: there is none; did you mean ${meant}?`);
  }
}

/**
 * @throws UsageError if a round of the watch cannot look back as far as is wanted
 */
export function checkWatch({ core }: Assets, { watch }: Wanted, now: number): void {
  if (watch === undefined) return;
  const wanted = Buffer.from(JSON.stringify({ message: watch }));
  if (JSON.parse(core.watchTimes(wanted, now)).error !== undefined) {
    const back = watch.slice('watch '.length);
    throw new UsageError(
      `--watch ${back}: it must be a time back such as 24h, 90m or 3d, at most 7d`,
    );
  }
}

/** What the core says of the options that the function will have. */
export interface CheckedOptions {
  /** The policy that the watch needs, as JSON text; undefined: it is not wanted. */
  watchPolicy: string | undefined;
  /** Whether digests or quiet hours hold messages back, for which a timer trigger is wanted. */
  holdsBack: boolean;
}

/**
 * @param existing the variables that the function has already
 * @param role its execution role, whose credentials it will have
 * @throws UsageError if it could not do anything with what is given here
 * @throws Failure if it could not do anything with what it has already
 */
export function checkOptions(
  { core }: Assets,
  wanted: Wanted,
  existing: ReadonlyMap<string, string>,
  role: string | undefined,
  warnings: string[],
  now: number,
): CheckedOptions {
  const env = {
    ...Object.fromEntries([...existing, ...wanted.variables]),
    TENCENTCLOUD_REGION: wanted.region ?? VARIABLES_OF_SCF.TENCENTCLOUD_REGION,
    // The platform's, when it runs; here they are only to be there.
    ...(role ? { TENCENTCLOUD_SECRETID: 'role', TENCENTCLOUD_SECRETKEY: 'role' } : {}),
  };
  const settings = Buffer.from(JSON.stringify({ template: wanted.template, env }));
  const setup = JSON.parse(core.probe(settings, now));
  const wrong = setup.error ?? setup.fault;
  if (wrong?.code === 'missing_credentials' && !role) {
    throw new UsageError(
      'the function would have no credentials: name its execution role with --role',
    );
  }
  if (wrong) {
    const isGiven = wanted.variables.has(wrong.path) || wanted.variables.has('MPS_WEBHOOK_CONFIG');
    const Wrong = isGiven ? UsageError : Failure;
    const { message, help } = advised(wrong);
    throw new Wrong(`the function would refuse its variables: ${message}; ${help}`);
  }
  if (wanted.watch !== undefined && setup.watch_error !== null && setup.watch_error !== undefined) {
    throw new UsageError(`these options do not allow --watch: ${setup.watch_error.message}`);
  }
  for (const { message } of setup.warnings) warnings.push(message);
  if (!setup.bucket) warnings.push('COS_BUCKET is not set: the function will store nothing');
  return {
    watchPolicy: wanted.watch === undefined ? undefined : setup.watch_policy,
    holdsBack: holdsBack(setup.bots),
  };
}
