/** What the shells exchange with whatever sends requests. */
/** A request of the core, ready to be sent as it is. */
export interface Request {
    method: 'GET' | 'PUT' | 'POST' | 'DELETE';
    url: string;
    /** Names in lower case. `content-length` is the sender's. */
    headers: Record<string, string>;
    /** How long to wait for the whole response, ms. */
    timeout: number;
}
/** What came back. */
export interface Response {
    status: number;
    headers: Record<string, string>;
    body: Uint8Array;
}
/** Sends a request. Rejects if no whole response came; the message goes into the log. */
export type Send = (request: Request, body: Uint8Array | undefined) => Promise<Response>;
