/** `mps-webhook/scf`: only the function for SCF. */

export type { Options } from '../core/options';
export type { Process } from '../delivery/user-processor';
export type {
  HandlerOptions,
  ScfCallback,
  ScfContext,
  ScfHandler,
  ScfReply,
  ScfResult,
} from '../hosts/scf/types';
export { createHandler } from './index';
