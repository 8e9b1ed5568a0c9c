/**
 * The core on Node.js, Deno and Bun: carried in the JavaScript. A file beside it would be left behind by bundlers, each in its own
 * way.
 */
export {};
