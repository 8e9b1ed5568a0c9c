/** `mps-webhook/edge` in browsers, that is, in their service workers. */

import './index-browser';

export * from './fetch-handler';
export type { Process } from './process';
