/** The npm package in browsers. */

import '../core/source-fetch';

export * from '../api/index';
// Types that know the platform do not offer it.
/** @internal */
export { createHandler } from '../hosts/scf/unsupported';
