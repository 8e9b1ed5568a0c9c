/**
 * The core on Node.js, Deno and Bun: in the JavaScript. A file beside it would be lost in a bundle.
 */
export {};
