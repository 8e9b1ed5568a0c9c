/** What a function answers whom an HTTP trigger invoked: the response, on every runtime, and never a rejection. */

import assert from 'node:assert/strict';
import test from 'node:test';
import { deploy, md5 } from './support/function';
import { nodeFor } from './support/nodes';
import { eventObject, NODES } from './support/project';

const KEY = 'the key of the task';

/** What API Gateway and function URLs hand over (SCF document 583/12513). */
const carriers = {
  'API Gateway': (body: string) => ({
    requestContext: { httpMethod: 'POST', path: '/mps', stage: 'release' },
    headers: { 'content-type': 'application/json' },
    httpMethod: 'POST',
    body,
  }),
  'a function URL': (body: string) => ({ headers: {}, httpMethod: 'POST', path: '/', body }),
};

for (const version of NODES) {
  for (const [name, wrap] of Object.entries(carriers)) {
    test(`answers through ${name}, on Node ${version}`, async (t) => {
      const node = await nodeFor(t, version);
      if (node === undefined) return;
      const notification = JSON.stringify(eventObject('workflow-partial.json'));

      const answer = async (body: string, env: Record<string, string> = {}) => {
        const { invoke, objects } = await deploy(t, { node, env });
        const { error, result, lines } = await invoke(wrap(body));
        assert.equal(error, undefined);
        const { isBase64Encoded, statusCode, headers } = result;
        assert.deepEqual([isBase64Encoded, headers['content-type']], [false, 'application/json']);
        assert.equal(lines.some(({ level }) => level === 'error') || statusCode === 200, true);
        return [statusCode, JSON.parse(result.body), (await objects()).size];
      };

      assert.deepEqual(await answer(notification), [200, { ok: true }, 2]);

      const [status, { code, message }, stored] = await answer('<html>');
      assert.deepEqual([status, code, stored], [400, 'invalid_json', 2]);
      assert.match(message, /JSON/);

      const Timestamp = Math.floor(Date.now() / 1000) + 600;
      const signed = { ...JSON.parse(notification), Timestamp, Sign: md5(`${Timestamp}${KEY}`) };
      const env = { MPS_NOTIFY_KEY: KEY };
      assert.deepEqual(await answer(JSON.stringify(signed), env), [200, { ok: true }, 2]);
      const [refused, { code: why }, kept] = await answer(notification, env);
      assert.deepEqual([refused, why, kept], [403, 'unverified', 0]);

      const wrong = { INVOKE_FUNCTIONS: 'no name' };
      assert.deepEqual(await answer(notification, wrong), [
        500,
        { ok: false, code: 'invalid_options' },
        2,
      ]);
    });
  }
}
