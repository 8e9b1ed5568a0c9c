import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import COS from 'cos-nodejs-sdk-v5';
import fc from 'fast-check';
import { crc64 } from '../../js/dev/cos/crc64';
import {
  type CosEmulator,
  type CosEmulatorOptions,
  type Fault,
  startCosEmulator,
} from '../../js/dev/cos/emulator';
import { decodeSegment, encodeSegment } from '../../js/dev/cos/file-name';
import { authorize, type Call, call, type Result } from './support/cos-client';

const CREDENTIAL = { secretId: 'AKIDEXAMPLE', secretKey: 'SKEXAMPLE', sessionToken: 'TOKEN+/=' };
const BUCKET = 'mps-test-1250000000';
const NOW_MS = Date.UTC(2024, 4, 21, 2, 15, 9, 500);

interface Fixture {
  emulator: CosEmulator;
  folder: string;
  /** Sends a signed request about a key of the bucket, or about the bucket. */
  send(method: string, key: string, options?: Partial<Call>): Promise<Result>;
}

async function start(t: TestContext, options: Partial<CosEmulatorOptions> = {}): Promise<Fixture> {
  const folder = await mkdtemp(join(tmpdir(), 'cos-emulator-'));
  const emulator = await startCosEmulator({
    folder,
    credentials: [CREDENTIAL],
    now: () => NOW_MS,
    ...options,
  });
  t.after(async () => {
    await emulator.close();
    await rm(folder, { recursive: true });
  });
  const send = (method: string, key: string, more: Partial<Call> = {}) =>
    call(emulator.url, { method, path: `/${BUCKET}/${key}`, credential: CREDENTIAL, ...more });
  return { emulator, folder, send };
}

test('crc64 is CRC-64/XZ', () => {
  const values = {
    '': '0',
    '123456789': '11051210869376104954',
    '{}': '10633378508977395037',
    'hello world': '5981764153023615706',
  };
  for (const [text, crc] of Object.entries(values)) assert.equal(crc64(Buffer.from(text)), crc);
});

test('an object is stored, described, read and deleted', async (t) => {
  const { send, emulator, folder } = await start(t);
  const key = "回调 备份/a+b&c=d!'()*~%41.json";
  const put = await send('PUT', key, {
    body: 'hello world',
    headers: {
      'content-type': 'text/plain',
      'content-md5': 'XrY7u+Ae7tCTyyK7j1rNww==',
      'x-cos-meta-task-id': 't1',
    },
  });
  assert.equal(put.status, 200);
  assert.equal(put.headers.etag, '"5eb63bbbe01eeed093cb22bb8f5acdc3"');
  assert.equal(put.headers['x-cos-hash-crc64ecma'], '5981764153023615706');
  assert.equal(put.headers.date, 'Tue, 21 May 2024 02:15:09 GMT');
  assert.equal(put.headers.server, 'tencent-cos');
  assert.equal(put.headers['content-length'], '0');
  assert.ok(put.headers['x-cos-request-id']);

  const head = await send('HEAD', key);
  assert.equal(head.status, 200);
  assert.equal(head.headers['content-length'], '11');
  assert.equal(head.headers['content-type'], 'text/plain');
  assert.equal(head.headers['x-cos-meta-task-id'], 't1');
  assert.equal(head.headers['last-modified'], 'Tue, 21 May 2024 02:15:09 GMT');
  const get = await send('GET', key);
  assert.equal(get.body.toString(), 'hello world');

  // A person finds it under its own name, and nothing else beside it.
  assert.deepEqual(await readdir(join(folder, BUCKET, '回调 备份')), ["a+b&c=d!'()%2A~%2541.json"]);
  const [object] = await emulator.objects(BUCKET);
  assert.equal(object?.key, key);
  assert.equal(await readFile(object.path, 'utf8'), 'hello world');

  assert.equal((await send('DELETE', key)).status, 204);
  assert.equal((await send('DELETE', key)).status, 204);
  assert.deepEqual(await readdir(join(folder, BUCKET)), []);
  const gone = await send('HEAD', key);
  assert.deepEqual([gone.status, gone.body.length], [404, 0]);
  assert.equal((await send('GET', key)).code, 'NoSuchKey');
});

test('an error has the documented shape', async (t) => {
  const { send } = await start(t);
  const { status, headers, body } = await send('GET', 'no <such> & key');
  assert.equal(status, 404);
  assert.equal(headers['content-type'], 'application/xml');
  const shape =
    /^<\?xml version='1\.0' encoding='utf-8' \?>\n<Error>\n\t<Code>NoSuchKey<\/Code>\n\t<Message>The specified key does not exist\.<\/Message>\n\t<Resource>127\.0\.0\.1:\d+\/mps-test-1250000000\/no &lt;such&gt; &amp; key<\/Resource>\n\t<RequestId>(.+)<\/RequestId>\n\t<TraceId>(.+)<\/TraceId>\n<\/Error>\n$/;
  const [, requestId, traceId] = shape.exec(body.toString()) ?? assert.fail(body.toString());
  assert.equal(requestId, headers['x-cos-request-id']);
  assert.equal(traceId, headers['x-cos-trace-id']);
});

test('what COS refuses is refused', async (t) => {
  const { send, emulator } = await start(t, { buckets: [BUCKET] });
  const put = (key: string, headers: Record<string, string> = {}) =>
    send('PUT', key, { body: '{}', headers });
  const refused = async (code: string, result: Promise<Result>, status: number) => {
    const answer = await result;
    assert.deepEqual([answer.code, answer.status], [code, status]);
  };
  await refused('BadDigest', put('k', { 'content-md5': 'XrY7u+Ae7tCTyyK7j1rNww==' }), 400);
  await refused('InvalidDigest', put('k', { 'content-md5': 'mZFLkyvTelC5g8XnyQrpOw' }), 400);
  await refused('KeyTooLong', put('é'.repeat(142)), 400);
  await refused('InvalidObjectName', put('/leading'), 400);
  await refused('InvalidObjectName', put('a\u001bb'), 400);
  await refused('InvalidArgument', put('k', { 'x-cos-meta-a_b': 'x' }), 400);
  await refused('InvalidArgument', put('k', { 'x-cos-meta-a': 'x'.repeat(2048) }), 400);
  await refused('InvalidArgument', put('k', { 'x-cos-storage-class': 'GOLD' }), 400);
  await refused('NotImplemented', put('k', { 'x-cos-copy-source': 'x' }), 501);
  await refused('NotImplemented', send('POST', 'k'), 501);
  await refused('NotImplemented', send('GET', '', { query: { versions: '' } }), 501);
  await refused('MethodNotAllowed', send('PATCH', 'k'), 405);
  await refused('NoSuchBucket', send('PUT', '', { path: '/other-1250000000/k' }), 404);
  await refused('InvalidBucketName', send('PUT', '', { path: '/NoAppId/k' }), 400);
  await refused('InvalidURI', send('GET', '', { sentPath: `/${BUCKET}/%ff` }), 400);
  await refused('AccessDenied', send('PUT', 'k', { credential: undefined, body: '' }), 403);
  await refused('SignatureDoesNotMatch', send('GET', 'k', { sentPath: `/${BUCKET}/K` }), 403);
  assert.equal((await put('é'.repeat(141))).status, 200); // 846 bytes when URL-encoded
  assert.equal((await emulator.objects(BUCKET)).length, 1);
});

test('a body needs a length', async (t) => {
  const { emulator } = await start(t);
  const path = `/${BUCKET}/k`;
  const headers = { host: 'x', 'x-cos-security-token': CREDENTIAL.sessionToken };
  const authorization = authorize({
    ...CREDENTIAL,
    method: 'PUT',
    path,
    headers,
    keyTime: '0;4000000000',
  });
  const answer = await raw(emulator, [
    `PUT ${path} HTTP/1.1`,
    ...Object.entries({ ...headers, authorization }).map((header) => header.join(': ')),
    'Connection: close',
  ]);
  assert.match(answer, /^HTTP\/1\.1 411 .*<Code>MissingContentLength<\/Code>/s);
});

test('the clock is told with RequestTimeTooSkewed', async (t) => {
  const { send } = await start(t);
  const { code, body } = await send('GET', 'k', {
    headers: { date: new Date(NOW_MS - 16 * 60_000).toUTCString() },
  });
  assert.equal(code, 'RequestTimeTooSkewed');
  assert.match(body.toString(), /<ServerTime>2024-05-21T02:15:09Z<\/ServerTime>/);
});

test('of many writers that forbid overwriting exactly one wins', async (t) => {
  const { send } = await start(t);
  const headers = { 'x-cos-forbid-overwrite': 'true' };
  const bodies = Array.from({ length: 12 }, (_, index) => `writer ${index}`);
  const answers = await Promise.all(bodies.map((body) => send('PUT', 'a/b', { body, headers })));
  assert.deepEqual(answers.map(({ code }) => code ?? 'stored').sort(), [
    ...Array.from({ length: 11 }, () => 'FileAlreadyExists'),
    'stored',
  ]);
  const winner = answers.findIndex(({ status }) => status === 200);
  assert.equal((await send('GET', 'a/b')).body.toString(), bodies[winner]);
  assert.equal((await send('PUT', 'a/b', { body: 'x' })).status, 200);
});

test('with versioning, forbid-overwrite has no effect', async (t) => {
  const { send } = await start(t, { versioning: true });
  const headers = { 'x-cos-forbid-overwrite': 'true' };
  const first = await send('PUT', 'k', { body: '1', headers });
  const second = await send('PUT', 'k', { body: '2', headers });
  assert.deepEqual([first.status, second.status], [200, 200]);
  assert.notEqual(first.headers['x-cos-version-id'], second.headers['x-cos-version-id']);
  const versionId = String(second.headers['x-cos-version-id']);
  assert.equal((await send('GET', 'k', { query: { versionId } })).body.toString(), '2');
  assert.equal((await send('GET', 'k', { query: { versionId: 'x' } })).code, 'NoSuchVersion');
});

test('ranges and conditions', async (t) => {
  const { send } = await start(t);
  await send('PUT', 'k', { body: '0123456789' });
  const get = (headers: Record<string, string>) => send('GET', 'k', { headers });
  const ranges: [string, string, string][] = [
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
    ['bytes=8-99', '89', 'bytes 8-9/10'],
  ];
  for (const [range, text, contentRange] of ranges) {
    const part = await get({ range });
    assert.deepEqual([part.status, part.body.toString()], [206, text]);
    assert.equal(part.headers['content-range'], contentRange);
  }
  assert.equal((await get({ range: 'bytes=10-' })).code, 'InvalidRange');
  assert.equal((await get({ range: 'lines=1-2' })).status, 200);

  const etag = createHash('md5').update('0123456789').digest('hex');
  const [same, before] = [new Date(NOW_MS).toUTCString(), new Date(NOW_MS - 1000).toUTCString()];
  assert.equal((await get({ 'if-none-match': `"${etag}"` })).status, 304);
  assert.equal((await get({ 'if-none-match': '"x"' })).status, 200);
  assert.equal((await get({ 'if-match': '"x"' })).code, 'PreconditionFailed');
  assert.equal((await get({ 'if-modified-since': same })).status, 304);
  assert.equal((await get({ 'if-modified-since': before })).status, 200);
  assert.equal((await get({ 'if-unmodified-since': before })).status, 412);
  assert.equal((await get({ 'if-unmodified-since': same })).status, 200);
  const query = { 'response-content-type': 'text/html' };
  assert.equal((await send('GET', 'k', { query })).headers['content-type'], 'text/html');
});

test('listing: order, prefix, delimiter and pages', async (t) => {
  const { send } = await start(t);
  // In UTF-8 bytes U+FF00 sorts before U+1F600; in UTF-16 units it would not.
  const keys = ['a/1', 'a/2', 'a/b/3', 'b', 'c d', '\uff00', '😀'];
  for (const key of [...keys].reverse()) await send('PUT', key, { body: key });
  const list = async (query: Record<string, string>) =>
    (await send('GET', '', { query })).body.toString();
  const values = (xml: string, name: string) =>
    [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, value]) => value);

  const all = await list({});
  assert.deepEqual(values(all, 'Key'), keys);
  assert.deepEqual(values(all, 'IsTruncated'), ['false']);
  assert.deepEqual(values(await list({ 'encoding-type': 'url' }), 'Key').slice(4, 6), [
    'c%20d',
    '%EF%BC%80',
  ]);

  const folders = await list({ prefix: 'a/', delimiter: '/' });
  assert.deepEqual(values(folders, 'Key'), ['a/1', 'a/2']);
  assert.deepEqual(values(folders, 'Prefix'), ['a/', 'a/b/']);

  const paged: (string | undefined)[] = [];
  let marker: string | undefined = '';
  while (marker !== undefined) {
    const page = await list({ delimiter: '/', 'max-keys': '2', marker });
    paged.push(...values(page, 'Prefix').slice(1), ...values(page, 'Key'));
    marker = values(page, 'NextMarker')[0];
  }
  assert.deepEqual(paged, ['a/', 'b', 'c d', '\uff00', '😀']);
  assert.equal((await send('GET', '', { query: { 'max-keys': 'x' } })).code, 'InvalidArgument');
});

test('any key becomes a file below the bucket and comes back', async (t) => {
  const { send, folder, emulator } = await start(t);
  const keys = [
    '../escape',
    './here',
    'a',
    'a/b',
    'a/b/c',
    'a/',
    'a//b',
    'con.txt',
    'dot.',
    'nul\u0000l',
    'x'.repeat(700),
    `${'x'.repeat(699)}y`,
    '%2E%2E/literal',
    'a%file',
    '.cos/x.json',
  ];
  // Both orders, because a file may stand where a folder is needed and the other way round.
  for (const order of [keys, [...keys].reverse()]) {
    for (const key of order) {
      assert.equal((await send('PUT', key, { body: `of ${key}` })).status, 200, key);
    }
    for (const key of order) {
      assert.equal((await send('GET', key)).body.toString(), `of ${key}`);
    }
    const objects = await emulator.objects(BUCKET);
    assert.deepEqual(objects.map(({ key }) => key).sort(), [...keys].sort());
    assert.equal(new Set(objects.map(({ path }) => path)).size, keys.length);
    assert.deepEqual((await readdir(folder)).sort(), ['.cos', BUCKET]);
    for (const key of order) await send('DELETE', key);
    assert.deepEqual(await readdir(join(folder, BUCKET)), []);
  }
});

test('a segment is a safe name, and the name says which', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const segment = text.replaceAll('/', '').replaceAll(/[\ud800-\udfff]/g, '');
      const name = encodeSegment(segment);
      assert.ok(Buffer.byteLength(name) <= 255 && name !== '.' && name !== '..' && name !== '');
      assert.ok(![...name].some((character) => character < ' ' || '/\\:'.includes(character)));
      assert.ok([segment, undefined].includes(decodeSegment(name)));
      if (Buffer.byteLength(segment) <= 60) assert.equal(decodeSegment(name), segment);
    }),
    { seed: 7, numRuns: 500 },
  );
});

test('to delete the file is to delete the object', async (t) => {
  const { send, emulator } = await start(t);
  await send('PUT', 'k', { body: 'x' });
  const [object] = await emulator.objects(BUCKET);
  await rm(object?.path ?? '');
  assert.equal((await send('GET', 'k')).code, 'NoSuchKey');
  assert.deepEqual(await emulator.objects(BUCKET), []);
});

test('faults happen before or after the write, and are logged', async (t) => {
  const faults: (Fault | undefined)[] = [
    { answer: { status: 503, code: 'SlowDown', headers: { 'x-test': '1' } } },
    { reset: true },
    undefined,
    { reset: true, when: 'after' },
    { answer: { status: 500, code: 'InternalError' }, when: 'after' },
    { etag: '0123' },
    { answer: { status: 502, body: '<html>' } },
    { truncateTo: 3 },
    { delayMs: 20 },
  ];
  const { send, emulator } = await start(t, { tamper: ({ index }) => faults[index] });
  const keys = async () => (await emulator.objects(BUCKET)).map(({ key }) => key);

  const slow = await send('PUT', 'a', { body: 'x' });
  assert.deepEqual([slow.status, slow.code, slow.headers['x-test']], [503, 'SlowDown', '1']);
  await assert.rejects(send('PUT', 'b', { body: 'x' }), { code: 'ECONNRESET' });
  assert.deepEqual(await keys(), []);
  await send('PUT', 'c', { body: '0123456789' });
  await assert.rejects(send('PUT', 'd', { body: 'x' }), { code: 'ECONNRESET' });
  assert.equal((await send('PUT', 'e', { body: 'x' })).status, 500);
  assert.deepEqual(await keys(), ['c', 'd', 'e']);
  assert.equal((await send('HEAD', 'c')).headers.etag, '"0123"');
  assert.equal((await send('GET', 'c')).body.toString(), '<html>');
  await assert.rejects(send('GET', 'c'), { message: 'aborted' });
  assert.equal((await send('GET', 'c')).status, 200);

  const statuses = emulator.requests.map(({ status }) => status);
  assert.deepEqual(statuses, [503, 0, 200, 0, 500, 200, 502, 200, 200]);
  assert.ok((emulator.requests[8]?.ms ?? 0) >= 19);
  assert.equal(emulator.requests[2]?.verified, true);
});

test('the log has no secrets', async (t) => {
  const { send, emulator } = await start(t);
  await send('PUT', 'k', { body: 'x', headers: { 'x-cos-meta-a': 'kept' } });
  const [entry] = emulator.requests;
  assert.equal(entry?.headers['x-cos-meta-a'], 'kept');
  const text = JSON.stringify(emulator.requests);
  for (const secret of ['q-signature', 'TOKEN', 'SKEXAMPLE']) assert.ok(!text.includes(secret));
});

test('credentials may be exchanged while it runs', async (t) => {
  const credentials = [CREDENTIAL];
  const { send } = await start(t, { credentials });
  assert.equal((await send('PUT', 'k', { body: 'x' })).status, 200);
  const rotated = { ...CREDENTIAL, secretKey: 'SKROTATED', sessionToken: 'TOKEN2' };
  credentials.splice(0, 1, rotated);
  assert.equal((await send('PUT', 'k', { body: 'x' })).code, 'AccessDenied');
  assert.equal((await send('PUT', 'k', { body: 'x', credential: rotated })).status, 200);
});

test('close ends idle connections and frees the port', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'cos-emulator-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const emulator = await startCosEmulator({ folder, credentials: [] });
  const socket = connect(emulator.port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(`GET /${BUCKET}/k HTTP/1.1\r\nHost: x\r\n\r\n`);
  await new Promise((resolve) => socket.once('data', resolve));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await emulator.close();
  await closed;
  const again = await startCosEmulator({ folder, credentials: [], port: emulator.port });
  await again.close();
});

test('objects survive a restart', async (t) => {
  const { folder, send } = await start(t);
  await send('PUT', 'a/b', { body: 'x', headers: { 'content-type': 'text/plain' } });
  await writeFile(join(folder, 'a file of somebody else'), '');
  const again = await startCosEmulator({ folder, credentials: [CREDENTIAL], now: () => NOW_MS });
  t.after(() => again.close());
  const got = await call(again.url, { path: `/${BUCKET}/a/b`, credential: CREDENTIAL });
  assert.deepEqual([got.body.toString(), got.headers['content-type']], ['x', 'text/plain']);
});

test('the real SDK works with it, host-style', async (t) => {
  const { emulator } = await start(t, { now: () => Date.now() });
  const cos = new COS({
    SecretId: CREDENTIAL.secretId,
    SecretKey: CREDENTIAL.secretKey,
    SecurityToken: CREDENTIAL.sessionToken,
    Protocol: 'http:',
    // Sends the bucket's own Host header, to this address.
    Ip: `127.0.0.1:${emulator.port}`,
    KeepAlive: false,
  } as COS.COSOptions);
  const where = { Bucket: BUCKET, Region: 'ap-guangzhou' };
  const Key = "回调 备份/a+b&c=d!'()*~%41.json";

  const put = await cos.putObject({ ...where, Key, Body: '{"a":1}', ContentType: 'text/x' });
  assert.equal(put.ETag, `"${createHash('md5').update('{"a":1}').digest('hex')}"`);
  const head = await cos.headObject({ ...where, Key });
  assert.equal(head.headers?.['content-type'], 'text/x');
  assert.equal((await cos.getObject({ ...where, Key })).Body.toString(), '{"a":1}');
  await cos.putObject({ ...where, Key: 'other/x', Body: 'x' });
  const listed = await cos.getBucket({ ...where, Delimiter: '/', EncodingType: 'url' });
  assert.deepEqual(
    listed.CommonPrefixes.map(({ Prefix }) => decodeURIComponent(Prefix)),
    ['other/', '回调 备份/'],
  );
  await assert.rejects(cos.getObject({ ...where, Key: 'missing' }), { code: 'NoSuchKey' });
  await assert.rejects(cos.headObject({ ...where, Key: 'missing' }), { statusCode: 404 });
  await assert.rejects(
    cos.putObject({ ...where, Key, Body: 'x', Headers: { 'x-cos-forbid-overwrite': 'true' } }),
    { code: 'FileAlreadyExists' },
  );
  assert.equal((await cos.deleteObject({ ...where, Key })).statusCode, 204);
  assert.deepEqual(
    (await emulator.objects(BUCKET)).map(({ key }) => key),
    ['other/x'],
  );
  assert.ok(emulator.requests.every(({ verified, bucket }) => verified && bucket === BUCKET));
});

/** Sends bytes no HTTP client would and gives back what is answered until the connection ends. */
function raw(emulator: CosEmulator, head: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(emulator.port, '127.0.0.1', () =>
      socket.end(`${head.join('\r\n')}\r\n\r\n`),
    );
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}
