/** `mps-webhook/edge` in Workers. */

import './index-worker';

export * from './fetch-handler';
export type { Process } from './process';
