/** The variables that are looked at: those of this process, or of files. */

import type { CommandContext } from '../context';
import { withOwnKeys } from '../delivery/own-keys';
import { ENDPOINTS } from '../deploy/api';
import { notAVariable, probablyMeant, variableNames } from '../function/variable-names';
import { checkDocument, readText, readVariables } from '../option-files';
import type { Finding } from './finding';

export type Environment = Record<string, string>;

export interface Sources {
  /** A file of variables. */
  env?: string;
  /** A file with the document. */
  config?: string;
  /** Variables that are known already. */
  variables?: ReadonlyMap<string, string>;
}

/**
 * What the function is to be given: as with all commands, the variables of this process, and before them those of the file. A function
 * that is deployed has its own, and of this process only the keys to look at it with.
 */
export function environmentOf(
  { env, config, variables }: Sources,
  context: CommandContext,
): Environment {
  const own = Object.fromEntries(
    Object.entries(context.env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  const given: Environment = { ...Object.fromEntries(variables ?? []) };
  if (env !== undefined) Object.assign(given, readVariables(env, context));
  if (config !== undefined) {
    // The text as it is: what is wrong with the options is for the core to say.
    given.MPS_WEBHOOK_CONFIG = readText(config, context);
    checkDocument(given.MPS_WEBHOOK_CONFIG, config);
  }
  context.secrets?.addVariables(Object.entries(given));
  return withOwnKeys({ ...(variables === undefined ? own : keysOf(own)), ...given });
}

function keysOf(env: Environment): Environment {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => name.startsWith('TENCENTCLOUD_')),
  );
}

/** Whose keys are used. */
export function ownerOfKeys(env: Environment): string {
  if (env.COS_SECRET_ID) return 'COS_SECRET_ID';
  return env.TENCENTCLOUD_SECRET_ID === env.TENCENTCLOUD_SECRETID
    ? 'your own keys (TENCENTCLOUD_SECRET_ID); the function has those of its role'
    : "the role's";
}

/** Variables that look like those of the function and are not. */
export function unknownVariables(env: Environment, pkg: string): Finding[] {
  const known = variableNames(pkg);
  return Object.keys(env).flatMap((name): Finding[] => {
    // Those of `deploy`: it and the function may have the same environment.
    if (ENDPOINTS.includes(name)) return [];
    const meant = probablyMeant(name, known);
    if (meant === undefined) return [];
    const help = meant
      ? `did you mean ${meant}?`
      : 'look for its right name in docs/configuration.md';
    return [{ check: 'options', level: 'warn', message: notAVariable(name), help }];
  });
}
