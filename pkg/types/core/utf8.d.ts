/** Text and its bytes, on every platform: Node.js 8 and 10 have no global TextEncoder, browsers and edges no Buffer. */
/** The bytes of a text in UTF-8. */
export declare function encode(text: string): Uint8Array;
/** The text of bytes in UTF-8. */
export declare function decode(bytes: Uint8Array): string;
/**
 * JSON text with every lone surrogate as its escape, such as `\ud800`. UTF-8 has no bytes for one: all of them would become
 * the same U+FFFD, and different events the same event. JSON.stringify does so from Node.js 12 on.
 */
export declare function escapeLoneSurrogates(json: string): string;
