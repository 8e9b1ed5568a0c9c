/** One replay at a time: a file that says which process has the journal. */

import { linkSync, lstatSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { Failure } from '../context';
import { reasonOf } from '../system-errors';

/** What to do where there is no place for a journal. */
export const ELSEWHERE = 'choose another place with --journal, or do without with --no-journal';

/** The process that has a lock. */
interface Holder {
  pid: number;
  host: string;
  /** ISO 8601. */
  since: string;
}

/**
 * Takes a lock, also one that a process of this machine left when it was ended.
 *
 * @param path the file that is the lock
 * @param what what it is of, for people
 * @returns what gives it back
 * @throws Failure if another process has it
 */
export function lock(path: string, what: string, now: number): () => void {
  const me: Holder = { pid: process.pid, host: hostname(), since: new Date(now).toISOString() };
  for (;;) {
    if (create(path, me)) return () => rmSync(path, { force: true });
    const kind = kindOf(path);
    if (kind !== undefined && kind !== 'a file') {
      throw new Failure(`${path} is ${kind}, not the lock of a replay; delete it`);
    }
    const holder = read(path);
    // Given back meanwhile.
    if (holder === undefined) continue;
    if (!isGone(holder, me)) {
      const { pid, host, since } = holder;
      throw new Failure(
        `${what} is in use by process ${pid} on ${host} since ${since}; wait until it has ended. If that process is not a replay, delete ${path}`,
      );
    }
    // Of several that find it left, one may take it away: the one that can make the second file. It looks again, since
    // another one may have been quicker.
    const taking = `${path}.${holder.pid}`;
    if (!create(taking, me)) {
      throw new Failure(
        `${what} is being taken over by another process. If there is none any more, delete ${taking}`,
      );
    }
    try {
      const left = read(path);
      if (left !== undefined && isGone(left, me)) rmSync(path, { force: true });
    } finally {
      rmSync(taking, { force: true });
    }
  }
}

/** What is at a path, for people; undefined: nothing. Links are not followed, and nothing is opened: a pipe may never answer. */
export function kindOf(path: string): string | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  if (found.isFile()) return 'a file';
  if (found.isSymbolicLink()) return 'a link';
  if (found.isDirectory()) return 'a folder';
  if (found.isFIFO()) return 'a pipe';
  return found.isSocket() ? 'a socket' : 'a device';
}

/** Makes the file with its content at once, unless it is there. */
function create(path: string, holder: Holder): boolean {
  const text = `${JSON.stringify(holder)}\n`;
  const own = `${path}.new-${holder.pid}`;
  try {
    // What is there is left of a process that had this number, or nothing to write into.
    rmSync(own, { force: true });
    writeFileSync(own, text, { flag: 'wx' });
    try {
      linkSync(own, path);
    } finally {
      rmSync(own, { force: true });
    }
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    // File systems without links, such as exFAT.
    if (code === 'EPERM' || code === 'ENOSYS' || code === 'ENOTSUP' || code === 'EOPNOTSUPP') {
      return createInPlace(path, text);
    }
    throw new Failure(`the journal cannot be written: ${reasonOf(error)}; ${ELSEWHERE}`);
  }
}

function createInPlace(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    throw new Failure(`the journal cannot be written: ${reasonOf(error)}; ${ELSEWHERE}`);
  }
}

/** Undefined if there is no such file. */
function read(path: string): Holder | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Failure(`${path} cannot be read: ${reasonOf(error)}`);
  }
  try {
    const { pid, host, since } = JSON.parse(text);
    const isWhole = typeof host === 'string' && typeof since === 'string';
    if (isWhole && Number.isInteger(pid) && pid > 0) return { pid, host, since };
  } catch {
    // Told below.
  }
  throw new Failure(`${path} does not say which process has the journal; if none has, delete it`);
}

/** Whether the process has ended; unknown for other machines. The number of this process is from before a restart. */
function isGone({ pid, host }: Holder, me: Holder): boolean {
  if (host !== me.host) return false;
  if (pid === me.pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
