export { HandlerOptions, Options, Process, ScfCallback, ScfContext, ScfHandler, ScfReply, ScfResult } from './shared.js';
export { createHandler } from './index.js';
