/**
 * The core on Node.js, Deno and Bun: in the JavaScript, compressed. A file beside it would be lost in a bundle.
 */

import base64 from 'core-base64';
import { inflateRaw } from './inflate-by-require';
import { provide } from './loader';

provide({
  compile: () => new WebAssembly.Module(inflateRaw(Buffer.from(base64, 'base64'))),
});
