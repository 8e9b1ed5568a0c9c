/** What a fault hook gets of a request before anything is done with it. */
export interface RequestInfo {
  /** 0 for the first request the emulator got. */
  index: number;
  method: string;
  bucket: string | undefined;
  key: string;
  headers: Readonly<Record<string, string>>;
  bodyLength: number;
}

/** What goes wrong with a request; the fields may be combined. */
export interface Fault {
  /** Milliseconds to wait before anything else. */
  delayMs?: number;
  /**
   * Whether `answer` and `reset` come instead of the operation or after it was done, which is the
   * case of the lost answer. Default: `before`.
   */
  when?: 'before' | 'after';
  answer?: FaultAnswer;
  /** Reset the connection instead of answering. */
  reset?: boolean;
  /** A wrong ETag, without quotes. */
  etag?: string;
  /** Answer only so many bytes of the body, then close the connection. */
  truncateTo?: number;
}

/** An error COS would answer with `code`, or with `body` one it would not (a proxy's HTML page). */
export interface FaultAnswer {
  status: number;
  code?: string;
  message?: string;
  body?: string;
  headers?: Record<string, string>;
}

/** Decides per request what goes wrong; undefined: nothing. */
export type Tamper = (request: RequestInfo) => Fault | undefined;
