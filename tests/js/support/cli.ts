/** The command line as it ships. */

import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { PKG } from './project';

export const CLI = join(PKG, 'cli.mjs');

export interface Ran {
  status: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  cwd?: string;
  env?: Record<string, string>;
  input?: string | Buffer;
  /** Called with the process as soon as it runs. */
  onStart?(kill: (signal: NodeJS.Signals) => void): void;
}

/** Runs a program to its end, with nothing of this environment but where programs are. */
export function runProgram(file: string, words: string[], options: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, words, {
      cwd: options.cwd,
      env: { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8', ...options.env },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (status, signal) => resolve({ status, signal, stdout, stderr }));
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
    options.onStart?.((signal) => child.kill(signal));
  });
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
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
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
