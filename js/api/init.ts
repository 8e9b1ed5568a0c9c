/** Loads the core where loading takes time: in browsers. */

import initAsync from 'core-glue';
import { loader, notReady, origin } from '../core/loader';
import { bytesOf, invalidArgument } from '../input/arguments';

/**
 * The source of the core for `init`, instead of the file of the package. A URL, a `Response` (or a promise of one), the
 * bytes, or a `WebAssembly.Module`.
 */
export type CoreSource = string | object;

let initialized: Promise<void> | undefined;

/**
 * Loads the core. Only browsers need this, before any other call; elsewhere the first call loads the core. Several calls
 * load it once; after a failure, the next call tries again.
 *
 * @param source the core, for bundlers that do not support `new URL(…, import.meta.url)`. The file is `mps-webhook/core.wasm`.
 * @throws {MpsWebhookError} with the code `not_ready` if it cannot be fetched, `invalid_argument` if `source` is invalid.
 *
 * @example
 * await init(); // in a browser
 * await init('/static/core.modern.wasm'); // where the bundler leaves the file behind
 */
export function init(source?: CoreSource): Promise<void> {
  initialized =
    initialized ||
    load(source).catch((error) => {
      initialized = undefined;
      throw error;
    });
  return initialized;
}

async function load(source: CoreSource | undefined): Promise<void> {
  const from = origin();
  if (source === undefined && 'compile' in from) {
    loader.load();
    return;
  }
  const module = await compile(
    source === undefined && 'locate' in from ? from.locate() : await source,
  );
  await loader.adopt(module, () => initAsync({ module_or_path: module }));
}

async function compile(source: CoreSource | undefined): Promise<WebAssembly.Module> {
  if (isModule(source)) {
    return source;
  }
  const bytes = bytesOf(source, 'source');
  if (bytes !== undefined) {
    return WebAssembly.compile(bytes);
  }
  if (!isResponse(source) && !isUrl(source)) {
    throw invalidArgument('source', 'must be a URL, a Response, bytes or a WebAssembly.Module');
  }
  const response = isResponse(source) ? source : await fetch(source);
  if (!response.ok) {
    throw notReady(`the core could not be fetched: status ${response.status}`);
  }
  // Many servers do not know the media type of the file, and `compileStreaming` requires it.
  const isNamed = /^application\/wasm\b/.test(response.headers.get('content-type') || '');
  return WebAssembly.compileStreaming !== undefined && isNamed
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

/** Whether the value is a module of any realm; `instanceof` knows only one. */
function isModule(source: unknown): source is WebAssembly.Module {
  return Object.prototype.toString.call(source) === '[object WebAssembly.Module]';
}

function isResponse(source: unknown): source is Response {
  const { arrayBuffer, headers } = Object(source);
  return typeof arrayBuffer === 'function' && headers !== undefined;
}

function isUrl(source: unknown): source is string | URL {
  return typeof source === 'string' || typeof Object(source).href === 'string';
}
