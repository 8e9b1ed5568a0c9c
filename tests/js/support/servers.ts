/** Programs of other runtimes, and servers among them. */

import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { TestContext } from 'node:test';
import type { Call } from './callbacks';
import { type Ended, runToEnd } from './programs';

/** Runs a program in a folder to its end. */
export function runProgram(
  binary: string,
  args: string[],
  cwd: string,
  env: Record<string, string> = {},
): Promise<Ended> {
  return runToEnd(binary, args, { cwd, env: environment(env) });
}

/** Starts a server that listens to the variable `PORT`, or to the word `{port}`; it ends with the test. Requests go to `path`. */
export async function startServer(
  t: TestContext,
  binary: string,
  args: string[],
  cwd: string,
  env: Record<string, string>,
  path = '',
): Promise<Call> {
  const port = await freePort();
  const words = args.map((word) => (word === '{port}' ? String(port) : word));
  const child = spawn(binary, words, {
    cwd,
    env: environment({ ...env, PORT: String(port) }),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  let ended = false;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const end = new Promise<void>((resolve) => {
    child.on('error', (error) => {
      said += error;
    });
    child.on('close', () => {
      ended = true;
      resolve();
    });
  });
  t.after(async () => {
    child.kill();
    await end;
  });
  const url = `http://127.0.0.1:${port}/${path}`;
  for (;;) {
    if (ended) throw new Error(`the server ended: ${said}`);
    try {
      await (await fetch(url)).text();
      break;
    } catch {
      // It does not listen yet.
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  return (init) => fetch(url, init);
}

let tried = 0;

/**
 * A port for a program that has to be told one. It is below those that systems give out by themselves, and other
 * processes begin elsewhere, so that nobody else takes it before the program does.
 */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 10_000 + ((process.pid * 37 + tried++) % 20_000);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!isFree) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}

/** Nothing of this process's own settings but what programs cannot be without. */
function environment(env: Record<string, string>): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME, DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1', ...env };
}
