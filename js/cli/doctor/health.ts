/** What a deployed function says of itself: what becomes of events that fail, and how the watch goes. */

import type { Core } from '../../core/instance';
import { TIMER_BY_DEPLOY } from '../advice';
import type { CommandContext } from '../context';
import type { Deployed } from './deployed';
import type { Finding } from './finding';
import { lookAt, type Probe } from './probes';

/**
 * @param watchError why the watch cannot work with the options; undefined: it can
 * @param probes those of the watch and of the outbox; none where the bucket cannot be read
 */
export async function lookAtHealth(
  deployed: Deployed,
  watchError: string | undefined,
  probes: readonly Probe[],
  core: Core,
  context: CommandContext,
): Promise<Finding[]> {
  const timer = timerFinding(deployed, watchError, core, context.now());
  const findings = [retryFinding(deployed), ...(timer === undefined ? [] : [timer])];
  for (const probe of probes) {
    const isWanted = probe.step === 'watch' ? deployed.timer !== undefined : true;
    if (isWanted) findings.push(...(await lookAt(probe, probe.step, core, context)));
  }
  return findings;
}

function retryFinding({ invocation, deadLetter, timer }: Deployed): Finding {
  const check = 'retries';
  if (invocation === undefined) {
    return {
      check,
      level: 'warn',
      message: 'what becomes of events that fail could not be looked up',
      help: 'give your keys scf:GetFunctionEventInvokeConfig',
    };
  }
  const { retries, eventAge } = invocation;
  const end =
    deadLetter !== undefined
      ? `then they go to ${deadLetter}`
      : timer === undefined
        ? 'then they are lost'
        : 'then the watch finds their tasks';
  const tried =
    retries === 0
      ? 'events that fail are not tried again'
      : retries === 1
        ? `events that fail are tried once more, within ${eventAge} s`
        : `events that fail are tried ${retries} times again, within ${eventAge} s`;
  const message = `${tried}; ${end}`;
  if (retries === 0) {
    return { check, level: 'warn', message, help: 'set 2 with mps-webhook deploy --retries 2' };
  }
  if (deadLetter === undefined && timer === undefined) {
    return {
      check,
      level: 'warn',
      message,
      help: 'name a queue with mps-webhook deploy --dead-letter, or find their tasks with mps-webhook deploy --watch 24h',
    };
  }
  return { check, level: 'ok', message };
}

/** Undefined: the watch cannot work with these options, and nobody asks it to. */
function timerFinding(
  { timer }: Deployed,
  watchError: string | undefined,
  core: Core,
  now: number,
): Finding | undefined {
  const check = 'watch';
  if (timer === undefined) {
    if (watchError !== undefined) return undefined;
    return {
      check,
      level: 'skipped',
      message: 'no timer trigger asks for it: events that never come are not found',
      help: TIMER_BY_DEPLOY,
    };
  }
  if (watchError !== undefined) {
    return {
      check,
      level: 'fail',
      message: watchError,
      help: 'correct the options, or remove the timer trigger',
    };
  }
  const wanted = Buffer.from(JSON.stringify({ message: timer.message }));
  if (JSON.parse(core.watchTimes(wanted, now)).error !== undefined) {
    return {
      check,
      level: 'fail',
      message: 'the message of the timer trigger does not ask for a round of the watch',
      help: 'set its additional information to `watch` or `watch 24h`: mps-webhook deploy --watch 24h does it',
    };
  }
  return { check, level: 'ok', message: `a timer trigger asks for it: ${timer.cron ?? '?'}` };
}
