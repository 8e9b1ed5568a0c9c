/** The npm package in Workers. */

import './origin-import';

export { createHandler } from './no-scf';
export * from './public';
