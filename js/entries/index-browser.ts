/** The npm package in browsers. */

import '../core/source-fetch';

export * from '../api/index';
export { createHandler } from '../hosts/scf/unsupported';
