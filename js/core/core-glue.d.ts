/**
 * The code wasm-bindgen makes for the core. The build puts one of its two forms in this module's place: that of the
 * `v1` build, or that of the `std` build, which alone has `parseToObjects`.
 */
declare module 'core-glue' {
  /** As `initSync`, also where a module of this size must not be instantiated synchronously. */
  export default function initAsync(options: {
    module_or_path: WebAssembly.Module;
  }): Promise<unknown>;
  export function initSync(options: { module: WebAssembly.Module }): unknown;
  export function parse(event: Uint8Array, language: Uint8Array): string;
  export const parseToObjects: ((event: Uint8Array, language: Uint8Array) => unknown[]) | undefined;
  export function toCloudEvents(event: Uint8Array, language: Uint8Array, now: number): string;
  export function render(event: Uint8Array, format: Uint8Array, language: Uint8Array): string;
  export function redact(event: Uint8Array): string;
  export function verify(event: Uint8Array, notifyKey: Uint8Array, now: number): string;
  export function probe(settings: Uint8Array, now: number): string;
  export function diagnose(
    probe: Uint8Array,
    status: number,
    headers: Uint8Array,
    body: Uint8Array,
    now: number,
  ): string;
  export function shownMessage(target: Uint8Array, body: Uint8Array): string;
  export function apiErrorAdvice(code: Uint8Array): string;
  export function apiRequest(call: Uint8Array, body: Uint8Array, now: number): string;
  export class Delivery {
    constructor(
      event: Uint8Array,
      settings: Uint8Array,
      deadline: number,
      seed: number,
      now: number,
    );
    poll(now: number): string;
    /** A part of the body of a request, from `start` on. */
    body(id: number, start: number): Uint8Array;
    /** Bytes. */
    bodyLength(id: number): number;
    onResponse(
      id: number,
      status: number,
      headers: Uint8Array,
      body: Uint8Array,
      now: number,
    ): void;
    assumeDone(id: number, now: number): void;
    onCredentials(settings: Uint8Array): void;
    onError(id: number, reason: Uint8Array, now: number): void;
    free(): void;
    /** Cuts the object off from its memory without touching that. */
    __destroy_into_raw(): number;
  }
  export interface Reading {
    poll(now: number): string;
    onResponse(status: number, headers: Uint8Array, body: Uint8Array, now: number): void;
    onError(reason: Uint8Array, now: number): void;
    free(): void;
    __destroy_into_raw(): number;
  }
  export const Reading: new (
    settings: Uint8Array,
    wanted: Uint8Array,
    deadline: number,
    seed: number,
  ) => Reading;
}

/** The core as a module of WebAssembly, where the platform's bundler makes one of the file. */
declare module 'core-module' {
  const core: WebAssembly.Module;
  export default core;
}

/** The bytes of the core as Base64; the build puts them in. */
declare module 'core-base64' {
  const base64: string;
  export default base64;
}
