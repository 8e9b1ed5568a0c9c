/** Triggers: how each is found among those of a function, and what makes it. */

import { CLS, MPS, SCF, type Service } from './api';
import type { DeployedTrigger } from './function';
import type { Wanted } from './settings';

export interface Trigger {
  /** Its name in plans. */
  what: string;
  isIt(trigger: DeployedTrigger): boolean;
  /** What plans show of one that is on, and of the one that there is to be; absent: `on`. */
  stateOf?(trigger: DeployedTrigger): string;
  state?: string;
  service: Service;
  action: string;
  parameters: object;
  /** How it is made by hand. */
  inConsole: string;
}

/**
 * The triggers that a function is to have.
 *
 * @param existing those that it has
 */
export function triggersOf(wanted: Wanted, existing: readonly DeployedTrigger[]): Trigger[] {
  const triggers = wanted.triggers.map((type) => mpsTrigger(type, wanted));
  if (wanted.topic !== undefined) triggers.push(clsTrigger(wanted.topic, wanted));
  if (wanted.watch !== undefined) triggers.push(timerTrigger(wanted.watch, wanted, existing));
  return triggers;
}

/** The name of the timer trigger that `deploy` makes. */
const TIMER = 'watch';

/** Every 30 minutes: second, minute, hour, day, month, day of the week, year. (SCF document 583/9708.) */
const EVERY = '0 */30 * * * * *';

/** Whether it is the timer trigger of the watch, whoever made it. */
export function isOfWatch({ Type, TriggerName, CustomArgument }: DeployedTrigger): boolean {
  return Type === 'timer' && (TriggerName === TIMER || /^\s*watch\b/.test(CustomArgument ?? ''));
}

/** When it fires; the API answers the text that it was made with as `{"cron": …}`. */
export function cronOf({ TriggerDesc }: DeployedTrigger): string | undefined {
  try {
    const { cron } = Object(JSON.parse(TriggerDesc ?? ''));
    return typeof cron === 'string' ? cron : undefined;
  } catch {
    return TriggerDesc;
  }
}

/** One that there is gets the message that is wanted, and keeps its name and its times. */
function timerTrigger(
  message: string,
  { name, namespace }: Wanted,
  existing: readonly DeployedTrigger[],
): Trigger {
  const found = existing.find(isOfWatch);
  return {
    what: 'timer trigger',
    isIt: isOfWatch,
    stateOf: ({ CustomArgument }) => CustomArgument?.trim() || '–',
    state: message,
    service: SCF,
    action: found === undefined ? 'CreateTrigger' : 'UpdateTrigger',
    parameters: {
      FunctionName: name,
      Namespace: namespace,
      TriggerName: found?.TriggerName ?? TIMER,
      Type: 'timer',
      TriggerDesc: (found && cronOf(found)) ?? EVERY,
      Qualifier: found?.Qualifier ?? '$DEFAULT',
      Enable: 'OPEN',
      CustomArgument: message,
    },
    inConsole: `timer trigger, cron ${EVERY}, additional information "${message}"`,
  };
}

/** By what Tencent's own component for Serverless Framework sends; it is documented nowhere. */
function mpsTrigger(type: string, { name, namespace, region }: Wanted): Trigger {
  return {
    what: `MPS trigger ${type}`,
    isIt: ({ Type, ResourceId }) =>
      Type === 'mps' && ResourceId?.endsWith(`TriggerType/${type}Event`) === true,
    service: MPS,
    action: 'BindTrigger',
    parameters: {
      ScfRegion: region,
      EventType: type,
      Qualifier: '$DEFAULT',
      FunctionName: name,
      Namespace: namespace,
    },
    inConsole: `MPS trigger, ${type}`,
  };
}

/** CLS document 614/61096. */
function clsTrigger(topic: string, { name, namespace }: Wanted): Trigger {
  return {
    what: `CLS trigger ${topic}`,
    isIt: ({ Type, ResourceId, TriggerDesc }) =>
      Type === 'cls' && `${ResourceId} ${TriggerDesc}`.includes(topic),
    service: CLS,
    action: 'CreateDeliverCloudFunction',
    parameters: {
      TopicId: topic,
      FunctionName: name,
      Namespace: namespace,
      Qualifier: '$DEFAULT',
      Timeout: 60,
      MaxMsgNum: 100,
    },
    inConsole: 'CLS trigger, the log topic',
  };
}
