/** Types between the delivery loop and a transport. */

/** A request of the core, ready to send. */
export interface Request {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  url: string;
  /** The headers, with names in lower case; the transport adds `content-length`. */
  headers: Record<string, string>;
  /** The time limit of the whole response, ms. */
  timeout: number;
  /** The most bytes of the response; the limit of the sender without it. */
  longest_response?: number;
}

/** The response to a request. */
export interface Response {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array;
}

/** The longest response that is read, bytes. Objects are read; what else answers is a small document, or an error, of eight requests at once. */
export function longestResponse({ method, longest_response }: Request): number {
  return longest_response || (method === 'GET' ? 16 * 1024 * 1024 : 1024 * 1024);
}

/** The body of a request that is read while it is sent, because it is so long that it should not be in memory twice. */
export interface LongBody {
  length: number;
  /** Fills `target` with its bytes from `start` on. Throws if they are not there any more. */
  read(start: number, target: Uint8Array): void;
}

/** Sends a request. Rejects without a complete response; the message goes into the log. */
export type Send = (request: Request, body: Uint8Array | undefined) => Promise<Response>;

/** Sends a request with a long body. */
export type SendLong = (request: Request, body: LongBody) => Promise<Response>;
