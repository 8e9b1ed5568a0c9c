/** The function as SCF has it. Only the members that are used here; their names are the API's. */

import { Failure } from '../context';
import { ApiError, CAM, type Call, SCF } from './api';

export interface Variable {
  Key: string;
  Value: string;
}

export interface DeployedFunction {
  Status: string;
  StatusDesc?: string;
  StatusReasons?: { ErrorCode?: string; ErrorMessage?: string }[];
  Handler: string;
  Runtime: string;
  MemorySize: number;
  Timeout: number;
  Role?: string | null;
  Description?: string | null;
  /** The topic that its own log goes to. */
  ClsTopicId?: string | null;
  Environment?: { Variables?: Variable[] | null } | null;
  /** Of none, the members are empty. */
  DeadLetterConfig?: Partial<DeadLetter> | null;
}

/** The queue or topic that gets the events that no retry has delivered. */
export interface DeadLetter {
  /** Such as `CMQ-QUEUE`. */
  Type: string;
  Name: string;
}

/** What SCF does with events whose asynchronous invocation fails. */
export interface AsyncInvocation {
  /** How often an event is delivered again after an error of the function. */
  retries: number;
  /** How long an event is kept, s. */
  eventAge: number;
}

export interface DeployedTrigger {
  Type: string;
  /** Ends in `TriggerType/<event type>Event` for MPS. */
  ResourceId?: string;
  BindStatus?: string;
  Enable?: number;
  TriggerDesc?: string;
  TriggerName?: string;
  Qualifier?: string;
  /** What a timer trigger sends as its message. */
  CustomArgument?: string | null;
}

export interface FunctionId {
  name: string;
  namespace: string;
}

/** The function; undefined: there is none. */
export async function getFunction(
  call: Call,
  { name, namespace }: FunctionId,
): Promise<DeployedFunction | undefined> {
  try {
    const found = await call<DeployedFunction>(SCF, 'GetFunction', {
      FunctionName: name,
      Namespace: namespace,
      ShowCode: 'FALSE',
    });
    return checked(found);
  } catch (error) {
    if (error instanceof ApiError && /^ResourceNotFound(\.Function(Name)?)?$/.test(error.code)) {
      return undefined;
    }
    throw error;
  }
}

/** @throws Failure if the answer lacks what every function has; other members of a wrong type are left out */
function checked(found: DeployedFunction): DeployedFunction {
  const types = { Status: 'string', MemorySize: 'number', Timeout: 'number' } as const;
  for (const [member, type] of Object.entries(types)) {
    if (typeof found[member as keyof typeof types] !== type) {
      throw new Failure(
        `GetFunction answered without a ${member} that can be read\n  Look at the function in the SCF console, and run it again`,
      );
    }
  }
  const texts = ['StatusDesc', 'Handler', 'Runtime', 'Role', 'Description', 'ClsTopicId'] as const;
  const wrong = texts.filter((member) => typeof found[member] !== 'string');
  const rest: DeployedFunction = { ...found };
  for (const member of wrong) delete (rest as Partial<DeployedFunction>)[member];
  const variables: unknown = found.Environment?.Variables;
  const Variables = listOf(variables).filter(
    ({ Key, Value }) => typeof Key === 'string' && typeof Value === 'string',
  );
  const StatusReasons = listOf(found.StatusReasons);
  const cleaned = { ...rest, StatusReasons, Environment: { Variables } };
  return cleaned as unknown as DeployedFunction;
}

/** The objects of a list; empty if it is none. */
function listOf(list: unknown): Record<string, unknown>[] {
  return Array.isArray(list) ? list.filter((it) => typeof it === 'object' && it !== null) : [];
}

/** What happens with its events when they fail; undefined: the service answers nothing of the kind. */
export async function getAsyncInvocation(
  call: Call,
  { name, namespace }: FunctionId,
): Promise<AsyncInvocation | undefined> {
  const { AsyncTriggerConfig: found } = await call<{
    AsyncTriggerConfig?: { MsgTTL?: unknown; RetryConfig?: unknown } | null;
  }>(SCF, 'GetFunctionEventInvokeConfig', { FunctionName: name, Namespace: namespace });
  // The first entry is for errors of the function.
  const [first] = Array.isArray(found?.RetryConfig) ? found.RetryConfig : [];
  const [retries, eventAge] = [first?.RetryNum, found?.MsgTTL];
  return Number.isInteger(retries) && Number.isInteger(eventAge)
    ? { retries, eventAge: eventAge as number }
    : undefined;
}

/** Its triggers, all of them. */
export async function listTriggers(
  call: Call,
  { name, namespace }: FunctionId,
): Promise<DeployedTrigger[]> {
  const found: DeployedTrigger[] = [];
  const seen = new Set<string>();
  for (;;) {
    const { Triggers, TotalCount = 0 } = await call<{
      Triggers?: DeployedTrigger[] | null;
      TotalCount?: number;
    }>(SCF, 'ListTriggers', {
      FunctionName: name,
      Namespace: namespace,
      Offset: found.length,
      Limit: 100,
    });
    const page = Array.isArray(Triggers) ? Triggers : [];
    if (page.length === 0) return found;
    const text = JSON.stringify(page);
    if (seen.has(text)) {
      throw new Failure(
        `ListTriggers answers the same triggers again and again, of ${TotalCount}\n  Look at the triggers in the SCF console, and run it again`,
      );
    }
    seen.add(text);
    found.push(...page);
    if (found.length >= TotalCount) return found;
  }
}

export type RoleState = 'there' | 'missing' | { unknown: string };

/** Whether there is a role of this name. */
export async function findRole(call: Call, name: string): Promise<RoleState> {
  try {
    await call(CAM, 'GetRole', { RoleName: name });
    return 'there';
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return error.code === 'InvalidParameter.RoleNotExist' ? 'missing' : { unknown: error.code };
  }
}
