/**
 * The code wasm-bindgen makes for the core. The build puts one of its two forms in this module's place: that of the
 * `v1` build, or that of the `std` build, which alone has `parseToObjects`.
 */
declare module 'core-glue' {
  export function initSync(options: { module: WebAssembly.Module }): unknown;
  export function parse(event: Uint8Array, language: Uint8Array): string;
  export const parseToObjects: ((event: Uint8Array, language: Uint8Array) => unknown[]) | undefined;
  export function toCloudEvents(event: Uint8Array, language: Uint8Array, now: number): string;
  export function verify(event: Uint8Array, notifyKey: Uint8Array, now: number): string;
  export function probe(settings: Uint8Array, now: number): string;
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
    body(id: number): Uint8Array;
    onResponse(
      id: number,
      status: number,
      headers: Uint8Array,
      body: Uint8Array,
      now: number,
    ): void;
    onCredentials(settings: Uint8Array): void;
    onError(id: number, reason: Uint8Array, now: number): void;
    free(): void;
    /** Cuts the object off from its memory without touching that. */
    __destroy_into_raw(): number;
  }
  /** In the `std` build only. */
  export class Reading {
    constructor(settings: Uint8Array, wanted: Uint8Array, deadline: number, seed: number);
    poll(now: number): string;
    onResponse(status: number, headers: Uint8Array, body: Uint8Array, now: number): void;
    onError(reason: Uint8Array, now: number): void;
    free(): void;
  }
}
