// What functions do every day: the deliveries of which nothing may have to be loaded that is not in the first module, or
// not in the parts up to one. All without an answer that is not as usual; what is rarer loads the last part.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { root } from '../tools.mjs';

/** As SCF gives it. */
const PLATFORM = {
  TENCENTCLOUD_REGION: 'ap-guangzhou',
  TENCENTCLOUD_SECRETID: 'AKIDofTheRole',
  TENCENTCLOUD_SECRETKEY: 'key-of-the-role',
  TENCENTCLOUD_SESSIONTOKEN: 'token-of-the-role',
  SCF_FUNCTIONNAME: 'on-mps',
  SCF_NAMESPACE: 'default',
};

/** A function that stores, one that does it elsewhere, one that also hands on. */
const ARCHIVE = { ...PLATFORM, COS_BUCKET: 'archive-1250000000' };
const ARCHIVE_ELSEWHERE = { ...ARCHIVE, COS_ENDPOINT: 'https://cos.example', COS_PREFIX: 'video/' };
const HAND_ON = { ...ARCHIVE, WECOM_WEBHOOK_KEY: 'key-of-the-bot', INVOKE_FUNCTIONS: 'next' };

const fixture = (name) =>
  JSON.parse(readFileSync(join(root, 'tests', 'fixtures', 'events', `${name}.json`), 'utf8'));

const WORKFLOWS = ['workflow-many-outputs', 'workflow-null-siblings', 'workflow-partial'].map(
  fixture,
);
const OTHERS = ['edit-media-success', 'schedule-success'].map(fixture);

const BATCH = {
  topic_id: '5f6d7c8b-0000-4a1e-9f00-000000000001',
  topic_name: 'mps',
  records: [
    { timestamp: '1790000000000000', content: JSON.stringify({ level: 'info', msg: 'started' }) },
    { timestamp: '1790000000100000', content: '{"__CONTENT__":"a line of a log"}' },
  ],
};
const LOGS = { clslogs: { data: gzipSync(JSON.stringify(BATCH)).toString('base64') } };

const deliveries = (events, ...environments) =>
  environments.flatMap((env) => events.map((event) => ({ event, env })));

/** What each template does every day, the most usual first: a module for each list, and one more for the rest. */
export const EVERYDAY = {
  'mps-webhook': [
    deliveries(WORKFLOWS, ARCHIVE, ARCHIVE_ELSEWHERE),
    deliveries(OTHERS, ARCHIVE),
    deliveries([...WORKFLOWS, ...OTHERS], HAND_ON),
  ],
  'mps-to-cos': [
    deliveries(WORKFLOWS, ARCHIVE, ARCHIVE_ELSEWHERE),
    deliveries(OTHERS, ARCHIVE),
  ],
  'cls-to-cos': [deliveries([LOGS], ARCHIVE, ARCHIVE_ELSEWHERE)],
};

/**
 * Makes a delivery, with services that answer as they usually do.
 *
 * @param {object} glue wasm-bindgen's code, with an instance
 */
export function deliver(glue, template, { event, env }) {
  const services = new Services();
  const settings = { template, env, request_id: 'r-1', quarantine: false, process: false };
  let now = Date.UTC(2026, 0, 1);
  const delivery = new glue.Delivery(bytes(event), bytes(settings), now + 30_000, 1, now);
  for (;;) {
    now += 20;
    const { requests, done } = JSON.parse(delivery.poll(now));
    if (done !== undefined) {
      if (!done.ok) {
        throw new Error(`an everyday delivery of ${template} fails: ${JSON.stringify(done)}`);
      }
      delivery.free();
      return;
    }
    for (const { id, request } of requests) {
      const { status, headers, body } = services.answer(request, Buffer.from(delivery.body(id)));
      delivery.onResponse(id, status, bytes(headers), Buffer.from(body), now);
    }
  }
}

function bytes(value) {
  return Buffer.from(JSON.stringify(value));
}

class Services {
  #objects = new Map();

  answer({ method, url }, body) {
    if (method === 'PUT') {
      this.#objects.set(url, body);
      return respond(200, { etag: etag(body), 'x-cos-request-id': 'NjA=' }, '');
    }
    if (method === 'GET') {
      const object = this.#objects.get(url);
      return object === undefined
        ? respond(404, { 'content-type': 'application/xml' }, NO_SUCH_KEY)
        : respond(200, { etag: etag(object), 'x-cos-request-id': 'NjA=' }, object);
    }
    const isBot = url.includes('/webhook/');
    return respond(200, {}, JSON.stringify(isBot ? { errcode: 0, errmsg: 'ok' } : INVOKED));
  }
}

const INVOKED = { Response: { Result: { FunctionRequestId: 'f-1', InvokeResult: 0 }, RequestId: 'r-2' } };

const NO_SUCH_KEY = `<?xml version='1.0' encoding='utf-8' ?>
<Error>
	<Code>NoSuchKey</Code>
	<Message>The specified key does not exist.</Message>
	<Resource>/</Resource>
	<RequestId>NjA=</RequestId>
	<TraceId>OGVm</TraceId>
</Error>
`;

function respond(status, headers, body) {
  return { status, headers: { date: 'Thu, 01 Jan 2026 00:00:00 GMT', ...headers }, body };
}

function etag(body) {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}
