/** What a function does whom an HTTP trigger invoked: it answers when all is done, and fails otherwise, on every runtime. */

import assert from 'node:assert/strict';
import test from 'node:test';
import { deploy, md5 } from './support/function';
import { nodeFor } from './support/nodes';
import { eventObject, NODES } from './support/project';

const KEY = 'the key of the task';

/** What API Gateway and function URLs hand over (SCF document 583/12513). */
const envelopes = {
  'API Gateway': (body: string) => ({
    requestContext: { httpMethod: 'POST', path: '/mps', stage: 'release' },
    headers: { 'content-type': 'application/json' },
    httpMethod: 'POST',
    body,
  }),
  'a function URL': (body: string) => ({ headers: {}, httpMethod: 'POST', path: '/', body }),
};

for (const version of NODES) {
  for (const [name, wrap] of Object.entries(envelopes)) {
    test(`answers through ${name}, on Node ${version}`, async (t) => {
      const node = await nodeFor(t, version);
      if (node === undefined) return;
      const notification = JSON.stringify(eventObject('workflow-partial.json'));

      const call = async (body: string, env: Record<string, string> = {}) => {
        const { invoke, objects } = await deploy(t, { node, env });
        const { error, result } = await invoke(wrap(body));
        return { error, result, stored: (await objects()).size };
      };
      const answered = ({ error, result, stored }: Awaited<ReturnType<typeof call>>) => {
        assert.equal(error, undefined);
        const { isBase64Encoded, statusCode, headers, body } = result;
        assert.deepEqual([isBase64Encoded, headers['content-type']], [false, 'application/json']);
        return [statusCode, JSON.parse(body), stored];
      };

      assert.deepEqual(answered(await call(notification)), [200, { ok: true }, 2]);

      const malformed = await call('<html>');
      assert.match(malformed.error?.message ?? '', /JSON/);
      assert.equal(malformed.stored, 2);

      const Timestamp = Math.floor(Date.now() / 1000) + 600;
      const signed = { ...JSON.parse(notification), Timestamp, Sign: md5(`${Timestamp}${KEY}`) };
      const env = { MPS_NOTIFY_KEY: KEY };
      assert.deepEqual(answered(await call(JSON.stringify(signed), env)), [200, { ok: true }, 2]);
      const refused = await call(notification, env);
      assert.match(refused.error?.message ?? '', /sign/i);
      assert.equal(refused.stored, 0);

      const wrong = await call(notification, { INVOKE_FUNCTIONS: 'no name' });
      assert.match(wrong.error?.message ?? '', /no name|INVOKE_FUNCTIONS/);
      assert.equal(wrong.stored, 2);
    });
  }
}

for (const version of NODES) {
  test(`says once in a process that anybody may send events, on Node ${version}`, async (t) => {
    const node = await nodeFor(t, version);
    if (node === undefined) return;
    const notification = JSON.stringify(eventObject('workflow-partial.json'));
    const event = envelopes['API Gateway'](notification);
    const { invoke } = await deploy(t, { node });
    const warnings = async (sent: object) => {
      const { lines } = await invoke(sent);
      return lines.filter(({ msg }) => msg.includes('MPS_NOTIFY_KEY'));
    };
    assert.deepEqual(await warnings(JSON.parse(notification)), [], 'no address on the web');
    const [warning, ...more] = await warnings(event);
    assert.deepEqual([warning?.level, warning?.once, more], ['warn', undefined, []]);
    assert.deepEqual(await warnings(event), []);

    const guarded = await deploy(t, { node, env: { MPS_NOTIFY_KEY: KEY } });
    const { lines } = await guarded.invoke(event);
    assert.ok(lines.every(({ msg }) => !msg.includes('MPS_NOTIFY_KEY is not set')));
  });

  test(`a request without a body is a health check, on Node ${version}`, async (t) => {
    const node = await nodeFor(t, version);
    if (node === undefined) return;
    const { invoke, emulator } = await deploy(t, { node });
    for (const wrap of Object.values(envelopes)) {
      const { result, error } = await invoke(wrap(''));
      assert.equal(error, undefined);
      assert.deepEqual([result.statusCode, result.body], [200, '{"ok":true}']);
    }
    assert.deepEqual(emulator.requests, []);
  });
}
