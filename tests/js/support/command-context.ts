import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { TestContext } from 'node:test';
import type { Assets } from '../../../js/cli/assets';
import type { CommandContext } from '../../../js/cli/context';
import { packageLoader } from './core';
import { PKG } from './project';

/** The runtime assets, for commands that run in this process. */
export const ASSETS: Assets = { core: packageLoader().load(), pkg: PKG };

export interface RecordedContext extends CommandContext {
  /** What was written so far; then it is forgotten. */
  output(): string;
}

/** A context with a folder of its own, no variables, and no network. */
export async function commandContext(
  t: TestContext,
  given: Partial<CommandContext> = {},
): Promise<RecordedContext> {
  const cwd = await mkdtemp(join(tmpdir(), 'command-'));
  t.after(() => rm(cwd, { recursive: true, force: true }));
  let text = '';
  const write = (part: string) => {
    text += part;
  };
  return {
    stdin: Readable.from([]),
    stdout: { write },
    stderr: { write },
    env: {},
    cwd,
    now: Date.now,
    send: () => Promise.reject(new Error('nothing is to be sent')),
    interrupted: new AbortController().signal,
    ...given,
    output: () => {
      const written = text;
      text = '';
      return written;
    },
  };
}
