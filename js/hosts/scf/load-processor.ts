/** Loads the user's processor from `process.js` beside the function. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Process } from '../../delivery/user-processor';

/** The file name of the user's processor. */
const FILE = 'process.js';

/** Loads the processor in a folder; `undefined` if there is none. One that cannot be loaded fails at every call. */
export function loadProcess(folder: string): Process | undefined {
  const path = join(folder, FILE);
  if (!existsSync(path)) {
    return undefined;
  }
  try {
    // What a module exports may be computed when it is asked for, and fail.
    const found = processOf(require(path));
    if (found !== undefined) {
      return found;
    }
  } catch (error) {
    return () => {
      throw error;
    };
  }
  return () => {
    throw new Error(`${FILE} exports no function: it must say \`exports.process = …\``);
  };
}

/** The processor that a module exports. */
export function processOf(loaded: unknown): Process | undefined {
  const { process, default: byDefault } = Object(loaded) as { process: unknown; default: unknown };
  const found = [loaded, process, byDefault].find((value) => typeof value === 'function');
  return found as Process | undefined;
}
