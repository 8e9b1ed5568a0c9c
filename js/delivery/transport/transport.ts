/** Types between the delivery loop and a transport. */

/** A request of the core, ready to send. */
export interface Request {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  url: string;
  /** The headers, with names in lower case; the transport adds `content-length`. */
  headers: Record<string, string>;
  /** The time limit of the whole response, ms. */
  timeout: number;
}

/** The response to a request. */
export interface Response {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array;
}

/** The longest response that is read, bytes. Objects are read; what else answers is a small document, or an error, of eight requests at once. */
export function longestResponse({ method }: Request): number {
  return method === 'GET' ? 16 * 1024 * 1024 : 1024 * 1024;
}

/** Sends a request. Rejects without a complete response; the message goes into the log. */
export type Send = (request: Request, body: Uint8Array | undefined) => Promise<Response>;
