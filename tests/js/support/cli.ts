/** The command line as it ships. */

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { type Ended, type RunOptions as Options, runToEnd } from './programs';
import { PKG } from './project';

export const CLI = join(PKG, 'cli.mjs');

export interface Ran extends Omit<Ended, 'code'> {
  status: number | null;
}

export type RunOptions = Partial<Options>;

/** Runs a program to its end, with nothing of this environment but where programs are. */
export async function runProgram(
  file: string,
  words: string[],
  options: RunOptions = {},
): Promise<Ran> {
  const { PATH = '' } = process.env;
  const { code, ...rest } = await runToEnd(file, words, {
    ...options,
    env: { PATH, LANG: 'C.UTF-8', ...options.env },
  });
  return { status: code, ...rest };
}

export function cli(words: string[], options: RunOptions = {}): Promise<Ran> {
  return runProgram(process.execPath, [CLI, ...words], options);
}

/** A folder with files in it, which goes away with the test. */
export async function folderOf(
  t: TestContext,
  files: Record<string, string | Buffer>,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cli-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

/** A small notification. */
export function eventOf(index: number, fields: object = {}): string {
  return JSON.stringify({
    EventType: 'EditMediaTask',
    EditMediaTaskEvent: {
      TaskId: `1250000000-EditMedia-${String(index).padStart(6, '0')}`,
      Status: 'FINISH',
      ErrCode: 0,
      Message: 'SUCCESS',
      Output: { Path: `/clips/${index}.mp4` },
      ...fields,
    },
  });
}
