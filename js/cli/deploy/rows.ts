/** What a function is like, and what it is to be like, line by line. */

import { PLAIN_VARIABLES } from '../../core/options';
import type { FunctionPackage } from '../function/package';
import { HANDLER } from '../function/template';
import type { DeployedFunction, DeployedTrigger } from './function';
import { codeIn, codeOf, hasOwnIn } from './mark';
import type { Wanted } from './settings';
import type { Trigger } from './triggers';

/** One thing, as it is and as it will be; both the same: it stays. */
export interface Row {
  what: string;
  /** Undefined: there is none. */
  before: string | undefined;
  /** Empty: there will be none. */
  after: string;
  /** Whether the values are not for other eyes. */
  secret?: boolean;
}

/** What the function is to be like; what is not named stays as it is, and of a new one is what suits the template. */
export interface Target {
  runtime: string;
  memory: number;
  timeout: number;
  role: string | undefined;
  /** Empty ones are to be removed. */
  variables: Map<string, string>;
}

export function targetOf(wanted: Wanted, existing: DeployedFunction | undefined): Target {
  return {
    // SCF cannot change it.
    runtime: existing?.Runtime ?? wanted.runtime ?? DEFAULT_RUNTIME,
    memory: wanted.memory ?? existing?.MemorySize ?? 128,
    timeout: wanted.timeout ?? existing?.Timeout ?? 10,
    role: wanted.role ?? (existing?.Role || undefined),
    variables: new Map([...variablesOf(existing), ...wanted.variables]),
  };
}

export function rowsOf(
  target: Target,
  code: FunctionPackage,
  hasOwn: boolean,
  existing: DeployedFunction | undefined,
): Row[] {
  const variables = variablesOf(existing);
  const rows = [
    row('code', codeIn(existing), codeOf(code)),
    row('process.js', hasOwnIn(existing) ? 'yes' : undefined, hasOwn ? 'yes' : ''),
    row('handler', existing?.Handler, HANDLER),
    row('runtime', existing?.Runtime, target.runtime),
    row('memory', existing && `${existing.MemorySize} MB`, `${target.memory} MB`),
    row('timeout', existing && `${existing.Timeout} s`, `${target.timeout} s`),
    row('execution role', existing?.Role || undefined, target.role ?? ''),
    ...[...target.variables].map(([key, value]) => ({
      ...row(key, variables.get(key), value),
      secret: isSecret(key),
    })),
  ];
  return rows.filter(({ before, after }) => before !== undefined || after !== '');
}

export function triggerRow({ what, isIt }: Trigger, triggers: readonly DeployedTrigger[]): Row {
  const found = triggers.find(isIt);
  const isOff = found?.BindStatus === 'off' || found?.Enable === 0;
  return row(what, found && (isOff ? 'off' : 'on'), 'on');
}

export function changes({ before = '', after }: Row): boolean {
  return before !== after;
}

export function variablesOf(existing: DeployedFunction | undefined): Map<string, string> {
  const variables = existing?.Environment?.Variables;
  return new Map(Array.isArray(variables) ? variables.map(({ Key, Value }) => [Key, Value]) : []);
}

function row(what: string, before: string | undefined, after: string): Row {
  return { what, before, after };
}

/** Whether a variable may hold a secret: all but those that are known to hold none. */
function isSecret(name: string): boolean {
  return !PLAIN_VARIABLES.includes(name);
}

/** The newest that SCF has: Nodejs8.9 is to be taken offline. (SCF document 583/11060.) */
const DEFAULT_RUNTIME = 'Nodejs18.15';
