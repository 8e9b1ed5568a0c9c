/**
 * The code wasm-bindgen makes for the core, the same for both builds of it; the build puts it in this module's place.
 */
declare module 'core-glue' {
  /** As `initSync`, also where a module of this size must not be instantiated synchronously. */
  export default function initAsync(options: {
    module_or_path: WebAssembly.Module;
  }): Promise<unknown>;
  export function initSync(options: { module: WebAssembly.Module }): unknown;
  export function parse(event: Uint8Array, language: Uint8Array): string;
  /** Takes texts, as an array does. */
  export interface Texts {
    push(text: string): unknown;
  }
  export function parseInParts(event: Uint8Array, language: Uint8Array, parts: Texts): void;
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
  export function holdsBack(settings: Uint8Array): boolean;
  export function namesEvent(text: Uint8Array): boolean;
  export function holdsNotification(event: Uint8Array): boolean;
  export function kindNames(language: Uint8Array): string;
  export function nextSteps(task: Uint8Array, language: Uint8Array): string;
  export function apiErrorAdvice(code: Uint8Array): string;
  export function apiRequest(call: Uint8Array, body: Uint8Array, now: number): string;
  export function watchTimes(wanted: Uint8Array, now: number): string;
  export function watchSentence(summary: Uint8Array, language: Uint8Array): string;
  export class Delivery {
    constructor(
      event: Uint8Array,
      settings: Uint8Array,
      deadline: number,
      seed: number,
      now: number,
    );
    poll(now: number): string;
    /** Copies the bytes from `start` to `end` of the body of a request into `target`, which has as many. */
    body(id: number, start: number, end: number, target: Uint8Array): void;
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
  export interface Watch {
    poll(now: number): string;
    body(id: number): Uint8Array;
    event(id: number): Uint8Array;
    onResponse(
      id: number,
      status: number,
      headers: Uint8Array,
      body: Uint8Array,
      now: number,
    ): void;
    onError(id: number, reason: Uint8Array, now: number): void;
    onDelivered(id: number, done: Uint8Array, now: number): void;
    free(): void;
    __destroy_into_raw(): number;
  }
  export const Watch: new (
    settings: Uint8Array,
    deadline: number,
    seed: number,
    now: number,
  ) => Watch;
}

/** The core as a module of WebAssembly, where the platform's bundler makes one of the file. */
declare module 'core-module' {
  const core: WebAssembly.Module;
  export default core;
}

/** A module of CommonJS that the build makes. */
declare module 'core-carried' {
  /** The core `v1`, compressed (DEFLATE, RFC 1951), in Base64. */
  export const v1: string;
  /** How many bytes the core `modern` has. */
  export const modernLength: number;
  /** The folder of the module, where `core.modern.wasm` is beside it; empty if the platform does not say. */
  export const folder: string;
}
