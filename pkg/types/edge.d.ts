/** `mps-webhook/edge` on Node.js, Deno and Bun. */
import './index';
export * from './fetch-handler';
export type { Process } from './process';
