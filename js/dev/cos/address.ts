import { CosError } from './errors';
import type { QueryParameter } from './message';
import { percentDecode } from './percent';

export interface Address {
  bucket: string | undefined;
  region: string;
  key: string;
  pathname: string;
  query: QueryParameter[];
}

/**
 * What a request is about, from its target and its Host header.
 *
 * - Host-style, as the COS SDKs send it: `Host: <bucket>.cos.<region>.<any domain>`, path `/<key>`
 *   (COS documentation "Regions and Access Endpoints", 436/6224).
 * - Path-style, for clients given a base URL: any other Host, path `/<bucket>/<key>`.
 *
 * The target may be absolute (`PUT http://host/key`), so that the emulator can be used as a proxy.
 *
 * @throws CosError InvalidURI when the path or the query is not percent-encoded UTF-8
 */
export function parseAddress(target: string, host: string): Address {
  const { path, queryText } = splitTarget(target);
  const pathname = decode(path);
  const query = parseQuery(queryText);

  const named = HOST_WITH_BUCKET.exec(host);
  if (named) {
    return { bucket: named[1], region: named[2] ?? '', key: pathname.slice(1), pathname, query };
  }

  // Split before decoding: an encoded slash cannot end the bucket's name.
  const slash = path.indexOf('/', 1);
  const bucket = decode(slash < 0 ? path.slice(1) : path.slice(1, slash));
  const key = slash < 0 ? '' : decode(path.slice(slash + 1));
  return {
    bucket: bucket === '' ? undefined : bucket,
    region: DEFAULT_REGION,
    key,
    pathname,
    query,
  };
}

/**
 * @throws CosError InvalidBucketName unless the name is `<name>-<appid>` of lower-case letters,
 * digits and hyphens (COS documentation "Bucket Overview", 436/13312)
 */
export function checkBucketName(bucket: string): void {
  if (!BUCKET_NAME.test(bucket)) {
    throw new CosError('InvalidBucketName', `The specified bucket is not valid: ${bucket}`);
  }
}

function splitTarget(target: string): { path: string; queryText: string } {
  const origin = /^https?:\/\/[^/?]*/i.exec(target);
  const relative = origin ? target.slice(origin[0].length) : target;
  const question = relative.indexOf('?');
  const path = question < 0 ? relative : relative.slice(0, question);
  return {
    path: path.startsWith('/') ? path : `/${path}`,
    queryText: question < 0 ? '' : relative.slice(question + 1),
  };
}

function parseQuery(text: string): QueryParameter[] {
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      const name = equals < 0 ? pair : pair.slice(0, equals);
      const value = equals < 0 ? '' : pair.slice(equals + 1);
      return { name: decode(name), value: decode(value) };
    });
}

function decode(text: string): string {
  const decoded = percentDecode(text);
  if (decoded === undefined) {
    throw new CosError('InvalidURI', 'Could not parse the specified URI.');
  }
  return decoded;
}

const HOST_WITH_BUCKET = /^([a-z0-9-]+-\d+)\.cos(?:-internal)?\.([a-z0-9-]+)\./;
const BUCKET_NAME = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?-\d+$/;
const DEFAULT_REGION = 'ap-guangzhou';
