// biome-ignore-all lint/style/useNodejsImportProtocol: Node 8 does not know node:

'use strict';

/*
 * What it is compared with: a function that stores the event and a report of it with cos-nodejs-sdk-v5, as its
 * documentation shows it. It does no more than it must: the report is three members, nothing is verified, nothing is
 * tried again but what the SDK does by itself.
 */

const crypto = require('crypto');
const COS = require('cos-nodejs-sdk-v5');

const { env } = process;
const { protocol, host } = require('url').parse(env.PEER_COS);

const cos = new COS({
  SecretId: env.TENCENTCLOUD_SECRETID,
  SecretKey: env.TENCENTCLOUD_SECRETKEY,
  SecurityToken: env.TENCENTCLOUD_SESSIONTOKEN,
  Protocol: protocol,
  // Where the bucket is, for the SDK; it still sends the Host of the bucket.
  Ip: host,
});

function put(key, body) {
  return cos.putObject({
    Bucket: env.PEER_BUCKET,
    Region: env.TENCENTCLOUD_REGION,
    Key: key,
    Body: body,
    ContentMD5: crypto.createHash('md5').update(body).digest('base64'),
    ContentType: 'application/json',
  });
}

exports.main_handler = async (received) => {
  // API Gateway puts it into a request.
  const event = received.body === undefined ? received : JSON.parse(received.body);
  const { TaskId, Status } = event[`${event.EventType}Event`];
  const key = `mps/${event.EventType}/${TaskId}`;
  await put(`${key}.event.json`, JSON.stringify(event));
  const report = { event_type: event.EventType, task_id: TaskId, status: Status };
  await put(`${key}.report.json`, JSON.stringify(report));
  process.stdout.write(
    `${JSON.stringify({ level: 'info', msg: 'stored', task_id: TaskId, key })}\n`,
  );
};
