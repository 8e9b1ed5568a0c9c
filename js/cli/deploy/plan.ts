/** What has to be done so that the function is as it is wanted. Nothing is asked or sent here. */

import type { FunctionPackage } from '../function/package';
import { HANDLER } from '../function/template';
import type { AsyncInvocation, DeployedFunction, DeployedTrigger } from './function';
import { codeIn, describe, hasOwnIn } from './mark';
import type { PermissionStep } from './permissions';
import {
  changes,
  hasShortTimeout,
  invocationRows,
  isShortForWatch,
  leastTimeout,
  type Row,
  rowsOf,
  targetOf,
  triggerRow,
} from './rows';
import type { Wanted } from './settings';
import { type Trigger, triggersOf } from './triggers';

export interface Plan {
  /** Whether it was looked up what there is: if not, it is the plan of a new function. */
  isLookedUp: boolean;
  rows: Row[];
  /** What is sent to make the function; undefined: it is there. */
  create: object | undefined;
  updateCode: object | undefined;
  updateConfiguration: object | undefined;
  /** What is sent to set what happens with failed events. */
  updateInvocation: object | undefined;
  /** What is sent to give the role what the watch needs, in order. */
  permissions: PermissionStep[];
  /** The triggers to bind. */
  bind: Trigger[];
  /** The timeout that the function will have, s. */
  timeout: number;
  /** What cannot be done, or should be known. */
  warnings: string[];
}

/**
 * @param existing what SCF has; undefined: no such function
 * @param invocation what SCF does with events whose asynchronous invocation fails; undefined: not known
 */
export function planOf(
  wanted: Wanted,
  code: FunctionPackage,
  existing: DeployedFunction | undefined,
  triggers: readonly DeployedTrigger[],
  invocation?: AsyncInvocation,
): Plan {
  const hasOwn = wanted.process !== undefined;
  const target = targetOf(wanted, existing, invocation);
  const rows = rowsOf(target, code, hasOwn, existing);
  const isNamed = wanted.retries !== undefined || wanted.eventAge !== undefined;
  // What is not known of an existing function, and not named, stays as it is.
  const ofInvocation =
    existing === undefined || invocation !== undefined || isNamed
      ? invocationRows(target, invocation)
      : [];
  const bindings = triggersOf(wanted, triggers).map((trigger) => ({
    trigger,
    row: triggerRow(trigger, triggers),
  }));

  const id = { FunctionName: wanted.name, Namespace: wanted.namespace };
  const packed = { ZipFile: Buffer.from(code.zip).toString('base64') };
  const fresh = { Handler: HANDLER, CodeSource: 'ZipFile', Code: packed };
  const configuration = {
    ...id,
    Description: describe(code, hasOwn, existing),
    MemorySize: target.memory,
    Timeout: target.timeout,
    Environment: {
      // SCF takes no empty ones.
      Variables: [...target.variables]
        .filter(([, value]) => value !== '')
        .map(([Key, Value]) => ({ Key, Value })),
    },
    ...(target.deadLetter === undefined ? {} : { DeadLetterConfig: target.deadLetter }),
    ...(target.role === undefined ? {} : { Role: target.role }),
  };

  const isOfCode = ({ what }: Row) => ['code', 'process.js', 'handler'].includes(what);
  const isUpdate = existing !== undefined;
  const changed = rows.filter(changes);
  const updatesCode = isUpdate && changed.some(isOfCode);
  return {
    isLookedUp: true,
    rows: [...rows, ...ofInvocation, ...bindings.map(({ row }) => row)],
    create: isUpdate
      ? undefined
      : { ...configuration, ...fresh, Runtime: target.runtime, Type: 'Event' },
    updateCode: updatesCode ? { ...id, ...fresh } : undefined,
    // The description says which code there is: it is written when that is.
    updateConfiguration: isUpdate && changed.length > 0 ? configuration : undefined,
    updateInvocation: ofInvocation.some(changes)
      ? {
          ...id,
          AsyncTriggerConfig: {
            RetryConfig: [{ RetryNum: target.retries }],
            MsgTTL: target.eventAge,
          },
        }
      : undefined,
    permissions: [],
    bind: bindings.filter(({ row }) => changes(row)).map(({ trigger }) => trigger),
    timeout: target.timeout,
    warnings: warningsOf(wanted, existing),
  };
}

function warningsOf(wanted: Wanted, existing: DeployedFunction | undefined): string[] {
  const warnings: string[] = [];
  if (existing && wanted.runtime !== undefined && wanted.runtime !== existing.Runtime) {
    warnings.push(
      `SCF cannot change the runtime of a function: it stays ${existing.Runtime}. To have ${wanted.runtime}, deploy under another --name`,
    );
  }
  if (existing && wanted.timeout === undefined && hasShortTimeout(existing)) {
    warnings.push(
      `a timeout of ${existing.Timeout} s leaves no time to try a request again: it becomes ${leastTimeout(wanted)} s, or what --timeout says`,
    );
  } else if (existing && wanted.timeout === undefined && isShortForWatch(existing, wanted)) {
    warnings.push(
      `a timeout of ${existing.Timeout} s is short for a round of the watch: it becomes ${leastTimeout(wanted)} s, or what --timeout says`,
    );
  }
  if (existing && codeIn(existing) === 'other') {
    warnings.push(
      'the code of the function is replaced; what was written into it, such as the key of a bot, is to be set as a variable',
    );
  }
  if (hasOwnIn(existing) && wanted.process === undefined) {
    warnings.push(
      'the function has a process.js of yours, which this takes away: name it with --process',
    );
  }
  return warnings;
}
