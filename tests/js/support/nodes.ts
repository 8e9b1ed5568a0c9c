import type { TestContext } from 'node:test';
import { ensureNode } from '../../../scripts/node-versions.mjs';
import { type Ended, type RunOptions, runToEnd } from './programs';

/** The binary of a Node; undefined if there is none, and then the test is skipped with the reason. */
export async function nodeFor(t: TestContext, version: string): Promise<string | undefined> {
  if (version === process.versions.node) return process.execPath;
  const { path, reason } = await ensureNode(version);
  if (path === undefined) t.skip(reason);
  return path;
}

/** Runs a program of Node to its end, with nothing of this process's environment but the PATH. */
export function runNode(
  node: string,
  parameters: string[],
  { env, ...options }: Partial<RunOptions> = {},
): Promise<Ended> {
  return runToEnd(node, parameters, { ...options, env: { PATH: process.env.PATH ?? '', ...env } });
}
