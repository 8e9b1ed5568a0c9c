/** Whether a file holds one event, or one on each line. */

const LINE_FEED = 10;

/**
 * Decided by its first line: JSON by itself, with more behind it. Undefined as long as what is there does not show that.
 */
export function beginsAsLines(beginning: Uint8Array): boolean | undefined {
  let start = 0;
  for (;;) {
    const end = beginning.indexOf(LINE_FEED, start);
    if (end < 0) return undefined;
    const line = beginning.subarray(start, end);
    if (!isBlank(line)) {
      if (!isJson(line)) return false;
      return isBlank(beginning.subarray(end)) ? undefined : true;
    }
    start = end + 1;
  }
}

/** Whether there is nothing in it but space. */
export function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte <= 0x20);
}

function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder().decode(bytes));
    return true;
  } catch {
    return false;
  }
}
