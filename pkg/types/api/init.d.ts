/** Loads the core where that takes time. */
/**
 * What `init` takes instead of the file of the package: a URL, a `Response` (or a promise of one), the bytes, or a
 * `WebAssembly.Module`.
 */
export type CoreSource = string | object;
/**
 * Loads the core. Only browsers need it, before anything else is called; elsewhere the core is loaded by the first call.
 * Any number of calls load it once; after one that failed, the next tries again.
 *
 * @param source where the core is, if not where the package has it: for bundlers that do not know
 *   `new URL(…, import.meta.url)`. The file itself is `mps-webhook/core.wasm`.
 * @throws {MpsWebhookError} with the code `not_ready` if it could not be fetched, with `invalid_argument` if `source` is none
 *   of these.
 */
export declare function init(source?: CoreSource): Promise<void>;
