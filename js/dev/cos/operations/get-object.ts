import { CosError } from '../errors';
import { type Answer, type CosRequest, parameter } from '../message';
import { checkKey } from '../object-key';
import type { ObjectStore, StoredObject } from '../store';

/**
 * GET Object and HEAD Object, which is the same without the body.
 * Source: COS documentation "GET Object" (436/7753) and "HEAD Object" (436/7745).
 *
 * @throws CosError NoSuchKey, NoSuchVersion, PreconditionFailed, InvalidRange
 */
export async function getObject(
  request: CosRequest & { bucket: string },
  store: ObjectStore,
): Promise<Answer> {
  checkKey(request.key);
  const found = await store.read(request.bucket, request.key);
  if (!found) throw new CosError('NoSuchKey', 'The specified key does not exist.');
  const { object, body } = found;
  const version = parameter(request, 'versionId');
  if (version !== undefined && version !== object.versionId) {
    throw new CosError('NoSuchVersion', 'The specified version does not exist.');
  }
  const headers = { ...objectHeaders(object), ...overrides(request) };
  if (isNotModified(request.headers, object)) return { status: 304, headers };

  const range = parseRange(request.headers.range, body.length);
  if (!range) {
    return { status: 200, headers: { ...headers, 'Content-Length': `${body.length}` }, body };
  }
  const part = body.subarray(range.first, range.last + 1);
  return {
    status: 206,
    headers: {
      ...headers,
      'Content-Length': `${part.length}`,
      'Content-Range': `bytes ${range.first}-${range.last}/${body.length}`,
    },
    body: part,
  };
}

function objectHeaders(object: StoredObject): Record<string, string> {
  const { 'x-cos-storage-class': storageClass, ...kept } = object.headers;
  return {
    ...kept,
    'Accept-Ranges': 'bytes',
    ETag: `"${object.etag}"`,
    'Last-Modified': new Date(object.lastModified).toUTCString(),
    'x-cos-hash-crc64ecma': object.crc64,
    // The documentation: answered only if it is not STANDARD.
    ...(storageClass === undefined || storageClass === 'STANDARD'
      ? {}
      : { 'x-cos-storage-class': storageClass }),
    ...(object.versionId === undefined ? {} : { 'x-cos-version-id': object.versionId }),
  };
}

/** `response-content-type=…` and its kind replace headers of the answer. */
function overrides(request: CosRequest): Record<string, string> {
  const replaced: Record<string, string> = {};
  for (const { name, value } of request.query) {
    if (name.startsWith('response-')) replaced[name.slice('response-'.length)] = value;
  }
  return replaced;
}

/**
 * True for 304. Dates have whole seconds, so the object's is cut to them.
 *
 * @throws CosError PreconditionFailed when If-Match or If-Unmodified-Since does not hold
 */
function isNotModified(headers: CosRequest['headers'], object: StoredObject): boolean {
  const modified = Math.floor(object.lastModified / 1000) * 1000;
  const ifMatch = headers['if-match'];
  const unmodifiedSince = Date.parse(headers['if-unmodified-since'] ?? '');
  const failed = ifMatch !== undefined ? !matches(ifMatch, object) : modified > unmodifiedSince;
  if (failed) {
    throw new CosError(
      'PreconditionFailed',
      'At least one of the pre-conditions you specified did not hold.',
    );
  }
  const ifNoneMatch = headers['if-none-match'];
  if (ifNoneMatch !== undefined) return matches(ifNoneMatch, object);
  return modified <= Date.parse(headers['if-modified-since'] ?? '');
}

function matches(etags: string, object: StoredObject): boolean {
  return etags
    .split(',')
    .map((etag) => etag.trim().replace(/^"|"$/g, ''))
    .some((etag) => etag === '*' || etag === object.etag);
}

interface Range {
  first: number;
  last: number;
}

/** One range of bytes; undefined for none, and for what COS answers in full (RFC 9110, 14.2). */
function parseRange(header: string | undefined, size: number): Range | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined;
  const first = from === '' ? Math.max(size - Number(to), 0) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (first > last) {
    throw new CosError('InvalidRange', 'The requested range cannot be satisfied.');
  }
  return { first, last };
}
