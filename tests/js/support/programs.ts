/** Other programs, run to their end. */

import { spawn } from 'node:child_process';
import test from 'node:test';

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  cwd?: string | undefined;
  /** All of its environment. */
  env: Record<string, string>;
  input?: string | Buffer | undefined;
  /** Called with the process as soon as it runs. */
  onStart?: ((kill: (signal: NodeJS.Signals) => void) => void) | undefined;
}

/** A test of what Windows does not have: there the test does not exist, instead of being skipped. */
export const testOnPosix: (name: string, work: Parameters<typeof test>[0]) => unknown =
  process.platform === 'win32' ? () => undefined : test;

export function runToEnd(file: string, words: string[], options: RunOptions): Promise<Ended> {
  const { cwd, env, input = '', onStart } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(file, words, { cwd, env });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        output[name] += text;
      });
    }
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, ...output }));
    child.stdin.on('error', () => undefined); // a program may end before it has read everything
    child.stdin.end(input);
    onStart?.((signal) => child.kill(signal));
  });
}
