/** The npm package in Workers. */

import '../core/source-import';

export * from '../api/index';
export { createHandler } from '../hosts/scf/unsupported';
