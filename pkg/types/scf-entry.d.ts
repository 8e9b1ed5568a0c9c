/** `mps-webhook/scf`: the function for SCF alone. */
export { createHandler } from './index';
export type { Process } from './process';
export type { HandlerOptions, ScfCallback, ScfContext, ScfHandler, ScfReply } from './scf-contract';
