/** Text and its bytes, on every platform: Node.js 8 and 10 have no global TextEncoder, browsers and edges no Buffer. */

const hasBuffer = typeof Buffer !== 'undefined';

/** The bytes of a text in UTF-8. */
export function encode(text: string): Uint8Array {
  return hasBuffer ? Buffer.from(text, 'utf8') : new TextEncoder().encode(text);
}

/** The text of bytes in UTF-8. */
export function decode(bytes: Uint8Array): string {
  return hasBuffer
    ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
    : new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
