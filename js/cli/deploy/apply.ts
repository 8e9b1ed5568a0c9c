/** Does what a plan says. */

import { Failure } from '../context';
import { CAM, type Call, SCF, type Sleep } from './api';
import { type DeployedFunction, type FunctionId, getFunction } from './function';
import type { Plan } from './plan';

export interface Applying {
  call: Call;
  sleep: Sleep;
  id: FunctionId;
  /** Aborts when the person wants it to end. */
  interrupted: AbortSignal;
  /** Told what is done: an action, maybe of a trigger. */
  onDone(action: string, what?: string): void;
}

/** @throws Failure at the first thing that cannot be done; what is done stays done, and the next run finds it */
export async function apply(plan: Plan, applying: Applying): Promise<void> {
  const { call, onDone } = applying;
  const steps: [string, object | undefined][] = [
    ['CreateFunction', plan.create],
    ['UpdateFunctionCode', plan.updateCode],
    ['UpdateFunctionConfiguration', plan.updateConfiguration],
    ['UpdateFunctionEventInvokeConfig', plan.updateInvocation],
  ];
  for (const [action, parameters] of steps) {
    if (parameters === undefined) continue;
    refuseIfInterrupted(applying);
    await call(SCF, action, parameters);
    await untilActive(applying);
    onDone(action);
  }
  for (const { action, parameters } of plan.permissions) {
    refuseIfInterrupted(applying);
    try {
      await call(CAM, action, parameters);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      throw new Failure(
        `${error.message}\n  The function is deployed; its role lacks what the watch needs, and there is no timer trigger yet. Give it the permissions of docs/operations.md in the CAM console, then run it again`,
      );
    }
    onDone(action);
  }
  for (const { what, service, action, parameters: asked, inConsole } of plan.bind) {
    refuseIfInterrupted(applying);
    try {
      await call(service, action, asked);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      throw new Failure(
        `${error.message}\n  The function is deployed; only its trigger is missing. Make it in the SCF console: Trigger Management, Create a Trigger, ${inConsole}`,
      );
    }
    onDone(action, what);
  }
}

function refuseIfInterrupted({ interrupted }: Applying): void {
  if (interrupted.aborted) {
    throw new Failure('interrupted: what is done stays, and the next run goes on from there');
  }
}

/** Waits until SCF has done the last change: until then it refuses other changes. */
export async function untilActive(applying: Applying): Promise<DeployedFunction> {
  const { call, sleep, id } = applying;
  let status = 'unknown';
  for (let look = 0; look < MAX_LOOKS; look++) {
    refuseIfInterrupted(applying);
    if (look > 0) await sleep(LOOK_EVERY_MS);
    const found = await getFunction(call, id);
    // SCF may need a moment until it finds what was just made.
    status = found?.Status ?? 'unknown';
    if (found !== undefined && status === 'Active') return found;
    if (found !== undefined && status.endsWith('Failed')) {
      const reasons = (found.StatusReasons ?? []).map(({ ErrorCode, ErrorMessage }) =>
        [ErrorCode, ErrorMessage].filter(Boolean).join(': '),
      );
      const why = [...reasons, found.StatusDesc].filter(Boolean).join('; ');
      throw new Failure(
        `the function is ${status}${why ? `: ${why}` : ''}\n  Mend what it says, or delete the function in the console, then run it again`,
      );
    }
  }
  throw new Failure(
    `the function is ${status} after ${(MAX_LOOKS * LOOK_EVERY_MS) / 1000} s\n  Look at it in the SCF console, and run it again when it is Active: what is done already is found`,
  );
}

const LOOK_EVERY_MS = 2000;
const MAX_LOOKS = 90;
