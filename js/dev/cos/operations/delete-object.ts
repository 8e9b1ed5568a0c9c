import { randomBytes } from 'node:crypto';
import type { Answer, CosRequest } from '../message';
import { checkKey } from '../object-key';
import type { ObjectStore } from '../store';

/**
 * DELETE Object: 204 whether the object existed or not.
 * Source: COS documentation "DELETE Object" (436/7743).
 *
 * @param versioning whether to answer as a bucket that keeps versions; none are kept here
 */
export async function deleteObject(
  request: CosRequest & { bucket: string },
  store: ObjectStore,
  versioning: boolean,
): Promise<Answer> {
  checkKey(request.key);
  await store.delete(request.bucket, request.key);
  const marker: Record<string, string> = {
    'x-cos-delete-marker': 'true',
    'x-cos-version-id': randomBytes(24).toString('base64'),
  };
  return { status: 204, headers: versioning ? marker : {} };
}
