/** DEFLATE where there are streams: Node.js from 18 on, browsers, Workers, Deno, Bun. */
/** Compresses bytes, without a header. */
export declare function deflateRaw(bytes: Uint8Array): Promise<Uint8Array>;
