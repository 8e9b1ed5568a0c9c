/** What has to be done so that the function is as it is wanted. Nothing is asked or sent here. */

import type { FunctionPackage } from '../function/package';
import { type EventType, HANDLER } from '../function/template';
import type { DeployedFunction, DeployedTrigger } from './function';
import type { Wanted } from './settings';

/** One thing, as it is and as it will be; both the same: it stays. */
export interface Row {
  what: string;
  /** Undefined: there is none. */
  now: string | undefined;
  /** Empty: there will be none. */
  then: string;
  /** Whether the values are not for other eyes. */
  secret?: boolean;
}

export interface Plan {
  rows: Row[];
  /** What is sent to make the function; undefined: it is there. */
  create: object | undefined;
  updateCode: object | undefined;
  updateConfiguration: object | undefined;
  /** The triggers to bind. */
  bind: EventType[];
  /** What cannot be done, or should be known. */
  warnings: string[];
}

/** @param existing what SCF has; undefined: no such function */
export function planOf(
  wanted: Wanted,
  code: FunctionPackage,
  existing: DeployedFunction | undefined,
  triggers: readonly DeployedTrigger[],
): Plan {
  const id = { FunctionName: wanted.name, Namespace: wanted.namespace };
  const before = variablesOf(existing);
  const all = new Map([...before, ...wanted.variables]);
  // SCF takes no empty ones: to set one to nothing is to remove it.
  const after = new Map([...all].filter(([, value]) => value !== ''));
  const description = describe(code);
  const { runtime, role, ...numbers } = settingsOf(wanted, existing);
  const zip = Buffer.from(code.zip).toString('base64');

  const rows: Row[] = [
    row('code', codeIn(existing), codeOf(code)),
    row('handler', existing?.Handler, HANDLER),
    row('runtime', existing?.Runtime, runtime),
    row('memory', existing && `${existing.MemorySize} MB`, `${numbers.memory} MB`),
    row('timeout', existing && `${existing.Timeout} s`, `${numbers.timeout} s`),
    row('execution role', existing?.Role || undefined, role ?? ''),
    ...[...all].map(([key, value]) => ({
      ...row(key, before.get(key), value),
      secret: isSecret(key),
    })),
  ];
  const bind: EventType[] = [];
  for (const type of wanted.triggers) {
    const state = triggerState(type, triggers);
    rows.push(row(`MPS trigger ${type}`, state, 'on'));
    if (state !== 'on') bind.push(type);
  }

  const differs = (...names: string[]) => rows.some((it) => names.includes(it.what) && changes(it));
  const configuration = {
    ...id,
    Description: description,
    MemorySize: numbers.memory,
    Timeout: numbers.timeout,
    Environment: { Variables: [...after].map(([Key, Value]) => ({ Key, Value })) },
    ...(role === undefined ? {} : { Role: role }),
  };
  const isCode = differs('code', 'handler');
  const isConfiguration = differs('memory', 'timeout', 'execution role', ...all.keys());
  const plan: Plan = {
    rows,
    create: undefined,
    updateCode: undefined,
    updateConfiguration: undefined,
    bind,
    warnings: [],
  };
  if (existing === undefined) {
    plan.create = {
      ...configuration,
      Handler: HANDLER,
      Runtime: runtime,
      Type: 'Event',
      CodeSource: 'ZipFile',
      Code: { ZipFile: zip },
    };
  } else {
    if (existing.Runtime !== runtime) {
      plan.warnings.push(
        `SCF cannot change the runtime of a function: it stays ${existing.Runtime}. To have ${runtime}, deploy under another --name`,
      );
      rows.splice(2, 1, row('runtime', existing.Runtime, existing.Runtime));
    }
    if (isCode)
      plan.updateCode = { ...id, Handler: HANDLER, CodeSource: 'ZipFile', Code: { ZipFile: zip } };
    // The description says which code there is: written when that is.
    if (isConfiguration || isCode) plan.updateConfiguration = configuration;
  }
  return plan;
}

/** What is not named stays as it is; of a new function it is what suits the template. */
function settingsOf(wanted: Wanted, existing: DeployedFunction | undefined) {
  return {
    runtime: wanted.runtime ?? existing?.Runtime ?? DEFAULT_RUNTIME,
    memory: wanted.memory ?? existing?.MemorySize ?? 128,
    timeout: wanted.timeout ?? existing?.Timeout ?? 10,
    role: wanted.role ?? (existing?.Role || undefined),
  };
}

function row(what: string, now: string | undefined, then: string): Row {
  return { what, now: now === '' ? undefined : now, then };
}

export function changes({ now = '', then }: Row): boolean {
  return now !== then;
}

export function variablesOf(existing: DeployedFunction | undefined): Map<string, string> {
  return new Map((existing?.Environment?.Variables ?? []).map(({ Key, Value }) => [Key, Value]));
}

/** SCF does not say what code a function has; its description can. Letters, digits, spaces, commas and full stops. */
function describe(code: FunctionPackage): string {
  return `Archives MPS notifications to COS. Code ${codeOf(code)}`;
}

function codeOf({ sha256 }: FunctionPackage): string {
  return sha256.slice(0, 16);
}

function codeIn(existing: DeployedFunction | undefined): string | undefined {
  if (existing === undefined) return undefined;
  return /\bCode ([0-9a-f]{16})\b/.exec(existing.Description ?? '')?.[1] ?? 'other';
}

function triggerState(type: EventType, triggers: readonly DeployedTrigger[]): string | undefined {
  const found = triggers.find(
    (trigger) => trigger.Type === 'mps' && trigger.ResourceId?.endsWith(`TriggerType/${type}Event`),
  );
  if (found === undefined) return undefined;
  return found.BindStatus === 'off' || found.Enable === 0 ? 'off' : 'on';
}

/** Whether a variable holds what nobody may see: keys, tokens, addresses of bots, documents that may have them in. */
export function isSecret(name: string): boolean {
  return /KEY|SECRET|TOKEN|PASSWORD|WEBHOOK|CONFIG/.test(name);
}

/** The newest that SCF has: Nodejs8.9 is to be taken offline. (SCF document 583/11060.) */
const DEFAULT_RUNTIME = 'Nodejs18.15';
