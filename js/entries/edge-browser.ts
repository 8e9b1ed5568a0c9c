/** `mps-webhook/edge` in service workers of browsers. */

import './index-browser';

export type { Options } from '../core/options';
export type { Process } from '../delivery/user-processor';
export * from '../hosts/fetch/handler';
// Types that know the platform do not offer it.
/** @internal */
export { createNodeHandler } from '../hosts/node-http/unsupported';
