import { spawn } from 'node:child_process';
import type { TestContext } from 'node:test';
import { ensureNode } from '../../../scripts/node-versions.mjs';

/** The binary of a Node; undefined if there is none, and then the test is skipped with the reason. */
export async function nodeFor(t: TestContext, version: string): Promise<string | undefined> {
  if (version === process.versions.node) return process.execPath;
  const { path, reason } = await ensureNode(version);
  if (path === undefined) t.skip(reason);
  return path;
}

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a program of Node to its end, with nothing of this process's environment but the PATH. */
export function runNode(
  node: string,
  parameters: string[],
  {
    input = '',
    env = {},
    cwd,
  }: { input?: string; env?: Record<string, string>; cwd?: string } = {},
): Promise<Ended> {
  const child = spawn(node, parameters, { cwd, env: { PATH: process.env.PATH ?? '', ...env } });
  return new Promise((resolve, reject) => {
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        output[name] += text;
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...output }));
    child.stdin.on('error', () => undefined); // a program may end before it has read everything
    child.stdin.end(input);
  });
}
