import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import fc from 'fast-check';
import { CosError } from '../../js/dev/cos/errors';
import {
  buildHttpString,
  buildStringToSign,
  type Credential,
  computeSignature,
  type SignedParts,
  verifySignature,
} from '../../js/dev/cos/signature';
import { authorize } from './support/cos-client';

/** The documentation's examples by name, and requests signed with one of COS's SDKs. */
const VECTORS: {
  name?: string;
  secret_id: string;
  secret_key: string;
  method: string;
  path: string;
  query: [string, string][];
  headers: [string, string][];
  key_time: string;
  authorization: string;
}[] = JSON.parse(
  readFileSync(join(__dirname, '..', 'vectors', 'cos-signature.json'), 'utf8'),
).vectors;

for (const [index, vector] of VECTORS.entries()) {
  test(`signature vector ${vector.name ?? index}: ${vector.method} ${vector.path}`, () => {
    const { secret_id: secretId, secret_key: secretKey } = vector;
    const headers = vector.headers.map(([name, value]) => [name.toLowerCase(), asRead(value)]);
    const parts: SignedParts = {
      method: vector.method,
      pathname: vector.path,
      query: vector.query.map(([name, value]) => ({ name, value })),
      headers: { ...Object.fromEntries(headers), authorization: vector.authorization },
    };
    // Some vectors sign a Date that has nothing to do with the time they were signed for.
    const nowMs = Number(vector.key_time.split(';')[0]) * 1000;
    verifySignature(parts, [{ secretId, secretKey }], nowMs);
  });
}

test('the steps of the documented example have the documented values', () => {
  const example = VECTORS.find(({ name }) => name === 'D1');
  assert.ok(example);
  const headers = example.headers.map(([name, value]) => [name.toLowerCase(), value]);
  const parts = {
    method: 'PUT',
    pathname: '/exampleobject(腾讯云)',
    query: [],
    headers: Object.fromEntries(headers),
  };
  const httpString = buildHttpString(parts, Object.keys(parts.headers), []);
  const stringToSign = buildStringToSign(example.key_time, httpString);
  assert.equal(
    stringToSign,
    'sha1\n1557989151;1557996351\n8b2751e77f43a0995d6e9eb9477f4b685cca4172\n',
  );
  assert.equal(
    computeSignature(example.secret_key, example.key_time, stringToSign),
    '3b8851a11a569213c17ba8fa7dcf2abec6935172',
  );
});

const SDK_HOST = 'mps-dump-1250000000.cos.ap-guangzhou.myqcloud.com';
const SDK_TIME = '1700000000;1700000900';
const NOW_MS = 1_700_000_100_000;
const CREDENTIAL: Credential = {
  secretId: 'AKIDEXAMPLE0000000000000000000000000',
  secretKey: 'SKEXAMPLE00000000000000000000000',
};

test('every request the SDK signs is accepted, and none that was changed on its way', () => {
  const name = fc
    .stringMatching(/^[A-Za-z0-9_.~-]{1,12}$/)
    .filter((candidate) => candidate !== '__proto__'); // the SDK takes objects
  const text = fc.string({ unit: 'grapheme', maxLength: 20 });
  // What a header can hold without an encoding of its own.
  const headerValue = fc.stringMatching(/^[\x21-\x7e][\x20-\x7e]{0,20}[\x21-\x7e]$/);
  const unique = { selector: ([key]: [string, string]) => key.toLowerCase(), maxLength: 6 };
  const request = fc.record({
    method: fc.constantFrom('GET', 'PUT', 'HEAD', 'DELETE'),
    key: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    query: fc.uniqueArray(fc.tuple(name, text), unique),
    meta: fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-z0-9-]{1,10}$/), headerValue), unique),
    secretKey: fc.stringMatching(/^[A-Za-z0-9]{32}$/),
  });
  fc.assert(
    fc.property(request, ({ method, key, query, meta, secretKey }) => {
      const headers = Object.fromEntries([
        ['host', SDK_HOST],
        ...meta.map(([suffix, value]) => [`x-cos-meta-${suffix}`, value]),
      ]);
      const signed = { method, path: `/${key}`, query: Object.fromEntries(query), headers };
      const authorization = authorize({ ...CREDENTIAL, ...signed, secretKey, keyTime: SDK_TIME });
      const parts = withAuthorization(partsOf(signed), authorization);
      const credentials = [{ ...CREDENTIAL, secretKey }];
      verifySignature(parts, credentials, NOW_MS);

      const changes: SignedParts[] = [
        { ...parts, method: method === 'PUT' ? 'GET' : 'PUT' },
        { ...parts, pathname: `${parts.pathname}x` },
        { ...parts, headers: { ...parts.headers, host: 'other-1250000000.cos.ap-x.myqcloud.com' } },
        ...parts.query.map((_, at) => ({
          ...parts,
          query: parts.query.map((pair, index) =>
            index === at ? { name: pair.name, value: `${pair.value}x` } : pair,
          ),
        })),
      ];
      for (const changed of changes) {
        assertRefused('SignatureDoesNotMatch', changed, credentials);
      }
      assertRefused('SignatureDoesNotMatch', parts, [CREDENTIAL]);
    }),
    { seed: 20201208, numRuns: 300 },
  );
});

const REQUEST = { method: 'PUT', path: '/k', headers: { host: SDK_HOST } };

test('a request is refused for the reason COS would give', () => {
  const sign = (key: Credential, headers: Record<string, string> = {}) => {
    const all = { ...REQUEST.headers, ...headers };
    const authorization = authorize({ ...key, ...REQUEST, headers: all, keyTime: SDK_TIME });
    return withAuthorization(partsOf({ ...REQUEST, headers: all }), authorization);
  };
  const signed = sign(CREDENTIAL);

  assertRefused('AccessDenied', partsOf(REQUEST), [CREDENTIAL]);
  assertRefused('AccessDenied', withAuthorization(signed, 'Bearer x'), [CREDENTIAL]);
  assertRefused('InvalidAccessKeyId', signed, [{ ...CREDENTIAL, secretId: 'AKIDOTHER' }]);
  assertRefused('AccessDenied', signed, [CREDENTIAL], 1_700_000_901_000, 'Request has expired');
  assertRefused('AccessDenied', signed, [CREDENTIAL], 1_699_999_999_000, 'Request has expired');
  verifySignature(signed, [CREDENTIAL], 1_700_000_900_000);

  const date = (ms: number) => ({ date: new Date(ms).toUTCString() });
  const quarter = 15 * 60 * 1000;
  verifySignature(sign(CREDENTIAL, date(NOW_MS - quarter)), [CREDENTIAL], NOW_MS);
  const late = sign(CREDENTIAL, date(NOW_MS - quarter - 1000));
  assertRefused('RequestTimeTooSkewed', late, [CREDENTIAL]);
});

test('a listed header that did not arrive makes the signature wrong', () => {
  const headers = { ...REQUEST.headers, 'x-cos-acl': 'private' };
  const authorization = authorize({ ...CREDENTIAL, ...REQUEST, headers, keyTime: SDK_TIME });
  const parts = withAuthorization(partsOf(REQUEST), authorization);
  assertRefused('SignatureDoesNotMatch', parts, [CREDENTIAL], NOW_MS, 'missing: x-cos-acl');
  // Not even when the rest was signed without it.
  const listed = authorize({ ...CREDENTIAL, ...REQUEST, keyTime: SDK_TIME }).replace(
    'q-header-list=host',
    'q-header-list=host;x-cos-acl',
  );
  assertRefused('SignatureDoesNotMatch', withAuthorization(parts, listed), [CREDENTIAL]);
});

test('a wrong signature is explained by the string that should have been signed', () => {
  const authorization = authorize({ ...CREDENTIAL, ...REQUEST, path: '/%6B', keyTime: SDK_TIME });
  const parts = withAuthorization(partsOf(REQUEST), authorization);
  const expected =
    'StringToSign: "sha1\\n1700000000;1700000900\\nd2b9895c8d8dfaff0278cfb758113fc89e2de47f\\n"';
  assertRefused('SignatureDoesNotMatch', parts, [CREDENTIAL], NOW_MS, expected);
});

test('temporary keys need their token, signed or not, until they expire', () => {
  const temporary = { ...CREDENTIAL, sessionToken: 'TOKEN+/=', expiresAt: NOW_MS + 1 };
  const withToken = (token: string | undefined, isSigned: boolean) => {
    const headers: Record<string, string> =
      token === undefined ? REQUEST.headers : { ...REQUEST.headers, 'x-cos-security-token': token };
    const authorization = authorize({
      ...CREDENTIAL,
      ...REQUEST,
      headers: isSigned ? headers : REQUEST.headers,
      keyTime: SDK_TIME,
    });
    return withAuthorization(partsOf({ ...REQUEST, headers }), authorization);
  };
  verifySignature(withToken('TOKEN+/=', true), [temporary], NOW_MS);
  verifySignature(withToken('TOKEN+/=', false), [temporary], NOW_MS);
  assertRefused('AccessDenied', withToken(undefined, false), [temporary]);
  assertRefused('AccessDenied', withToken('TOKEN', true), [temporary]);
  assertRefused('ExpiredToken', withToken('TOKEN+/=', true), [temporary], NOW_MS + 1);
});

test('a pre-signed URL carries the same signature in its query', () => {
  const query = { 'response-content-type': 'text/plain' };
  const authorization = authorize({ ...CREDENTIAL, ...REQUEST, query, keyTime: SDK_TIME });
  const pairs = [...new URLSearchParams(authorization)].map(([name, value]) => ({ name, value }));
  const parts = partsOf({ ...REQUEST, query });
  verifySignature({ ...parts, query: [...parts.query, ...pairs] }, [CREDENTIAL], NOW_MS);
  const changed = [{ name: 'response-content-type', value: 'text/html' }, ...pairs];
  assertRefused('SignatureDoesNotMatch', { ...parts, query: changed }, [CREDENTIAL]);
});

/** A header's value as Node's HTTP server gives it when the client sent UTF-8. */
function asRead(value: string): string {
  return Buffer.from(value, 'utf8').toString('latin1');
}

function partsOf(request: {
  method: string;
  path: string;
  query?: Record<string, string>;
  headers: Record<string, string>;
}): SignedParts {
  return {
    method: request.method,
    pathname: request.path,
    query: Object.entries(request.query ?? {}).map(([name, value]) => ({ name, value })),
    headers: request.headers,
  };
}

function withAuthorization(parts: SignedParts, authorization: string): SignedParts {
  return { ...parts, headers: { ...parts.headers, authorization } };
}

function assertRefused(
  code: string,
  parts: SignedParts,
  credentials: readonly Credential[],
  nowMs = NOW_MS,
  message = '',
): void {
  assert.throws(
    () => verifySignature(parts, credentials, nowMs),
    (error) => {
      assert.ok(error instanceof CosError, `${error}`);
      assert.equal(error.code, code);
      assert.ok(error.message.includes(message), error.message);
      return true;
    },
  );
}
