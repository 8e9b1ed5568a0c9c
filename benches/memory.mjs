/**
 * Memory of one warm instance over many events on Node.js 8.9.4: events are delivered to a server on this machine
 * that takes everything, and memory is printed as it goes, after a collection of garbage.
 *
 *   node benches/memory.mjs [events]
 */

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

import { ensureNode } from '../scripts/node-versions.mjs';

const events = Number(process.argv[2] || 100_000);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const server = createServer((incoming, outgoing) => {
  const hash = createHash('md5');
  incoming.on('data', (chunk) => hash.update(chunk));
  incoming.on('end', () => {
    if (incoming.method === 'GET') {
      outgoing.writeHead(404, { 'x-cos-request-id': 'r' });
      outgoing.end('<Error><Code>NoSuchKey</Code></Error>');
    } else if (incoming.method === 'PUT') {
      outgoing.writeHead(200, { etag: `"${hash.digest('hex')}"`, 'x-cos-request-id': 'r' });
      outgoing.end();
    } else {
      const told = incoming.url.startsWith('/bot');
      outgoing.end(told ? '{"errcode":0}' : '{"Response":{"Result":{},"RequestId":"r"}}');
    }
  });
});
server.keepAliveTimeout = 60_000;
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${server.address().port}`;

const { path: node, reason } = await ensureNode('8.9.4');
if (node === undefined) throw new Error(reason);
const child = spawn(
  node,
  ['--expose-gc', here('memory/process.js'), here('../pkg/scf/mps-webhook'), String(events)],
  {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      PATH: process.env.PATH,
      COS_BUCKET: 'memory-1250000000',
      COS_ENDPOINT: url,
      TENCENTCLOUD_REGION: 'ap-guangzhou',
      TENCENTCLOUD_SECRETID: 'AKIDbenchmark',
      TENCENTCLOUD_SECRETKEY: 'key-of-the-benchmark',
      WECOM_WEBHOOK_URL: `${url}/bot?key=k`,
      INVOKE_FUNCTIONS: 'next',
      SCF_ENDPOINT: url,
      LOG_LEVEL: 'error',
    },
  },
);
child.on('close', (code) => {
  server.close();
  server.closeAllConnections();
  process.exitCode = code;
});
