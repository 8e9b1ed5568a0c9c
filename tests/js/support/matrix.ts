/** The frameworks and compilers that the packed package is tried with (`tests/matrix/`). */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { ensureMatrix } from '../../../scripts/runtimes.mjs';
import { ROOT } from './project';

const { dependencies } = JSON.parse(
  readFileSync(join(ROOT, 'tests', 'matrix', 'package.json'), 'utf8'),
);

/** The folder in which all of them are installed; undefined if they are not to be had, and then the test is skipped. */
export async function matrix(t: TestContext): Promise<string | undefined> {
  const { folder, reason } = await ensureMatrix();
  if (folder === undefined) t.skip(reason);
  return folder;
}

/** The version of a package that the matrix pins. */
export function versionOf(name: string): string {
  return dependencies[name].replace(/^npm:.+@/, '');
}
