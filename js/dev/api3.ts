/** What actions of API 3.0 have in common: signatures, errors, the form of answers. */

import { createHash, createHmac } from 'node:crypto';
import type { Credential } from './cos/signature';
import type { ServiceAnswer, ServiceRequest } from './fake-service';

/** A service of API 3.0. */
export interface ApiService {
  /** Its name in signatures, such as `scf`. */
  name: string;
  version: string;
  actions: readonly string[];
}

/** The answer with an error code of the API; they all come with status 200. */
export function apiError(code: string): ServiceAnswer {
  return answer({ Error: { Code: code, Message: 'see the code' } });
}

/** An answer of the API. */
export function answer(content: object): ServiceAnswer {
  return {
    status: 200,
    body: JSON.stringify({ Response: { ...content, RequestId: newRequestId() } }),
  };
}

let ids = 0;

/** Looks like the API's, is another one each time, and the same in every run. */
function newRequestId(): string {
  return `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`;
}

/** The code that an API refuses a request with. (API documents "Common Params" and "Signature v3".) */
export function check(
  request: ServiceRequest,
  credentials: readonly Credential[],
  service: ApiService,
): string | undefined {
  const { headers } = request;
  const authorization = headers.authorization ?? '';
  const parts =
    /^TC3-HMAC-SHA256 Credential=([^/]+)\/([-\d]+)\/(\w+)\/tc3_request, SignedHeaders=content-type;host, Signature=(\w{64})$/.exec(
      authorization,
    );
  if (request.method !== 'POST' || request.url !== '/') return 'InvalidParameter';
  if (
    !service.actions.includes(headers['x-tc-action'] ?? '') ||
    headers['x-tc-version'] !== service.version
  ) {
    return 'InvalidAction';
  }
  if (!/^[a-z]{2}-[a-z0-9-]+$/.test(headers['x-tc-region'] ?? '')) return 'UnsupportedRegion';
  if (parts === null || parts[3] !== service.name) return 'AuthFailure.SignatureFailure';
  const [, id, date, , signature] = parts;
  const timestamp = Number(headers['x-tc-timestamp']);
  const credential = credentials.find(({ secretId }) => secretId === id);
  if (credential === undefined) return 'AuthFailure.SecretIdNotFound';
  if (headers['x-tc-token'] !== credential.sessionToken) return 'AuthFailure.TokenFailure';
  if (Math.abs(Date.now() / 1000 - timestamp) > 300) return 'AuthFailure.SignatureExpire';
  if (new Date(timestamp * 1000).toISOString().slice(0, 10) !== date) {
    return 'AuthFailure.SignatureFailure';
  }
  const hash = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');
  const canonical = `POST\n/\n\ncontent-type:${headers['content-type']}\nhost:${headers.host}\n\ncontent-type;host\n${hash(request.body)}`;
  const toSign = `TC3-HMAC-SHA256\n${timestamp}\n${date}/${service.name}/tc3_request\n${hash(canonical)}`;
  const key = [date ?? '', service.name, 'tc3_request'].reduce<string | Buffer>(
    (previous, part) => createHmac('sha256', previous).update(part).digest(),
    `TC3${credential.secretKey}`,
  );
  const expected = createHmac('sha256', key).update(toSign).digest('hex');
  return expected === signature ? undefined : 'AuthFailure.SignatureFailure';
}
