/** What a command touches of the world, all of it an argument: so tests give it another one. */

import type { Readable } from 'node:stream';
import type { Send } from '../delivery/transport/transport';
import type { Secrets } from './secrets';

/** Where text goes to. */
export interface Output {
  write(text: string): unknown;
  /** Whether it is a terminal: only there are colours and progress bars. */
  isTTY?: boolean;
  /** Width of the terminal, characters. */
  columns?: number;
}

export interface CommandContext {
  stdin: Readable;
  stdout: Output;
  stderr: Output;
  /** Environment variables. */
  env: Readonly<Record<string, string | undefined>>;
  /** The folder that paths are relative to. */
  cwd: string;
  /** Milliseconds since 1970. */
  now(): number;
  /** Sends requests to services. */
  send: Send;
  /** Aborts when the person wants the command to end: what is under way is finished, nothing new is begun. */
  interrupted: AbortSignal;
  /** Whether nothing is to be said but errors and results. */
  quiet?: boolean;
  /** What pipes of options had, by their paths: of a command that reads its options several times. A pipe is read once. */
  pipes?: Map<string, string>;
  /** Takes what the command must not show. */
  secrets?: Secrets | undefined;
}

/** 0: done; 1: some event failed, the command did, or its output could not be written; 2: usage error. */
export type ExitStatus = 0 | 1 | 2;

/** A usage error, which only the caller of the command can correct; ends it with status 2. */
export class UsageError extends Error {}

/** What went wrong in a way that needs no stack trace; ends the command with status 1. */
export class Failure extends Error {}

/** Runs a command in its context; commands register with it. */
export type Start = (run: (context: CommandContext) => Promise<ExitStatus>) => Promise<void>;
