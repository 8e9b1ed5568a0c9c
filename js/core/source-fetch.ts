/** The core in browsers: fetched from where their bundler puts the file. */

import { provide } from './loader';

provide({ locate: () => new URL('./core.modern.wasm', import.meta.url) });
