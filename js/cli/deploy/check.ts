/** Whether the function will understand its variables, by what the core says of them. */

import { VARIABLES_OF_SCF } from '../../delivery/dry-run-summary';
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
 * @param existing the variables that the function has already
 * @param role its execution role, whose credentials it will have
 * @throws Failure if it could not do anything with them
 */
export function checkOptions(
  { core }: Assets,
  wanted: Wanted,
  existing: ReadonlyMap<string, string>,
  role: string | undefined,
  warnings: string[],
  now: number,
): void {
  const env = {
    ...Object.fromEntries([...existing, ...wanted.variables]),
    TENCENTCLOUD_REGION: wanted.region ?? VARIABLES_OF_SCF.TENCENTCLOUD_REGION,
    // The platform's, when it runs; here they are only to be there.
    ...(role ? { TENCENTCLOUD_SECRETID: 'role', TENCENTCLOUD_SECRETKEY: 'role' } : {}),
  };
  const settings = Buffer.from(JSON.stringify({ template: wanted.template, env }));
  const { error, fault, bucket, warnings: notes } = JSON.parse(core.probe(settings, now));
  const wrong = error ?? fault;
  if (wrong?.code === 'missing_credentials' && !role) {
    throw new Failure(
      'the function would have no credentials: name its execution role with --role',
    );
  }
  if (wrong)
    throw new Failure(`the function would refuse its variables: ${wrong.message}; ${wrong.help}`);
  for (const { message } of notes) warnings.push(message);
  if (!bucket) warnings.push('COS_BUCKET is not set: the function will store nothing');
}
