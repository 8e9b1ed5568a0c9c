/**
 * In the place of the global TextDecoder, which Node.js 8 and 10 do not have: what wasm-bindgen's code needs of it, and
 * faster there than the one in `util`.
 */
class BufferDecoder {
  decode(bytes?: Uint8Array): string {
    if (bytes === undefined) {
      return '';
    }
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  }
}

export { BufferDecoder as TextDecoder };
