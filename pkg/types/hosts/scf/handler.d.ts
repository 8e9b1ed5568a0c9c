/** The function for SCF (Serverless Cloud Function), on every Node.js it offers from 8.9 on. */
import type { CoreLoader } from '../../core/instance';
import type { HandlerOptions, ScfHandler } from './types';
/** Makes the handler of a function. `template` is what it is made from: the core knows what that does by default. */
export declare function createScfHandler(loader: CoreLoader, wanted?: HandlerOptions, template?: string): ScfHandler;
