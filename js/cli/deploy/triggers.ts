/** Triggers: how each is found among those of a function, and what makes it. */

import { CLS, MPS, type Service } from './api';
import type { DeployedTrigger } from './function';
import type { Wanted } from './settings';

export interface Trigger {
  /** Its name in plans. */
  what: string;
  isIt(trigger: DeployedTrigger): boolean;
  service: Service;
  action: string;
  parameters: object;
  /** How it is made by hand. */
  inConsole: string;
}

/** The triggers that a function is to have. */
export function triggersOf(wanted: Wanted): Trigger[] {
  const triggers = wanted.triggers.map((type) => mpsTrigger(type, wanted));
  return wanted.topic === undefined ? triggers : [...triggers, clsTrigger(wanted.topic, wanted)];
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
