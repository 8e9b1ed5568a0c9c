// The parts of a module of WebAssembly, as its binary format has them.

/** The section with the code of functions. */
export const CODE = 10;
/** The section with data. */
export const DATA = 11;

/** A number (LEB128), and where the bytes behind it begin. */
export function numberAt(bytes, start) {
  let value = 0;
  for (let at = start, factor = 1; ; at++, factor *= 128) {
    const byte = bytes[at];
    value += (byte % 128) * factor;
    if (byte < 128) return [value, at + 1];
  }
}

/** The sections behind magic and version: which it is, where its content begins, and how many bytes that has. */
export function* sections(bytes) {
  for (let at = 8; at < bytes.length; ) {
    const [length, start] = numberAt(bytes, at + 1);
    yield { id: bytes[at], start, length };
    at = start + length;
  }
}
