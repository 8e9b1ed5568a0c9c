/** Errors of the operating system and of gzip, in sentences. */

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of the path is not a folder',
  EISDIR: 'it is a folder',
  EEXIST: 'something else is there',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the disk cannot be written to',
  ENOSPC: 'no space is left',
  EDQUOT: 'no space is left',
  ELOOP: 'the links lead in a circle',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many files are open',
  ENXIO: 'nothing answers there',
  EBADF: 'it is closed',
  // Of gzip.
  Z_BUF_ERROR: 'the gzip data ends too early',
  Z_DATA_ERROR: 'the gzip data is damaged',
};

/** Why something failed; what is not known here as the system says it. */
export function reasonOf(error: unknown): string {
  const { code, message, path } = Object(error) as Record<'code' | 'message' | 'path', unknown>;
  // Node.js shows other bytes so, and finds no file by that.
  if (code === 'ENOENT' && `${path}`.includes('\ufffd')) return 'its name is not UTF-8; rename it';
  return REASONS[`${code}`] ?? `${message ?? error}`;
}

/** What is said of a file that cannot be read. */
export function unreadable(path: string, error: unknown): string {
  const { code } = Object(error) as { code?: unknown };
  return code === 'ENOENT' ? `there is no ${path}` : `${path} cannot be read: ${reasonOf(error)}`;
}

/** What is said of a file that cannot be written. */
export function unwritable(path: string, error: unknown): string {
  const { code } = Object(error) as { code?: unknown };
  const reason = code === 'ENOENT' ? 'there is no such folder' : reasonOf(error);
  return `${path} cannot be written: ${reason}`;
}
