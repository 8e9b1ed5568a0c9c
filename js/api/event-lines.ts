/** Decides whether a file contains one event, or one event per line. */

const LINE_FEED = 10;

/**
 * Decides by the first line of a text whether it has one event per line. This is so if that line alone is JSON and more
 * follows. The text comes in parts, and each part is read once.
 */
export class FirstLine {
  /** The first line that is not blank, as far as it was received. */
  #parts: Uint8Array[] = [];
  #isJson = false;

  /** Takes the next part. Returns `undefined` until the parts are enough to decide. */
  areLines(part: Uint8Array): boolean | undefined {
    let start = 0;
    while (!this.#isJson) {
      const end = part.indexOf(LINE_FEED, start);
      const piece = part.subarray(start, end < 0 ? part.length : end);
      if (this.#parts.length > 0 || !isBlank(piece)) this.#parts.push(piece);
      if (end < 0) return undefined;
      start = end + 1;
      if (this.#parts.length === 0) continue;
      if (!isJson(this.#parts)) return false;
      this.#isJson = true;
    }
    return isBlank(part.subarray(start)) ? undefined : true;
  }
}

/** Whether the bytes are only white space. */
export function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte <= 0x20);
}

function isJson(parts: readonly Uint8Array[]): boolean {
  const decoder = new TextDecoder();
  const text = parts.map((part) => decoder.decode(part, { stream: true })).join('');
  try {
    JSON.parse(text + decoder.decode());
    return true;
  } catch {
    return false;
  }
}
