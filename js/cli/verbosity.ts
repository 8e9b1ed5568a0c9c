/** `--quiet` and `--verbose`: how much a command says beside its results and errors. */

import type { Command } from 'commander';
import type { Response, Send } from '../delivery/transport/transport';
import { type CommandContext, UsageError } from './context';

export interface Verbosity {
  quiet?: boolean;
  verbose?: boolean;
}

/** Commands that send requests. */
const SENDING = ['inspect', 'open', 'plan', 'replay', 'reconcile', 'doctor', 'deploy'];
/** Commands that show progress. */
const SHOWING = ['replay', 'reconcile', 'deploy'];

/** Gives a command the options that suit it. */
export function addVerbosity(command: Command): void {
  if (SHOWING.includes(command.name())) {
    command.option('--quiet', 'print only errors and results, no progress');
  }
  if (SENDING.includes(command.name())) {
    command.option('--verbose', 'print each request: method, host, action, status, request id');
  }
}

/**
 * The context of a command that says as much as is asked for.
 *
 * @throws UsageError if both are asked for
 */
export function withVerbosity(
  context: CommandContext,
  { quiet, verbose }: Verbosity,
): CommandContext {
  if (quiet && verbose) throw new UsageError('--quiet and --verbose exclude one another');
  if (quiet) return Object.create(context, { quiet: { value: true } });
  if (!verbose) return context;
  // Lines and a progress bar do not go together.
  const stderr = Object.create(context.stderr, { isTTY: { value: false } });
  const send: Send = async (request, body) => {
    const { method, url, headers } = request;
    // A path or query may be a secret: those of bots are.
    const what = [method, new URL(url).host, headers['x-tc-action']].filter(Boolean).join(' ');
    try {
      const response = await context.send(request, body);
      const id = requestIdIn(response);
      stderr.write(`> ${what}: ${response.status}${id === undefined ? '' : `, request ${id}`}\n`);
      return response;
    } catch (error) {
      const { code } = Object(error);
      stderr.write(`> ${what}: no answer${typeof code === 'string' ? ` (${code})` : ''}\n`);
      throw error;
    }
  };
  return Object.create(context, { stderr: { value: stderr }, send: { value: send } });
}

/** The id that COS and API 3.0 give a request, to ask their support about it. */
function requestIdIn({ headers, body }: Response): string | undefined {
  const id = headers['x-cos-request-id'] ?? idInAnswer(body);
  return /^[\w+/=-]{1,100}$/.test(id ?? '') ? id : undefined;
}

function idInAnswer(body: Uint8Array): string | undefined {
  if (body.length > MOST_BYTES) return undefined;
  try {
    const { RequestId } = JSON.parse(Buffer.from(body).toString()).Response;
    return typeof RequestId === 'string' ? RequestId : undefined;
  } catch {
    return undefined;
  }
}

/** Answers of API 3.0 are smaller. */
const MOST_BYTES = 1 << 20;
