/** Sends requests with `fetch`: Workers, Deno, Bun, and Node.js from 18 on. */
import type { Send } from './transport';
export declare const send: Send;
/**
 * All bytes of a stream; nothing if there are more than `most`, and then the rest is not read.
 *
 * @param timeLimit how long that may take, ms
 */
export declare function readAtMost(stream: ReadableStream<Uint8Array> | null, most: number, timeLimit?: number): Promise<Uint8Array | undefined>;
