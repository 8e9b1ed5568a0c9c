/** DEFLATE where there are streams: Node.js from 18 on, browsers, Workers, Deno, Bun. */

/** Compresses bytes, without a header. */
export async function deflateRaw(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
