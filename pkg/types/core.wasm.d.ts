import type { CoreSource } from './index.js';

/**
 * The core, for `init(core)`: a `WebAssembly.Module` in Workers and where WebAssembly is imported as a module, the address of the file
 * where a bundler has a loader for files.
 */
declare const core: CoreSource;
export default core;
