/**
 * The one core of a program, and where it comes from.
 *
 * Platforms differ in nothing else. On Node.js, Deno and Bun the core is in the JavaScript as Base64. Workers import it as a module.
 * Browsers fetch it, so they need `await init()`.
 */
import { MpsWebhookError } from './error';
import { CoreLoader } from './instance';
/** Where a platform has the core. */
export type Origin = 
/** It is there, or can be read at once. */
{
    compile: () => WebAssembly.Module;
}
/** It has to be fetched. */
 | {
    locate: () => URL;
};
export declare const loader: CoreLoader;
/** To be called by the entry point of a platform. */
export declare function provide(origin: Origin): void;
export declare function origin(): Origin;
export declare function notReady(message: string): MpsWebhookError;
