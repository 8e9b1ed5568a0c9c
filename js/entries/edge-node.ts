/** `mps-webhook/edge` on Node.js, Deno and Bun. */

import './index';

export type { Options } from '../core/options';
export type { Process } from '../delivery/user-processor';
export * from '../hosts/fetch/handler';
export * from '../hosts/node-http/handler';
