/** Sends the requests that the core made to find things out. What the answers mean is for the core to say. */

import type { Core } from '../../core/instance';
import type { Request, Response } from '../../delivery/transport/transport';
import { type CommandContext, UsageError } from '../context';
import type { Finding } from './finding';

/** The core's `Probe`. */
export interface Probe {
  step: 'read' | 'write' | 'delete' | 'function' | 'watch' | 'outbox' | 'delete_message';
  target: string;
  /** Which bucket it is, for messages. */
  bucket?: string;
  request: Request;
  body: string;
}

const TIMEOUT_MS = 15_000;

/** Reads, and writes if that is wanted. What cannot be read is not written. */
export async function lookAtBucket(
  probes: readonly Probe[],
  write: boolean,
  core: Core,
  context: CommandContext,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const probe of probes) {
    if (probe.step !== 'read' && !write) continue;
    findings.push(...(await lookAt(probe, 'bucket', core, context)));
    if (findings[findings.length - 1]?.level === 'fail') return findings;
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

/**
 * Sends a probe and asks the core what the answer means.
 *
 * @param check the name of the finding if there is no answer
 */
export async function lookAt(
  probe: Probe,
  check: string,
  core: Core,
  context: CommandContext,
): Promise<Finding[]> {
  const { step, target, bucket, request } = probe;
  try {
    const { status, headers, body } = await send(probe, context);
    const json = (value: unknown) => Buffer.from(JSON.stringify(value));
    const asked = json({ step, target, bucket });
    return JSON.parse(core.diagnose(asked, status, json(headers), body, context.now()));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    return [unreachable(check, request.url, error as Error)];
  }
}

function send({ request, body }: Probe, context: CommandContext): Promise<Response> {
  const bytes = body === '' ? undefined : Buffer.from(body);
  return context.send({ ...request, timeout: TIMEOUT_MS }, bytes);
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
      : 'look at network, proxy (HTTPS_PROXY) and firewall of this machine',
  };
}
