import { CosError } from '../errors';
import type { Answer, CosRequest } from '../message';
import type { ObjectStore } from '../store';
import { deleteObject } from './delete-object';
import { getObject } from './get-object';
import { listObjects } from './list-objects';
import { putObject } from './put-object';

export interface Service {
  store: ObjectStore;
  /** Names of the buckets there are; undefined: every bucket exists. */
  buckets: ReadonlySet<string> | undefined;
  versioning: boolean;
}

/**
 * Runs the operation a request asks for.
 *
 * @throws CosError NoSuchBucket, NotImplemented for operations of COS this emulator does not have,
 * MethodNotAllowed for methods COS does not have, and whatever the operation throws
 */
export async function operate(
  request: CosRequest,
  service: Service,
  nowMs: number,
): Promise<Answer> {
  if (!METHODS.has(request.method)) {
    throw new CosError('MethodNotAllowed', `COS knows no method ${request.method}.`);
  }
  const { bucket } = request;
  if (bucket === undefined) throw notImplemented('operations on the service');
  if (service.buckets && !service.buckets.has(bucket)) {
    throw new CosError('NoSuchBucket', 'The specified bucket does not exist.');
  }
  checkParameters(request);
  const named = { ...request, bucket };
  if (request.key === '') return operateOnBucket(named, service);
  switch (request.method) {
    case 'PUT':
      return putObject(named, service.store, nowMs, service.versioning);
    case 'GET':
    case 'HEAD':
      return getObject(named, service.store);
    case 'DELETE':
      return deleteObject(named, service.store, service.versioning);
    default:
      throw notImplemented(`${request.method} of an object`);
  }
}

function operateOnBucket(
  request: CosRequest & { bucket: string },
  service: Service,
): Promise<Answer> {
  switch (request.method) {
    case 'GET':
      return listObjects(request, service.store);
    case 'HEAD':
      return Promise.resolve({ status: 200, headers: { 'x-cos-bucket-region': request.region } });
    default:
      throw notImplemented(`${request.method} of a bucket`);
  }
}

/** A parameter selects a sub-resource (`?acl`, `?uploads`): answering without it would be wrong. */
function checkParameters(request: CosRequest): void {
  const known = request.key === '' ? LIST_PARAMETERS : OBJECT_PARAMETERS;
  for (const { name } of request.query) {
    if (!known.has(name) && !SIGNATURE_PARAMETERS.has(name)) {
      throw notImplemented(`the parameter ${name}`);
    }
  }
}

function notImplemented(what: string): CosError {
  return new CosError('NotImplemented', `This emulator does not have ${what}.`);
}

const METHODS = new Set(['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'OPTIONS']);
const LIST_PARAMETERS = new Set(['prefix', 'delimiter', 'marker', 'max-keys', 'encoding-type']);
const OBJECT_PARAMETERS = new Set([
  'response-cache-control',
  'response-content-disposition',
  'response-content-encoding',
  'response-content-language',
  'response-content-type',
  'response-expires',
  'versionId',
]);
const SIGNATURE_PARAMETERS = new Set([
  'q-sign-algorithm',
  'q-ak',
  'q-sign-time',
  'q-key-time',
  'q-header-list',
  'q-url-param-list',
  'q-signature',
  'x-cos-security-token',
]);
