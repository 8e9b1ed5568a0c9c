/** Sends the requests that the core made to find things out, and says what the answers mean. */

import type { Request, Response } from '../../delivery/transport/transport';
import { helpFor } from '../deploy/help';
import type { Surroundings } from '../surroundings';
import { cosAnswer, diagnose } from './cos';
import type { Finding } from './finding';

/** The core's `Probe`. */
export interface Probe {
  step: 'read' | 'write' | 'delete' | 'function';
  target: string;
  request: Request;
  body: string;
}

const TIMEOUT_MS = 15_000;

type Asked = { response: Response; text: string } | { error: Error & { code?: string } };

async function ask({ request, body }: Probe, { send }: Surroundings): Promise<Asked> {
  try {
    const bytes = body === '' ? undefined : Buffer.from(body);
    const response = await send({ ...request, timeout: TIMEOUT_MS }, bytes);
    return { response, text: Buffer.from(response.body).toString() };
  } catch (error) {
    return { error: error as Error };
  }
}

/** Reads, and writes if that is wanted. What cannot be read is not written. */
export async function lookAtBucket(
  probes: readonly Probe[],
  place: string,
  write: boolean,
  around: Surroundings,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const probe of probes) {
    if (probe.step !== 'read' && !write) continue;
    const asked = await ask(probe, around);
    if ('error' in asked) {
      findings.push(unreachable('bucket', probe.request.url, asked.error));
      return findings;
    }
    if (probe.step === 'read') findings.push(...clockOf(asked.response, around.now()));
    const answer = cosAnswer(asked.response.status, asked.text);
    const found = { check: 'bucket', ...diagnose(probe.step, answer, probe.target, place) };
    if (probe.step === 'delete' && found.level === 'fail') {
      findings.push({
        check: 'bucket',
        level: 'warn',
        message: `${probe.target} was written and could not be deleted`,
        help: 'delete it in the console; the function never deletes, so its role need not be allowed to',
      });
      continue;
    }
    // What the two clocks show has been said already.
    if (
      found.check === 'clock' &&
      findings.some(({ check, level }) => check === 'clock' && level === 'fail')
    ) {
      return findings;
    }
    findings.push(found);
    if (found.level === 'fail') return findings;
  }
  if (!write) {
    findings.push({
      check: 'bucket',
      level: 'skipped',
      message: 'writing was not tried: --write does it',
    });
  }
  return findings;
}

export async function lookAtFunction(probe: Probe, around: Surroundings): Promise<Finding> {
  const check = 'invoke';
  const asked = await ask(probe, around);
  if ('error' in asked) return unreachable(check, probe.request.url, asked.error);
  let content: { Error?: { Code: string }; Status?: string } | undefined;
  try {
    content = JSON.parse(asked.text).Response;
  } catch {}
  const code = content?.Error?.Code;
  if (content === undefined) {
    return {
      check,
      level: 'warn',
      message: `the SCF API answered ${asked.response.status} and no result`,
    };
  }
  if (code === undefined) {
    return content.Status === 'Active'
      ? { check, level: 'ok', message: `${probe.target} is there` }
      : {
          check,
          level: 'warn',
          message: `${probe.target} is ${content.Status}, not Active`,
          help: 'look at it in the SCF console',
        };
  }
  if (code.startsWith('ResourceNotFound')) {
    return {
      check,
      level: 'fail',
      message: `there is no function ${probe.target} (${code})`,
      help: 'compare name, qualifier, namespace and region with the SCF console; a qualifier is a version or alias that was published',
    };
  }
  if (/Unauthorized/.test(code)) {
    return {
      check,
      level: 'warn',
      message: `whether ${probe.target} is there could not be looked up (${code})`,
      help: 'these keys may not call scf:GetFunction; the function itself needs scf:InvokeFunction only',
    };
  }
  return { check, level: 'fail', message: `${probe.target}: ${code}`, help: helpFor(code) };
}

function unreachable(check: string, url: string, error: Error & { code?: string }): Finding {
  const { host } = new URL(url);
  const isUnknown = error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN';
  return {
    check,
    level: 'fail',
    message: `${host} cannot be reached: ${error.message}`,
    help: isUnknown
      ? 'compare the region with the console, if this machine reaches other hosts'
      : 'look at network, proxy and firewall; in a VPC a function needs a way out',
  };
}

/** The service's clock beside ours: signatures are refused beyond 5 minutes by API 3.0, beyond 15 by COS. */
function clockOf({ headers }: Response, now: number): Finding[] {
  const date = Date.parse(headers.date ?? '');
  if (Number.isNaN(date)) return [];
  const off = Math.round((now - date) / 1000);
  const message = `this machine's clock is ${Math.abs(off)} s ${off < 0 ? 'behind' : 'ahead of'} the service's`;
  if (Math.abs(off) < 30) return [{ check: 'clock', level: 'ok', message }];
  return [
    {
      check: 'clock',
      level: Math.abs(off) < 240 ? 'warn' : 'fail',
      message,
      help: 'set the clock',
    },
  ];
}
