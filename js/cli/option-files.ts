/** Files with the options of the function: variables, or a document. */

import { closeSync } from 'node:fs';
import { resolve } from 'node:path';
import { type CommandContext, UsageError } from './context';
import { parseVariables } from './env-file';
import { isPipe, LOOK_EVERY_MS, openWithoutWaiting, readWithoutWaiting } from './input/pipes';
import { unreadable } from './system-errors';

type Where = Pick<CommandContext, 'cwd' | 'pipes'>;

/**
 * Variables, `NAME=value` a line, as `.env` has them: see `parseVariables`.
 *
 * @throws UsageError if the file cannot be read or has a line that does not set a variable
 */
export function readVariables(path: string, where: Where): Record<string, string> {
  return parseVariables(readText(path, where), path);
}

/**
 * The value of a document.
 *
 * @throws UsageError if the file cannot be read or is not JSON
 */
export function readDocument(path: string, where: Where): unknown {
  return checkDocument(readText(path, where), path);
}

/**
 * The value of the text of a file.
 *
 * @param path the file, for the error
 * @throws UsageError if it is not JSON, or `null`, which looks like options and sets none
 */
export function checkDocument(text: string, path: string): unknown {
  const value = parseDocument(text, path);
  if (value === null) {
    throw new UsageError(
      `${path} is null; it has to be one object with the options, as docs/configuration.md has it`,
    );
  }
  return value;
}

/** @param name what the text is called in the error */
export function parseDocument(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The message of newer versions of Node.js quotes the text, which may be a secret.
    const place = placeOf((error as Error).message, text);
    throw new UsageError(
      `${name} is not JSON${place}; it has to be one object with the options, as docs/configuration.md has it`,
    );
  }
}

/** Where the text stops being JSON, if the error says it. */
function placeOf(message: string, text: string): string {
  const position = /position (\d+)/.exec(message)?.[1];
  if (position === undefined) return '';
  const lines = text.slice(0, Number(position)).split('\n');
  return ` (line ${lines.length} column ${(lines.at(-1)?.length ?? 0) + 1})`;
}

/** SCF takes 4 KB of variables. */
const MOST_BYTES = 1024 * 1024;

/**
 * The content of a file, of a device, or of a pipe that something writes to, as `--env <(command)` makes one: such a file of
 * secrets is on no disk. Undefined if it has more than `most` bytes.
 *
 * @throws UsageError if it is a pipe that nothing writes to: it would be waited for without an end
 */
export function contentUpTo(most: number, file: string, path: string): Buffer | undefined {
  const descriptor = openWithoutWaiting(file);
  try {
    const room = Buffer.alloc(most + 1);
    let length = 0;
    let hasWriter = !isPipe(file);
    while (length < room.length) {
      const read = readWithoutWaiting(descriptor, room, length);
      if (read === undefined) pause();
      else if (read === 0) {
        if (!hasWriter)
          throw new UsageError(`${path} is a pipe that nothing writes to; name a file`);
        break;
      }
      hasWriter = true;
      length += read ?? 0;
    }
    return length > most ? undefined : room.subarray(0, length);
  } finally {
    closeSync(descriptor);
  }
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_EVERY_MS);
}

/** @throws UsageError if the file cannot be read */
export function readText(path: string, { cwd, pipes }: Where): string {
  const file = resolve(cwd, path);
  const known = pipes?.get(file);
  if (known !== undefined) return known;
  let bytes: Buffer | undefined;
  try {
    bytes = contentUpTo(MOST_BYTES, file, path);
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(unreadable(path, error));
  }
  if (bytes === undefined)
    throw new UsageError(`${path} has more than 1 MB: it cannot be a file of options`);
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  if (isPipe(file)) pipes?.set(file, text);
  return text;
}
