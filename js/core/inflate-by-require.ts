/**
 * `inflateRawSync` of Node.js in CommonJS, loaded when the core is.
 *
 * Where Node.js gives its modules by a function, that is used: a bundler that makes an ECMAScript module of this puts a
 * function that throws in the place of `require`.
 */

type Zlib = Pick<typeof import('node:zlib'), 'inflateRawSync'>;

export function inflateRaw(bytes: Uint8Array): Uint8Array {
  const zlib: Zlib = process.getBuiltinModule
    ? process.getBuiltinModule('zlib')
    : require('node:zlib');
  return zlib.inflateRawSync(bytes);
}
