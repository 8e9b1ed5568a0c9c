import { createHash, randomBytes } from 'node:crypto';
import { crc64 } from '../crc64';
import { CosError } from '../errors';
import type { Answer, CosRequest } from '../message';
import { checkKey } from '../object-key';
import { KeyExists, type ObjectStore } from '../store';

/**
 * PUT Object. Source: COS documentation "PUT Object" (436/7749).
 *
 * @param versioning whether the bucket keeps versions; `x-cos-forbid-overwrite` then has no effect
 * @throws CosError as documented for the operation
 */
export async function putObject(
  request: CosRequest & { bucket: string },
  store: ObjectStore,
  nowMs: number,
  versioning: boolean,
): Promise<Answer> {
  const { bucket, key, headers, body } = request;
  checkKey(key);
  checkSupported(headers);
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) {
    throw new CosError('MissingContentLength', 'You must provide the Content-Length HTTP header.');
  }
  const md5 = createHash('md5').update(body).digest();
  checkContentMd5(headers['content-md5'], md5);

  const object = {
    key,
    etag: md5.toString('hex'),
    crc64: crc64(body),
    lastModified: nowMs,
    headers: headersToKeep(headers),
    ...(versioning ? { versionId: randomBytes(24).toString('base64') } : {}),
  };
  const forbidOverwrite = headers['x-cos-forbid-overwrite'] === 'true' && !versioning;
  try {
    await store.put(bucket, object, body, forbidOverwrite);
  } catch (error) {
    if (!(error instanceof KeyExists)) throw error;
    throw new CosError('FileAlreadyExists', 'The specified file already exists.');
  }
  return {
    status: 200,
    headers: {
      ETag: `"${object.etag}"`,
      'x-cos-hash-crc64ecma': object.crc64,
      ...(object.versionId === undefined ? {} : { 'x-cos-version-id': object.versionId }),
      ...encryptionHeader(headers),
    },
  };
}

function checkSupported(headers: CosRequest['headers']): void {
  for (const name of Object.keys(headers)) {
    if (name.startsWith('x-cos-copy-source') || name.startsWith(`${ENCRYPTION}-`)) {
      throw new CosError('NotImplemented', `This emulator does not know the header ${name}.`);
    }
  }
  if ((headers[ENCRYPTION] ?? 'AES256') !== 'AES256') {
    throw new CosError('NotImplemented', `This emulator knows ${ENCRYPTION}: AES256 only.`);
  }
  const storageClass = headers['x-cos-storage-class'];
  if (storageClass !== undefined && !STORAGE_CLASSES.has(storageClass)) {
    throw new CosError('InvalidArgument', `Unknown x-cos-storage-class ${storageClass}.`);
  }
}

function checkContentMd5(sent: string | undefined, actual: Buffer): void {
  if (sent === undefined) return;
  if (!/^[A-Za-z0-9+/]{22}==$/.test(sent)) {
    throw new CosError('InvalidDigest', 'The Content-MD5 you specified is not valid.');
  }
  if (!Buffer.from(sent, 'base64').equals(actual)) {
    throw new CosError(
      'BadDigest',
      'The Content-MD5 you specified did not match what we received.',
    );
  }
}

/** The headers that GET and HEAD give back. */
function headersToKeep(headers: CosRequest['headers']): Record<string, string> {
  const kept: Record<string, string> = {};
  let metadataBytes = 0;
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith(METADATA)) {
      checkMetadataName(name);
      metadataBytes += name.length - METADATA.length + value.length;
      kept[name] = value;
    } else if (KEPT.has(name)) {
      kept[name] = value;
    }
  }
  if (metadataBytes > MAX_METADATA_BYTES) {
    throw new CosError(
      'InvalidArgument',
      `x-cos-meta-* headers have ${metadataBytes} bytes, at most ${MAX_METADATA_BYTES}.`,
    );
  }
  kept['content-type'] ??= 'application/octet-stream';
  return kept;
}

function checkMetadataName(name: string): void {
  if (!/^[a-z0-9-]+$/.test(name.slice(METADATA.length))) {
    throw new CosError('InvalidArgument', `${name}: letters, digits and hyphens only.`);
  }
}

function encryptionHeader(headers: CosRequest['headers']): Record<string, string> {
  return headers[ENCRYPTION] === undefined ? {} : { [ENCRYPTION]: 'AES256' };
}

const METADATA = 'x-cos-meta-';
const MAX_METADATA_BYTES = 2048;
const ENCRYPTION = 'x-cos-server-side-encryption';
const KEPT = new Set([
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-type',
  'expires',
  'x-cos-storage-class',
  ENCRYPTION,
]);
const STORAGE_CLASSES = new Set([
  'STANDARD',
  'STANDARD_IA',
  'INTELLIGENT_TIERING',
  'ARCHIVE',
  'DEEP_ARCHIVE',
  'MAZ_STANDARD',
  'MAZ_STANDARD_IA',
  'MAZ_INTELLIGENT_TIERING',
]);
