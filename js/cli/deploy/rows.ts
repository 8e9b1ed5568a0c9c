/** What a function is like, and what it is to be like, line by line. */

import { PLAIN_VARIABLES } from '../../core/options';
import type { FunctionPackage } from '../function/package';
import { HANDLER } from '../function/template';
import type { AsyncInvocation, DeadLetter, DeployedFunction, DeployedTrigger } from './function';
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
  /** Whether the values are words of the options, such as `on`. */
  areWords?: boolean;
  /** Whether it is a variable of the function, which has a name of its own. */
  isVariable?: boolean;
}

/** What the function is to be like; what is not named stays as it is, and of a new one is what suits the template. */
export interface Target {
  runtime: string;
  memory: number;
  timeout: number;
  retries: number;
  /** s. */
  eventAge: number;
  /** Undefined: what there is stays. */
  deadLetter: DeadLetter | undefined;
  role: string | undefined;
  /** Empty ones are to be removed. */
  variables: Map<string, string>;
}

/** @param invocation what SCF does with events whose asynchronous invocation fails; undefined: not known */
export function targetOf(
  wanted: Wanted,
  existing: DeployedFunction | undefined,
  invocation: AsyncInvocation | undefined,
): Target {
  return {
    // SCF cannot change it.
    runtime: existing?.Runtime ?? wanted.runtime ?? DEFAULT_RUNTIME,
    memory: wanted.memory ?? existing?.MemorySize ?? 128,
    timeout: wanted.timeout ?? keptTimeout(existing, wanted) ?? leastTimeout(wanted),
    // Of a new function as SCF has them. (SCF document 583/39851.)
    retries: wanted.retries ?? invocation?.retries ?? 2,
    eventAge: wanted.eventAge ?? invocation?.eventAge ?? 6 * 60 * 60,
    deadLetter: wanted.deadLetter,
    role: wanted.role ?? (existing?.Role || undefined),
    variables: new Map([...variablesOf(existing), ...wanted.variables]),
  };
}

/** The timeout that stays; undefined: it is too short for this code, or for a round of the watch. */
function keptTimeout(existing: DeployedFunction | undefined, wanted: Wanted): number | undefined {
  const isShort =
    existing !== undefined && (hasShortTimeout(existing) || isShortForWatch(existing, wanted));
  return isShort ? undefined : existing?.Timeout;
}

/** Of a function whose timeout nobody names, s. */
export function leastTimeout({ watch }: Wanted): number {
  return watch === undefined ? DEFAULT_TIMEOUT : WATCH_TIMEOUT;
}

/** Whether a round of the watch would come to its end in few pages of tasks. */
export function isShortForWatch({ Timeout }: DeployedFunction, { watch }: Wanted): boolean {
  return watch !== undefined && Timeout < WATCH_TIMEOUT;
}

/** Whether a function that was not deployed from here, such as one of the template store, leaves no time to try requests again. */
export function hasShortTimeout(existing: DeployedFunction): boolean {
  return codeIn(existing) === 'other' && existing.Timeout < 5;
}

export function rowsOf(
  target: Target,
  code: FunctionPackage,
  hasOwn: boolean,
  existing: DeployedFunction | undefined,
): Row[] {
  const variables = variablesOf(existing);
  const rows = [
    { ...row('code', codeIn(existing), codeOf(code)), areWords: true },
    {
      ...row('process.js', hasOwnIn(existing) ? 'yes' : undefined, hasOwn ? 'yes' : ''),
      areWords: true,
    },
    row('handler', existing?.Handler, HANDLER),
    row('runtime', existing?.Runtime, target.runtime),
    row('memory', existing && `${existing.MemorySize} MB`, `${target.memory} MB`),
    row('timeout', existing && `${existing.Timeout} s`, `${target.timeout} s`),
    row(
      'dead letters',
      written(existing?.DeadLetterConfig),
      written(target.deadLetter ?? existing?.DeadLetterConfig) ?? '',
    ),
    row('execution role', existing?.Role || undefined, target.role ?? ''),
    ...[...target.variables].map(([key, value]) => ({
      ...row(key, variables.get(key), value),
      secret: isSecret(key),
      isVariable: true,
    })),
  ];
  return rows.filter(({ before, after }) => before !== undefined || after !== '');
}

/** How often and how long failed events are delivered again. */
export function invocationRows(
  { retries, eventAge }: Target,
  before: AsyncInvocation | undefined,
): Row[] {
  return [
    row('retries', before && `${before.retries}`, `${retries}`),
    row('event age', before && `${before.eventAge} s`, `${eventAge} s`),
  ];
}

/** As `--dead-letter` takes it. */
function written(deadLetter: Partial<DeadLetter> | null | undefined): string | undefined {
  return deadLetter?.Name ? `${deadLetter.Type}:${deadLetter.Name}` : undefined;
}

export function triggerRow(
  { what, isIt, stateOf, state = 'on' }: Trigger,
  triggers: readonly DeployedTrigger[],
): Row {
  const found = triggers.find(isIt);
  const isOff = found?.BindStatus === 'off' || found?.Enable === 0;
  const before = found && (isOff ? 'off' : (stateOf?.(found) ?? 'on'));
  return { ...row(what, before, state), areWords: true };
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

/** Of a new function, s. */
const DEFAULT_TIMEOUT = 10;

/** The least for the watch, s. */
const WATCH_TIMEOUT = 30;

/** The API's documentation has it, and SCF has taken none as new offline. (SCF document 583/11060.) */
const DEFAULT_RUNTIME = 'Nodejs18.15';
