import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { CosError } from './errors';
import type { CosRequest, QueryParameter } from './message';
import { percentEncode, percentEncodeBytes } from './percent';

/** A key pair the emulator knows. */
export interface Credential {
  secretId: string;
  secretKey: string;
  /** Set for temporary keys: every request must then carry it as `x-cos-security-token`. */
  sessionToken?: string;
  /** When a temporary key ends, in milliseconds since 1970; later requests get ExpiredToken. */
  expiresAt?: number;
}

/** The parts of a request that signatures are made of. */
export type SignedParts = Pick<CosRequest, 'method' | 'pathname' | 'query' | 'headers'>;

/**
 * Checks who sent a request and that it arrived as it was signed, from the `Authorization` header
 * or from a pre-signed URL's query.
 * Source: COS documentation "Request Signature" (436/7778); error codes 436/7730.
 *
 * Written from the documentation and on node:crypto alone: it is the counterpart of the signer
 * under test and must not share its mistakes.
 *
 * @param nowMs the server's time in milliseconds since 1970
 * @throws CosError AccessDenied, InvalidAccessKeyId, ExpiredToken, RequestTimeTooSkewed,
 * SignatureDoesNotMatch
 */
export function verifySignature(
  request: SignedParts,
  credentials: readonly Credential[],
  nowMs: number,
): void {
  const authorization = readAuthorization(request);
  const credential = credentials.find(({ secretId }) => secretId === authorization.secretId);
  if (!credential) {
    throw new CosError(
      'InvalidAccessKeyId',
      'The Access Key Id you provided does not exist in our records.',
    );
  }
  checkClock(request, nowMs);
  checkValidity(authorization.signTime, nowMs);
  checkValidity(authorization.keyTime, nowMs);
  checkToken(request, credential, nowMs);

  const missing = authorization.headerList.filter((name) => request.headers[name] === undefined);
  const httpString = buildHttpString(request, authorization.headerList, authorization.paramList);
  const stringToSign = buildStringToSign(authorization.signTime, httpString);
  const expected = computeSignature(credential.secretKey, authorization.keyTime, stringToSign);
  if (missing.length > 0 || !equalInConstantTime(expected, authorization.signature)) {
    const reason = missing.length > 0 ? ` Signed header missing: ${missing.join(', ')}.` : '';
    throw new CosError(
      'SignatureDoesNotMatch',
      `The Signature you specified is invalid.${reason}` +
        ` StringToSign: ${JSON.stringify(stringToSign)} FormatString: ${JSON.stringify(httpString)}`,
    );
  }
}

/**
 * `HttpString`: method, decoded path, parameters and headers, one a line.
 *
 * @param headerList names to sign, lower-case and percent-encoded, as in `q-header-list`
 * @param paramList the same for query parameters, as in `q-url-param-list`
 */
export function buildHttpString(
  request: SignedParts,
  headerList: readonly string[],
  paramList: readonly string[],
): string {
  const headers = Object.entries(request.headers).map(([name, value]) => ({
    name: encodeName(name),
    // Node gives one character per byte of the header; those bytes are what was sent.
    value: percentEncodeBytes(Buffer.from(value, 'latin1')),
  }));
  const parameters = request.query.map(({ name, value }) => ({
    name: encodeName(name),
    value: percentEncode(value),
  }));
  return [
    request.method.toLowerCase(),
    request.pathname,
    joinListed(parameters, paramList),
    joinListed(headers, headerList),
    '',
  ].join('\n');
}

/** `StringToSign`: algorithm, `q-sign-time` and the SHA-1 of the HttpString. */
export function buildStringToSign(signTime: string, httpString: string): string {
  const digest = createHash('sha1').update(httpString, 'utf8').digest('hex');
  return `sha1\n${signTime}\n${digest}\n`;
}

/** The signature. The inner key is the *hexadecimal text* of `SignKey`, not its bytes. */
export function computeSignature(secretKey: string, keyTime: string, stringToSign: string): string {
  const signKey = createHmac('sha1', secretKey).update(keyTime).digest('hex');
  return createHmac('sha1', signKey).update(stringToSign).digest('hex');
}

interface Authorization {
  secretId: string;
  signTime: string;
  keyTime: string;
  headerList: string[];
  paramList: string[];
  signature: string;
}

function readAuthorization(request: SignedParts): Authorization {
  const header = request.headers.authorization;
  const pairs =
    header === undefined
      ? new Map(request.query.map(({ name, value }) => [name, value]))
      : new Map(header.split('&').map(splitPair));
  const read = (name: string): string => {
    const value = pairs.get(name);
    if (value === undefined) throw new CosError('AccessDenied', 'Access Denied.');
    return value;
  };
  if (read('q-sign-algorithm') !== 'sha1') throw new CosError('AccessDenied', 'Access Denied.');
  return {
    secretId: read('q-ak'),
    signTime: read('q-sign-time'),
    keyTime: read('q-key-time'),
    headerList: splitList(read('q-header-list')),
    paramList: splitList(read('q-url-param-list')),
    signature: read('q-signature'),
  };
}

/** Only a Date header that is sent can be wrong; COS allows fifteen minutes. */
function checkClock(request: SignedParts, nowMs: number): void {
  const sent = Date.parse(request.headers.date ?? '');
  if (Math.abs(sent - nowMs) > MAX_CLOCK_SKEW_MS) {
    throw new CosError(
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
    );
  }
}

function checkValidity(window: string, nowMs: number): void {
  const [start, end] = window.split(';').map(Number);
  const now = nowMs / 1000;
  // Written so that a window that is not a pair of numbers is refused too.
  if (!(start !== undefined && end !== undefined && start <= now && now <= end)) {
    throw new CosError('AccessDenied', 'Request has expired');
  }
}

function checkToken(request: SignedParts, credential: Credential, nowMs: number): void {
  if (credential.expiresAt !== undefined && nowMs >= credential.expiresAt) {
    throw new CosError('ExpiredToken', 'The provided token has expired.');
  }
  if (credential.sessionToken === undefined) return;
  const token =
    request.headers[SECURITY_TOKEN] ??
    request.query.find(({ name }) => name === SECURITY_TOKEN)?.value;
  if (token === undefined) {
    throw new CosError('AccessDenied', `Temporary keys need the header ${SECURITY_TOKEN}.`);
  }
  if (!equalInConstantTime(credential.sessionToken, token)) {
    throw new CosError('AccessDenied', `The ${SECURITY_TOKEN} does not belong to this key.`);
  }
}

function joinListed(pairs: readonly QueryParameter[], list: readonly string[]): string {
  return pairs
    .filter(({ name }) => list.includes(name))
    .sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0))
    .map(({ name, value }) => `${name}=${value}`)
    .join('&');
}

function encodeName(name: string): string {
  return percentEncode(name).toLowerCase();
}

function splitList(text: string): string[] {
  return text === '' ? [] : text.toLowerCase().split(';');
}

function splitPair(pair: string): [string, string] {
  const equals = pair.indexOf('=');
  return equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
}

/** Compares digests, because timingSafeEqual wants equal lengths and texts may differ in length. */
function equalInConstantTime(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest();
  return timingSafeEqual(digest(one), digest(other));
}

const SECURITY_TOKEN = 'x-cos-security-token';
const MAX_CLOCK_SKEW_MS = 15 * 60 * 1000;
