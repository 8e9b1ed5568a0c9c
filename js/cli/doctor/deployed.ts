/** A function that is deployed already: what it is like, and what it is given. */

import { Failure } from '../context';
import { ApiError, type Call } from '../deploy/api';
import {
  type AsyncInvocation,
  type DeployedFunction,
  type DeployedTrigger,
  type FunctionId,
  getAsyncInvocation,
  getFunction,
  listTriggers,
} from '../deploy/function';
import { variablesOf } from '../deploy/rows';
import { cronOf, isOfWatch } from '../deploy/triggers';
import { HANDLER } from '../function/template';
import type { Finding } from './finding';

export interface Deployed {
  findings: Finding[];
  variables: Map<string, string>;
  /** Whether anybody can call it over HTTP. */
  isOverHttp: boolean;
  /** The timer trigger of the watch, if it has one that is on. */
  timer: Timer | undefined;
  /** What becomes of events that fail; undefined: it is not known. */
  invocation: AsyncInvocation | undefined;
  /** The queue or topic that they go to at last, `type:name`. */
  deadLetter: string | undefined;
}

export interface Timer {
  /** What it sends. */
  message: string;
  /** When it fires. */
  cron: string | undefined;
}

/** @throws Failure if there is no such function */
export async function lookAtDeployed(call: Call, id: FunctionId): Promise<Deployed> {
  const found = await getFunction(call, id);
  if (found === undefined) {
    throw new Failure(`there is no function ${id.name} in this region and namespace`);
  }
  const triggers = await listTriggers(call, id);
  const variables = variablesOf(found);
  const isOverHttp = triggers.some(({ Type }) => Type === 'http' || Type === 'apigw');
  const findings = [...ofFunction(found, variables), ofTriggers(triggers)];
  const ofWatch = triggers.find((trigger) => isOfWatch(trigger) && isOn(trigger));
  const timer = ofWatch && {
    message: ofWatch.CustomArgument?.trim() ?? '',
    cron: cronOf(ofWatch),
  };
  const { Type, Name } = found.DeadLetterConfig ?? {};
  const deadLetter = Name ? `${Type}:${Name}` : undefined;
  const invocation = await invocationOf(call, id);
  return { findings, variables, isOverHttp, timer, invocation, deadLetter };
}

/** What happens with events that fail; undefined: the keys may not look it up. */
async function invocationOf(call: Call, id: FunctionId): Promise<AsyncInvocation | undefined> {
  try {
    return await getAsyncInvocation(call, id);
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}

function isOn({ BindStatus, Enable }: DeployedTrigger): boolean {
  return BindStatus !== 'off' && Enable !== 0;
}

function ofFunction(found: DeployedFunction, variables: ReadonlyMap<string, string>): Finding[] {
  const check = 'function';
  const wrong: Finding[] = [];
  if (found.Status !== 'Active') {
    wrong.push({
      check,
      level: 'fail',
      message: `it is ${found.Status}, not Active`,
      help: 'look at it in the SCF console',
    });
  }
  if (found.Handler !== HANDLER) {
    wrong.push({
      check,
      level: 'fail',
      message: `its handler is ${found.Handler}`,
      help: `set it to ${HANDLER}`,
    });
  }
  if (!found.Role && !variables.has('COS_SECRET_ID')) {
    wrong.push({
      check,
      level: 'fail',
      message: 'it has no execution role, so it has no credentials',
      help: 'bind one that may call cos:PutObject and cos:GetObject',
    });
  }
  if (found.Timeout < 5) {
    wrong.push({
      check,
      level: 'warn',
      message: `its timeout is ${found.Timeout} s: there is no time to try anything again`,
      help: 'set it to 10 s',
    });
  }
  const role = found.Role ? `, role ${found.Role}` : '';
  const message = `${found.Runtime || 'an image'}, ${found.MemorySize} MB, ${found.Timeout} s${role}`;
  return wrong.length > 0 ? wrong : [{ check, level: 'ok', message }];
}

function ofTriggers(triggers: readonly DeployedTrigger[]): Finding {
  const check = 'trigger';
  // A timer brings no events.
  const on = triggers.filter((trigger) => isOn(trigger) && trigger.Type !== 'timer');
  const names = on.map(({ Type, ResourceId }) => {
    const event = /TriggerType\/(\w+)Event$/.exec(ResourceId ?? '')?.[1];
    return event === undefined ? Type : `${Type} ${event}`;
  });
  if (names.length === 0) {
    return {
      check,
      level: 'warn',
      message: 'it has none that is on: it is called by nobody',
      help: 'make one in the SCF console, under Trigger Management',
    };
  }
  return { check, level: 'ok', message: names.join(', ') };
}
