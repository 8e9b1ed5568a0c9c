import { CosError, xmlText } from '../errors';
import { type Answer, type CosRequest, parameter } from '../message';
import { percentEncode } from '../percent';
import type { ObjectStore, StoredObject } from '../store';

/**
 * GET Bucket (List Objects), version 1.
 * Source: COS documentation "GET Bucket (List Objects)" (436/7734).
 *
 * The real service lists eventually, this one at once: do not test for a fresh object by listing.
 *
 * @throws CosError InvalidArgument for a max-keys that is not a number or an unknown encoding-type
 */
export async function listObjects(
  request: CosRequest & { bucket: string },
  store: ObjectStore,
): Promise<Answer> {
  const prefix = parameter(request, 'prefix') ?? '';
  const page = selectPage(await store.list(request.bucket, prefix), {
    prefix,
    delimiter: parameter(request, 'delimiter') ?? '',
    marker: parameter(request, 'marker') ?? '',
    maxKeys: readMaxKeys(request),
  });
  return {
    status: 200,
    headers: { 'Content-Type': 'application/xml', 'x-cos-bucket-region': request.region },
    body: Buffer.from(toXml(request, page, isUrlEncoded(request))),
  };
}

interface Selection {
  prefix: string;
  delimiter: string;
  marker: string;
  maxKeys: number;
}

interface Page extends Selection {
  objects: StoredObject[];
  commonPrefixes: string[];
  /** Where the next page begins; undefined on the last one. */
  nextMarker: string | undefined;
}

/** @param sorted all objects in the order they are listed in */
function selectPage(sorted: readonly StoredObject[], selection: Selection): Page {
  const { prefix, delimiter, marker, maxKeys } = selection;
  const page: Page = { ...selection, objects: [], commonPrefixes: [], nextMarker: undefined };
  const after = Buffer.from(marker);
  let last = '';
  for (const object of sorted) {
    const group = commonPrefix(object.key, prefix, delimiter);
    const isSkipped =
      !object.key.startsWith(prefix) ||
      Buffer.compare(Buffer.from(object.key), after) <= 0 ||
      (group !== undefined && (group === marker || group === last));
    if (isSkipped) continue;
    if (page.objects.length + page.commonPrefixes.length >= maxKeys) {
      page.nextMarker = last;
      return page;
    }
    if (group === undefined) page.objects.push(object);
    else page.commonPrefixes.push(group);
    last = group ?? object.key;
  }
  return page;
}

/** The part of a key up to the first delimiter after the prefix; undefined if it has none. */
function commonPrefix(key: string, prefix: string, delimiter: string): string | undefined {
  if (delimiter === '') return undefined;
  const found = key.indexOf(delimiter, prefix.length);
  return found < 0 ? undefined : key.slice(0, found + delimiter.length);
}

function toXml(request: CosRequest & { bucket: string }, page: Page, urlEncoded: boolean): string {
  const text = (name: string, value: string) => `\t<${name}>${xmlText(value)}</${name}>\n`;
  const encoded = (name: string, value: string) =>
    text(name, urlEncoded ? percentEncode(value) : value);
  return [
    "<?xml version='1.0' encoding='utf-8' ?>\n<ListBucketResult>\n",
    text('Name', request.bucket),
    urlEncoded ? text('EncodingType', 'url') : '',
    encoded('Prefix', page.prefix),
    encoded('Marker', page.marker),
    text('MaxKeys', `${page.maxKeys}`),
    page.delimiter === '' ? '' : encoded('Delimiter', page.delimiter),
    text('IsTruncated', `${page.nextMarker !== undefined}`),
    page.nextMarker === undefined ? '' : encoded('NextMarker', page.nextMarker),
    ...page.commonPrefixes.map(
      (prefix) => `\t<CommonPrefixes>\n\t${encoded('Prefix', prefix)}\t</CommonPrefixes>\n`,
    ),
    ...page.objects.map((object) => contents(object, encoded, ownerOf(request.bucket))),
    '</ListBucketResult>\n',
  ].join('');
}

function contents(
  object: StoredObject,
  encoded: (name: string, value: string) => string,
  owner: string,
): string {
  return [
    '\t<Contents>\n',
    encoded('Key', object.key),
    `\t<LastModified>${new Date(object.lastModified).toISOString()}</LastModified>\n`,
    `\t<ETag>"${object.etag}"</ETag>\n\t<Size>${object.size}</Size>\n`,
    `\t<Owner><ID>${owner}</ID><DisplayName>${owner}</DisplayName></Owner>\n`,
    `\t<StorageClass>${object.headers['x-cos-storage-class'] ?? 'STANDARD'}</StorageClass>\n`,
    '\t</Contents>\n',
  ].join('');
}

/** The owner of a bucket is its APPID, the digits at the end of the name. */
function ownerOf(bucket: string): string {
  return bucket.slice(bucket.lastIndexOf('-') + 1);
}

function readMaxKeys(request: CosRequest): number {
  const text = parameter(request, 'max-keys') ?? `${MAX_KEYS}`;
  if (!/^\d+$/.test(text)) {
    throw new CosError('InvalidArgument', `max-keys must be a number, not ${text}.`);
  }
  return Math.min(Number(text), MAX_KEYS);
}

function isUrlEncoded(request: CosRequest): boolean {
  const encoding = parameter(request, 'encoding-type') ?? '';
  if (encoding !== '' && encoding !== 'url') {
    throw new CosError('InvalidArgument', `Unknown encoding-type ${encoding}.`);
  }
  return encoding === 'url';
}

const MAX_KEYS = 1000;
