/** The npm package in browsers. */

import './origin-fetch';

export { createHandler } from './no-scf';
export * from './public';
