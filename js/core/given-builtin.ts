/**
 * A module of Node.js, if `process.getBuiltinModule` exists. A bundler that makes an ECMAScript module of CommonJS replaces `require`
 * by a function that throws.
 */
// biome-ignore lint/suspicious/noExplicitAny: the caller knows the module
export const givenBuiltin = (name: string): any =>
  process.getBuiltinModule ? process.getBuiltinModule(name) : undefined;
