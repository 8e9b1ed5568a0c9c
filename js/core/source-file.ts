/** The core in CommonJS: a file beside the code. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { provide } from './loader';

declare const CORE_WASM: string;

provide({ compile: () => new WebAssembly.Module(readFileSync(join(__dirname, CORE_WASM))) });
