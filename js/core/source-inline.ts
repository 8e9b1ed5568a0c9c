/**
 * The core on Node.js, Deno and Bun: in the JavaScript. A file beside it would be lost in a bundle.
 */

import base64 from 'core-base64';
import { provide } from './loader';

provide({ compile: () => new WebAssembly.Module(bytes()) });

/** Not every runtime has both. */
function bytes(): Uint8Array {
  return typeof Buffer === 'undefined'
    ? Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    : Buffer.from(base64, 'base64');
}
