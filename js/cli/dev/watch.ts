/** Files that change, and files that are put into a folder. */

import { existsSync, type FSWatcher, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Editors write a file in several steps: what follows within so many ms is one change. */
const SETTLING = 150;

/** Watches a file that may not be there yet: editors replace files, so it is the folder that is watched. */
export function whenChanged(
  file: string,
  act: () => void,
  fail: (error: Error) => void,
): FSWatcher[] {
  const folder = dirname(file);
  if (!existsSync(folder)) return [];
  const settle = settling(act);
  return [
    watch(folder, (_, name) => {
      if (name === basename(file)) settle('');
    }).on('error', fail),
  ];
}

/** Calls `act` for every file that is put into a folder, once it is whole. */
export function dropped(
  folder: string,
  act: (file: string) => Promise<void>,
  fail: (error: Error) => void,
): FSWatcher {
  const taken = new Map<string, number>();
  const settle = settling(async (name) => {
    const file = join(folder, name);
    const found = await stat(file).catch(() => undefined);
    if (!found?.isFile() || taken.get(name) === found.mtimeMs) return;
    taken.set(name, found.mtimeMs);
    await act(file);
  });
  return watch(folder, (_, name) => {
    if (name !== null && !name.startsWith('.')) settle(name);
  }).on('error', fail);
}

function settling(act: (name: string) => void): (name: string) => void {
  const timers = new Map<string, NodeJS.Timeout>();
  return (name) => {
    clearTimeout(timers.get(name));
    timers.set(
      name,
      setTimeout(() => {
        timers.delete(name);
        act(name);
      }, SETTLING),
    );
  };
}
