import type { CosRequest } from './message';

/** One request the emulator got, and what became of it. */
export interface LoggedRequest {
  method: string;
  bucket: string | undefined;
  key: string;
  /** Parameters without those of the signature. */
  query: Record<string, string>;
  /** Without `authorization`, tokens and encryption keys. */
  headers: Record<string, string>;
  bodyLength: number;
  /** Whether its signature was checked and right. */
  verified: boolean;
  /** Whether a fault was injected. */
  tampered: boolean;
  /** The status answered; 0 when the connection was reset instead. */
  status: number;
  /** The error code answered; undefined when all went well. */
  code: string | undefined;
  /** From the request's arrival to its answer, in milliseconds. */
  ms: number;
}

/** The entry for a request that has not been answered yet. */
export function openEntry(request: CosRequest): LoggedRequest {
  return {
    method: request.method,
    bucket: request.bucket,
    key: request.key,
    query: Object.fromEntries(
      request.query
        .filter(({ name }) => !name.startsWith('q-') && !SECRET.test(name))
        .map(({ name, value }) => [name, value]),
    ),
    headers: Object.fromEntries(
      Object.entries(request.headers).filter(([name]) => !SECRET.test(name)),
    ),
    bodyLength: request.body.length,
    verified: false,
    tampered: false,
    status: 0,
    code: undefined,
    ms: 0,
  };
}

const SECRET = /^authorization$|^x-c[oi][si]?-security-token$|customer-key$/;
