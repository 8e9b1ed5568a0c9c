/** Whether the owner's processing can be loaded and is one, before it is deployed. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { processOf } from '../../hosts/scf/load-processor';
import { Failure, UsageError } from '../context';

/** What a process of its own does: loads the file, and says what came of it. */
const LOADING = `
  let said = {};
  try {
    said.found = (${processOf})(require(process.argv[1])) !== undefined;
  } catch (error) {
    const { code, stack } = Object(error);
    said = { code, stack, text: String(error) };
  }
  require('fs').writeFileSync(process.argv[2], JSON.stringify(said));
  process.exit();
`;

interface Said {
  found?: boolean;
  text?: string;
  code?: string;
  stack?: string;
}

/**
 * Loads it alone in a folder, as it will be in the function.
 *
 * @param path what messages call it
 * @throws Failure that says what is wrong, and where
 */
export function checkProcess(source: Uint8Array, path: string): void {
  withFolder((folder) => {
    const file = join(folder, 'process.js');
    writeFileSync(file, source);
    // CommonJS, as it is in the function.
    writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}');
    check({ file, cwd: folder, node: process.execPath, path, folder });
  });
}

/**
 * Loads it where it lies, with what it requires beside it.
 *
 * @param path what messages call it
 * @param node the Node.js that loads it
 * @throws Failure that says what is wrong, and where
 */
export function checkProcessInPlace(file: string, path: string, node: string): void {
  withFolder((folder) => check({ file, cwd: dirname(file), node, path, folder }));
}

/** @throws UsageError if it is not a program that runs JavaScript as Node.js does */
export function checkNode(node: string): void {
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8', timeout: LONGEST_MS });
  if (!/^v\d+\./.test(stdout ?? '')) {
    throw new UsageError(`--node ${node}: it is not a Node.js that runs on this machine`);
  }
}

const LONGEST_MS = 10_000;

function withFolder(act: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'mps-webhook-process-'));
  try {
    act(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Checking {
  file: string;
  cwd: string;
  node: string;
  path: string;
  /** Where the answer may lie. */
  folder: string;
}

function check({ file, cwd, node, path, folder }: Checking): void {
  const answer = join(folder, 'answer.json');
  // Its own process: whatever it starts or changes ends there.
  const { NODE_OPTIONS, ...env } = process.env;
  spawnSync(node, ['-e', LOADING, file, answer], { cwd, env, timeout: LONGEST_MS });
  const said = read(answer, path);
  if (said.text !== undefined) throw new Failure(describe(said, file, path));
  if (!said.found) {
    throw new Failure(`${path} exports no function: it must say \`exports.process = …\``);
  }
}

function read(answer: string, path: string): Said {
  try {
    return JSON.parse(readFileSync(answer, 'utf8'));
  } catch {
    throw new Failure(`${path} ended the process, or took longer than 10 s, when it was loaded`);
  }
}

function describe({ text = '', code, stack = '' }: Said, file: string, path: string): string {
  const line = stack.split(`${file}:`)[1]?.match(/^\d+(:\d+)?/)?.[0];
  const where = line === undefined ? path : `${path}:${line}`;
  const help =
    code === 'MODULE_NOT_FOUND'
      ? '; it is deployed alone, so bundle what it requires into it'
      : /\b(import statement|'export')/.test(text)
        ? '; it must be CommonJS: `require` and `exports`'
        : '';
  return `${where} cannot be loaded: ${text.split('\n')[0]}${help}`;
}
