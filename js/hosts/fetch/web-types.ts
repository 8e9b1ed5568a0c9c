/**
 * `Request` and `Response` for public types. They are those of the platform if a program has their types (`lib: ["dom"]`,
 * `@types/node`, `@cloudflare/workers-types` …), otherwise the part that every platform has.
 */

type OfPlatform<Name extends string, Otherwise> = typeof globalThis extends {
  [name in Name]: { prototype: infer Class };
}
  ? Class
  : Otherwise;

/** The part of a `Request` or a `Response` that every platform has. */
export interface WebMessage {
  readonly headers: { get(name: string): string | null };
  readonly bodyUsed: boolean;
  arrayBuffer(): Promise<ArrayBuffer>;
  text(): Promise<string>;
}

/** The platform's `Request`. */
export type WebRequest = OfPlatform<
  'Request',
  WebMessage & { readonly method: string; readonly url: string }
>;

/** The platform's `Response`. */
export type WebResponse = OfPlatform<'Response', WebMessage & { readonly status: number }>;
