/** The npm package in Workers. */

import '../core/source-import';

export * from '../api/index';
// Types that know the platform do not offer it.
/** @internal */
export { createHandler } from '../hosts/scf/unsupported';
