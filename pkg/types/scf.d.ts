/** The function for SCF (Serverless Cloud Function), on every Node.js it offers from 8.9 on. */
import { type CoreLoader } from './core';
import { type Done } from './deliver';
import { type Process } from './process';
/** What SCF passes about an invocation; only what is used here. (SCF document 583/9210.) */
export interface ScfContext {
    request_id?: string;
    /** The function's time limit, ms. */
    time_limit_in_ms?: number;
    /** What is left of it, ms; not on every runtime. */
    getRemainingTimeInMillis?: () => number;
}
export type ScfCallback = (error: Error | null, result?: Done) => void;
/**
 * The handler. It returns a promise and calls `callback` as well: which of the two the platform listens to depends on
 * its Node.js.
 */
export type ScfHandler = (event: unknown, context?: ScfContext, callback?: ScfCallback) => Promise<Done>;
export interface HandlerOptions {
    /** What to do, as in the variable `MPS_WEBHOOK_CONFIG`; environment variables fill in what is left out. */
    options?: object;
    /** The owner's own processing of reports. */
    process?: Process;
}
/** Makes the handler of a function. `template` is what it is made from: the core knows what that does by default. */
export declare function createScfHandler(loader: CoreLoader, handler?: HandlerOptions, template?: string): ScfHandler;
