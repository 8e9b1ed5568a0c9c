/** As `inflate-by-require`, in ECMAScript modules. */

export { inflateRawSync as inflateRaw } from 'node:zlib';
