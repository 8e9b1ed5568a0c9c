/** Text and its bytes, on every platform: Node.js 8 and 10 have no global TextEncoder, browsers and edges no Buffer. */
/** The bytes of a text in UTF-8. */
export declare function encode(text: string): Uint8Array;
/** The text of bytes in UTF-8. */
export declare function decode(bytes: Uint8Array): string;
