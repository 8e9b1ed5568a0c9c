import { createHash } from 'node:crypto';

/**
 * One segment of an object key as a file or folder name that every file system can hold and that
 * cannot leave its folder. Ordinary names stay as they are; everything else is percent-encoded, so
 * the name says what the key was. `%` itself is always encoded, which leaves `%` followed by no
 * hexadecimal pair free for the marks below.
 */
export function encodeSegment(segment: string): string {
  if (segment === '') return EMPTY;
  const encoded = segment
    .replace(UNSAFE, percent)
    .replace(/[. ]$/, percent) // `.` and `..`; and Windows drops a trailing dot or space
    .replace(WINDOWS_DEVICE, (name) => percent(name.charAt(0)) + name.slice(1));
  return Buffer.byteLength(encoded) > MAX_NAME_BYTES ? shorten(encoded) : encoded;
}

/** The segment a name stands for; undefined when the name had to be shortened. */
export function decodeSegment(name: string): string | undefined {
  const plain = name.endsWith(FILE) ? name.slice(0, -FILE.length) : name;
  const bare = plain.endsWith(FOLDER) ? plain.slice(0, -FOLDER.length) : plain;
  if (bare === EMPTY) return '';
  return bare.includes(SHORTENED) ? undefined : decodeURIComponent(bare);
}

/** The name to take when a folder already has this one, as keys `a/b` and then `a` make it. */
export function besideFolder(name: string): string {
  return name + FILE;
}

/** The name to take when a file already has this one, as keys `a` and then `a/b` make it. */
export function besideFile(name: string): string {
  return name + FOLDER;
}

function percent(character: string): string {
  const code = character.charCodeAt(0);
  return `%${code.toString(16).toUpperCase().padStart(2, '0')}`;
}

/** Names over the limit keep their beginning, for people, and end with a hash of the whole. */
function shorten(encoded: string): string {
  const hash = createHash('sha256').update(encoded).digest('hex').slice(0, 32);
  let kept = encoded;
  while (Buffer.byteLength(kept) > MAX_NAME_BYTES - SHORTENED.length - hash.length) {
    kept = [...kept].slice(0, -1).join('');
  }
  return kept + SHORTENED + hash;
}

const EMPTY = '%empty';
const FILE = '%file';
const FOLDER = '%folder';
const SHORTENED = '%~';

/** File systems hold 255 bytes; this leaves room for the marks. */
const MAX_NAME_BYTES = 240;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is unsafe
const UNSAFE = /[\u0000-\u001f\u007f%<>:"\\|?*]/g;
const WINDOWS_DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
