/** Requests to the SCF API as the core signs them, beside the official SDK's signature of the same. */

import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { packageLoader } from './support/core';
import { sdkAuthorization } from './support/tc3';

const loader = packageLoader();

test('the signature of every request is the one the SDK makes', () => {
  const text = fc.string({ unit: 'binary' });
  const word = fc.stringMatching(/^[\x21-\x7e]{1,80}$/).filter((it) => !/["\\]/.test(it));
  fc.assert(
    fc.property(
      fc.record({
        id: word,
        key: word,
        token: fc.option(word),
        name: fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,58}$/),
        taskId: text,
        now: fc.integer({ min: 1_000_000_000_000, max: 4_100_000_000_000 }),
      }),
      ({ id, key, token, name, taskId, now }) => {
        const event = JSON.stringify({
          EventType: 'WorkflowTask',
          WorkflowTaskEvent: { TaskId: taskId, Status: 'FINISH' },
        });
        const env = {
          INVOKE_FUNCTIONS: name,
          TENCENTCLOUD_REGION: 'ap-guangzhou',
          TENCENTCLOUD_SECRETID: id,
          TENCENTCLOUD_SECRETKEY: key,
          TENCENTCLOUD_SESSIONTOKEN: token ?? undefined,
        };
        const settings = Buffer.from(JSON.stringify({ env }));
        const delivery = loader.load().deliver(Buffer.from(event), settings, now + 60_000, 1, now);
        const { requests } = JSON.parse(delivery.poll(now));
        const { url, headers } = requests[0].request;
        const body = Buffer.alloc(delivery.bodyLength(requests[0].id));
        delivery.body(requests[0].id, 0, body.length, body);
        delivery.free();
        const parameters = JSON.parse(body.toString());
        assert.equal(parameters.FunctionName, name);
        assert.deepEqual(JSON.parse(parameters.ClientContext), JSON.parse(event));
        assert.equal(headers['x-tc-token'], token ?? undefined);
        const expected = sdkAuthorization({
          url,
          payload: body,
          timestamp: Math.floor(now / 1000),
          service: 'scf',
          secretId: id,
          secretKey: key,
          contentType: headers['content-type'],
        });
        assert.equal(headers.authorization, expected);
      },
    ),
    { numRuns: 1_000, seed: 3 },
  );
});
