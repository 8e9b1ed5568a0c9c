/** What the person who deploys asked for, checked before anything is sent. */

import { resolve } from 'node:path';
import { type Template, triggeredBy } from '../../input/templates';
import { type CommandContext, UsageError } from '../context';
import type { OwnFile } from '../function/package';
import { regionOf } from '../function/regions';
import { EVENT_TYPES, type EventType, templateOf } from '../function/template';
import { readDocument, readVariables } from '../option-files';
import type { DeadLetter } from './function';

export interface DeployOptions {
  template: string;
  name?: string;
  region?: string;
  namespace: string;
  runtime?: string;
  memory?: string;
  timeout?: string;
  retries?: string;
  eventAge?: string;
  deadLetter?: string;
  test?: boolean;
  role?: string;
  env?: string;
  config?: string;
  set?: string[];
  process?: string;
  trigger?: string[];
  topic?: string;
  watch?: string;
  dryRun?: boolean;
  yes?: boolean;
}

/** What the function is to be like. What is undefined stays as it is. */
export interface Wanted {
  template: Template;
  name: string;
  namespace: string;
  /** Undefined: none is known, which is enough for a plan. */
  region: string | undefined;
  runtime: string | undefined;
  memory: number | undefined;
  timeout: number | undefined;
  /** How often an event is delivered again after an error of the function. */
  retries: number | undefined;
  /** How long SCF keeps an event, s. */
  eventAge: number | undefined;
  /** With empty members: none. */
  deadLetter: DeadLetter | undefined;
  role: string | undefined;
  variables: Map<string, string>;
  triggers: EventType[];
  /** The log topic that triggers it. */
  topic: string | undefined;
  /** What the timer trigger of the watch sends, such as `watch 24h`; undefined: what there is stays. */
  watch: string | undefined;
  /** `process.js`. */
  process: OwnFile | undefined;
}

/**
 * @param isMeant whether it is to be done, not only planned
 * @throws UsageError if something is wrong with the options, or what it takes to do it is missing
 */
export function wantedOf(
  options: DeployOptions,
  context: CommandContext,
  isMeant: boolean,
): Wanted {
  const { cwd, env, secrets } = context;
  const template = templateOf(options.template);
  const variables = new Map<string, string>(
    options.env === undefined ? [] : Object.entries(readVariables(options.env, { cwd })),
  );
  if (options.config !== undefined) {
    // Compact, for SCF limits the size of all variables.
    variables.set('MPS_WEBHOOK_CONFIG', JSON.stringify(readDocument(options.config, { cwd })));
  }
  for (const [at, pair] of (options.set ?? []).entries()) {
    const [, name, value] = /^([A-Za-z]\w+)=(.*)$/s.exec(pair) ?? [];
    if (name === undefined || value === undefined) {
      // It may be a secret: it is not quoted.
      const which = (options.set ?? []).length === 1 ? '--set' : `--set number ${at + 1}`;
      throw new UsageError(
        `${which}: it must be NAME=value, with a name of 2 letters, digits or _ at least that begins with a letter`,
      );
    }
    variables.set(name, value);
  }
  secrets?.addVariables(variables);
  checkVariables(variables);
  const named = options.region ?? env.TENCENTCLOUD_REGION ?? variables.get('COS_REGION');
  const source = options.region
    ? '--region'
    : env.TENCENTCLOUD_REGION
      ? 'TENCENTCLOUD_REGION'
      : 'COS_REGION';
  const region = named || isMeant ? regionOf(named, source) : undefined;
  const ofBucket = variables.get('COS_REGION');
  if (ofBucket) regionOf(ofBucket, 'COS_REGION');
  const name = options.name ?? template;
  if (!/^[A-Za-z][\w-]{0,58}[A-Za-z0-9]$/.test(name)) {
    throw new UsageError(
      `--name ${name}: 2 to 60 letters, digits, - and _, beginning with a letter`,
    );
  }
  return {
    template,
    name,
    region,
    namespace: options.namespace,
    runtime: runtimeOf(options.runtime),
    memory: whole('--memory', options.memory, 64, 3072),
    timeout: whole('--timeout', options.timeout, 1, 900),
    retries: whole('--retries', options.retries, 0, 2),
    eventAge: whole('--event-age', options.eventAge, 1, 21600),
    deadLetter: deadLetterOf(options.deadLetter),
    role: options.role,
    variables,
    triggers: eventTypesOf(options.trigger, template),
    topic: topicOf(options.topic, template),
    watch: options.watch === undefined ? undefined : `watch ${options.watch.trim()}`,
    process: options.process
      ? { name: options.process, path: resolve(cwd, options.process) }
      : undefined,
  };
}

/** Which runtimes there are is for the API to say: new ones come. This code needs Node.js 8.9 or a later one. */
function runtimeOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (!/^[A-Za-z][\w.-]*$/.test(text)) {
    throw new UsageError(`--runtime ${text}: it must be the id of a runtime, such as Nodejs18.15`);
  }
  const [, major, minor] = /^Nodejs(\d+)\.(\d+)$/i.exec(text) ?? [];
  const isOld = major !== undefined && Number(major) * 1000 + Number(minor) < 8009;
  if (isOld || !/^node/i.test(text)) {
    throw new UsageError(
      `--runtime ${text}: the function needs Node.js, 8.9 or later, such as Nodejs18.15`,
    );
  }
  return text;
}

/** Which types of queues there are is for the API to say. */
function deadLetterOf(text: string | undefined): DeadLetter | undefined {
  if (text === undefined) return undefined;
  if (text === 'none') return { Type: '', Name: '' };
  const [, Type, Name] = /^([A-Z][A-Z0-9-]*):([A-Za-z][\w-]*)$/.exec(text) ?? [];
  if (Type === undefined || Name === undefined) {
    throw new UsageError(
      `--dead-letter ${text}: it must be type:name, such as CMQ-QUEUE:failed-events, or none`,
    );
  }
  return { Type, Name };
}

function eventTypesOf(asked: string[] | undefined, template: Template): EventType[] {
  if (triggeredBy(template) !== 'MPS') {
    if (asked?.some((type) => type !== 'none')) {
      throw new UsageError(
        `--trigger: ${template} is triggered by CLS; name the log topic with --topic`,
      );
    }
    return [];
  }
  const types = asked ?? ['WorkflowTask'];
  if (types.length === 1 && types[0] === 'none') return [];
  return [...new Set(types)].map((type) => {
    const found = EVENT_TYPES.find((known) => known === type);
    if (found === undefined) {
      throw new UsageError(
        `--trigger ${type}: MPS triggers with ${EVENT_TYPES.join(' or ')}, and none is for no trigger`,
      );
    }
    return found;
  });
}

function topicOf(topic: string | undefined, template: Template): string | undefined {
  if (topic === undefined) return undefined;
  if (triggeredBy(template) !== 'CLS') {
    throw new UsageError(`--topic: ${template} is triggered by MPS, not by CLS`);
  }
  if (!/^[\w-]{8,}$/.test(topic)) {
    throw new UsageError(
      `--topic ${topic}: it must be the id of a log topic, as the CLS console shows it`,
    );
  }
  return topic;
}

/** What SCF takes. (SCF document 583/30228.) */
function checkVariables(variables: ReadonlyMap<string, string>): void {
  let bytes = 0;
  for (const [key, value] of variables) {
    bytes += Buffer.byteLength(key + value);
    if (!/^[A-Za-z]\w+$/.test(key)) {
      throw new UsageError(
        `variable ${key}: 2 letters, digits or _ at least, beginning with a letter`,
      );
    }
    if (/^(SCF|QCLOUD|TENCENTCLOUD)_/.test(key)) {
      throw new UsageError(
        `variable ${key}: SCF takes none that begins with SCF_, QCLOUD_ or TENCENTCLOUD_; say it in a document with --config`,
      );
    }
  }
  if (bytes > 4096)
    throw new UsageError(`the variables have ${bytes} bytes; SCF takes at most 4096`);
}

function whole(
  name: string,
  text: string | undefined,
  least: number,
  most: number,
): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most) {
    throw new UsageError(`${name} ${text}: it must be a whole number from ${least} to ${most}`);
  }
  return number;
}
