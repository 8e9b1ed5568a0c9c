/**
 * Node.js's modules in CommonJS. `https` takes 15 ms to load on Node.js 8.9, so nothing is loaded before it is needed.
 *
 * Where Node.js gives its modules by a function, that is used: a bundler that makes an ECMAScript module of this puts a
 * function that throws in the place of `require`.
 */
type Http = Pick<typeof import('node:http'), 'request' | 'Agent'>;
export declare const URL: typeof import('node:url').URL;
export declare function loadHttp(): Http | Promise<Http>;
export declare function loadHttps(): Http | Promise<Http>;
export {};
