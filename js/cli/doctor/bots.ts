/** Notifies every bot of a made-up event, by a delivery of the core that stores and invokes nothing. */

import { deliver } from '../../delivery/deliver';
import type { Assets } from '../assets';
import type { CommandContext } from '../context';
import type { Environment } from './environment';
import type { Finding } from './finding';

const FOR_BOTS = /^(NOTIFY_|WECOM_|LOG_LEVEL$)/;

/** Failed, so that bots that are notified of failures only get it, too. */
const EVENT = {
  EventType: 'WorkflowTask',
  WorkflowTaskEvent: {
    TaskId: 'mps-webhook-doctor',
    Status: 'FINISH',
    ErrCode: 70000,
    Message: 'This is a test of mps-webhook doctor: no task failed.',
    InputInfo: {},
    MediaProcessResultSet: [],
  },
};

export async function notifyBots(
  bots: readonly { id: string }[],
  template: string,
  env: Environment,
  { core }: Assets,
  context: CommandContext,
): Promise<Finding[]> {
  const only = Object.fromEntries(Object.entries(env).filter(([name]) => FOR_BOTS.test(name)));
  const { cos, invoke, ...options } = JSON.parse(env.MPS_WEBHOOK_CONFIG?.trim() || 'null') ?? {};
  const settings = Buffer.from(JSON.stringify({ template, options, env: only }));
  const now = context.now();
  const event = Buffer.from(JSON.stringify(EVENT));
  const reasons = new Map<string, string>();
  const delivery = core.deliver(event, settings, now + 20_000, 1, now);
  const done = await deliver(delivery, {
    now: context.now,
    send: context.send,
    settings: () => settings,
    encode: (text) => Buffer.from(text),
    log: (line) => {
      const { target, error } = line as { target?: string; error?: string };
      if (target !== undefined && error !== undefined) reasons.set(target, error);
    },
  });
  delivery.free();
  const notified = done.events.flatMap(({ dispatched }) => dispatched ?? []);
  return bots.map(({ id }): Finding => {
    const status = notified.find(({ target }) => target === id)?.status;
    if (status === 'done') return { check: 'notify', level: 'ok', message: `${id} was notified` };
    if (status === undefined) {
      return {
        check: 'notify',
        level: 'warn',
        message: `${id} was not notified: its filter excludes failed workflow tasks`,
      };
    }
    return {
      check: 'notify',
      level: 'fail',
      message: `${id} could not be notified: ${reasons.get(id) ?? done.error?.message ?? 'no reason given'}`,
      help: "compare its URL or key, its secret and its security settings with the group's bot",
    };
  });
}
