/** DEFLATE where there are streams: Node.js from 18 on, browsers, Workers, Deno, Bun. */

/** Compresses bytes, without a header. */
export async function deflateRaw(bytes: Uint8Array): Promise<Uint8Array> {
  // `deflate-raw` came later; `deflate` is the same between two bytes of header and four of a checksum (RFC 1950).
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer()).subarray(2, -4);
}
