/** DEFLATE on every Node.js. */

import { deflateRaw as compress } from 'node:zlib';

/** Compresses bytes, without a header. */
export function deflateRaw(bytes: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    compress(bytes, (error, result) => (error === null ? resolve(result) : reject(error)));
  });
}
