/**
 * Cold start: from the `require` of a function until its first event is safe (it has reached COS, or where there is no bucket,
 * the bot) and until the handler is done, on the Node.js that the template runs on, in the ways in which owners run it.
 *
 * Fair, because every start is a process of its own with the environment SCF gives and nothing else, the functions
 * take turns and begin every round with another one, all of a round are given the same event, talk to the same machine
 * by the same protocol and write one line of log, and a start only counts if what was to be sent was accepted.
 */

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { eventOf, eventsOfWays, WAYS } from './cold/ways.mjs';
import { rotated, summarize } from './support/statistics.mjs';
import { makeCertificate, startTlsProxy } from './support/tls.mjs';

const BUCKET = 'archive-1250000000';
const REGION = 'ap-guangzhou';
const ROLE = {
  secretId: 'AKIDbenchmark',
  secretKey: 'key-of-the-benchmark',
  sessionToken: 'token',
};

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const PROCESS = here('cold/process.js');
const OURS = here('../pkg/scf/mps-webhook');

/** What ours is compared with, and how many objects and messages each sends in any way. */
const PEERS = [
  { name: 'sdk', folder: here('cold/cos-sdk.js'), stored: 2, posted: 0 },
  { name: 'request', folder: here('cold/request.js'), stored: 0, posted: 1 },
];

/** Measured with the first way only. */
const OF_FIRST_WAY = [
  { name: 'bare', folder: undefined, stored: 0, posted: 0 },
  // Apart from ours, since watching takes time too; in turn with it, so that both see the same machine.
  { name: 'watched', folder: OURS, stored: 2, posted: 0, more: ['phases'] },
];

/** The first rounds only warm the file cache and the servers. */
const WARM_UP = 2;

/**
 * Measures every way with HTTPS, as COS is reached, and the first one with HTTP, too.
 *
 * @param {{ node: string, rounds: number, mixed: string, startCosEmulator: Function }} options `node` is the binary to start,
 *   `mixed` a file with a notification a line
 * @returns what was measured of each way over HTTPS, and as `http` of the first one
 */
export async function measureCold({ node, rounds, mixed, startCosEmulator }) {
  const events = eventsOfWays(mixed);
  const servers = await startServers(startCosEmulator);
  const measure = (way, protocol) => {
    const env = environment(servers, protocol, way.sets);
    return compare({ node, servers, way, events: events[way.name], env }, rounds);
  };
  try {
    const https = {};
    for (const way of WAYS) {
      https[way.name] = await measure(way, 'https');
    }
    return { https, http: await measure(WAYS[0], 'http') };
  } finally {
    await servers.close();
  }
}

async function compare(setup, rounds) {
  const { way, events } = setup;
  const ours = { name: 'ours', folder: OURS, stored: way.stored, posted: way.posted };
  const all = [ours, ...PEERS, ...(way === WAYS[0] ? OF_FIRST_WAY : [])];
  const starts = Object.fromEntries(all.map(({ name }) => [name, []]));
  for (let round = 0; round < WARM_UP + rounds; round += 1) {
    for (const start of rotated(all, round)) {
      const result = await run(setup, start, events[round % events.length]);
      if (round >= WARM_UP) starts[start.name].push(result);
    }
  }
  const { watched, ...compared } = starts;
  const results = Object.entries(compared).map(([name, list]) => [
    name,
    {
      safe: summarize(list.map(({ safeMs }) => safeMs)),
      done: summarize(list.map(({ ms }) => ms)),
      wall: summarize(list.map(({ wallMs }) => wallMs)),
      cpu: summarize(list.map(({ cpuMs }) => cpuMs)),
      peakMb: summarize(list.map(({ peakKb }) => peakKb / 1000)),
    },
  ]);
  return { ...Object.fromEntries(results), phases: watched && summarizePhases(watched) };
}

/** Where our time goes: the phases of `cold/phases.js`, medians, in the order in which they begin. */
function summarizePhases(starts) {
  return Object.keys(starts[0].phases).map((phase) => ({
    phase,
    ms: summarize(starts.map(({ phases }) => phases[phase])).median,
  }));
}

let lastTask = 0;

/** One process from its start to its end. */
function run(
  { node, servers, way, env },
  { name, folder, stored, posted, more = [] },
  notification,
) {
  lastTask += 1;
  const event = eventOf(way, notification, `1250000000-Task-${lastTask}`);
  writeFileSync(servers.eventFile, JSON.stringify(event));
  servers.forget();
  const started = performance.now();
  const child = spawn(
    node,
    [PROCESS, servers.eventFile, ...(folder === undefined ? [] : [folder]), ...more],
    { env, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] },
  );
  const output = ['', '', '', ''];
  for (const descriptor of [1, 2, 3]) {
    child.stdio[descriptor].on('data', (chunk) => {
      output[descriptor] += chunk;
    });
  }
  return new Promise((resolve, reject) => {
    let wallMs;
    child.on('error', reject);
    child.on('exit', () => {
      wallMs = performance.now() - started;
    });
    child.on('close', () => {
      const sent = servers.sent();
      if (output[3] === '' || sent.stored !== stored || sent.posted !== posted) {
        const what = `\`${name}\` sent ${JSON.stringify(sent)} and said: ${output[1]}${output[2]}`;
        reject(new Error(`a cold start did not do its work (${way.name}): ${what}`));
        return;
      }
      const { start, ...result } = JSON.parse(output[3]);
      resolve({ ...result, wallMs, safeMs: sent.first === undefined ? 0 : sent.first - start });
    });
  });
}

/** The clock that processes of one machine share, in ms. */
const monotonic = () => Number(process.hrtime.bigint()) / 1e6;

/** A COS, and a web server that answers 200 to everything; both with and without TLS. */
async function startServers(startCosEmulator) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-cold-'));
  // When the event of a start arrived whole, and what was accepted from it.
  let first;
  let posted = 0;
  const arrived = () => {
    first ??= monotonic();
  };
  const cos = await startCosEmulator({
    folder: join(folder, 'cos'),
    credentials: [ROLE],
    tamper: ({ method }) => {
      if (method === 'PUT') arrived();
      return undefined;
    },
  });
  let seen = 0;
  const web = createServer((incoming, outgoing) => {
    incoming.resume().on('end', () => {
      arrived();
      posted += 1;
      outgoing.end('{"errcode":0,"errmsg":"ok"}');
    });
  });
  await new Promise((resolve) => web.listen(0, '127.0.0.1', resolve));
  const certificate = makeCertificate([`${BUCKET}.cos.${REGION}.myqcloud.com`]);
  const authority = join(folder, 'certificate.pem');
  writeFileSync(authority, certificate.cert);
  const cosTls = await startTlsProxy(certificate, cos.port);
  const webTls = await startTlsProxy(certificate, web.address().port);
  return {
    authority,
    ports: {
      http: { cos: cos.port, web: web.address().port },
      https: { cos: cosTls.port, web: webTls.port },
    },
    eventFile: join(folder, 'event.json'),
    forget: () => {
      first = undefined;
      posted = 0;
      seen = cos.requests.length;
    },
    sent: () => {
      const done = cos.requests
        .slice(seen)
        .filter(({ method, status }) => method === 'PUT' && status === 200);
      return { stored: done.length, posted, first };
    },
    close: async () => {
      await cosTls.close();
      await webTls.close();
      await cos.close();
      web.closeAllConnections();
      await new Promise((resolve) => web.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What SCF sets, what the owner of the function sets, and where the peers send to. */
function environment({ authority, ports }, protocol, sets) {
  const web = `${protocol}://127.0.0.1:${ports[protocol].web}/`;
  const cos = `${protocol}://127.0.0.1:${ports[protocol].cos}`;
  const variables = {
    COS_BUCKET: BUCKET,
    COS_ENDPOINT: cos,
    WECOM_WEBHOOK_URL: `${web}cgi-bin/webhook/send?key=693axxx6-7aoc-4bc4-97a0-0ec2sifa5aaa`,
    NOTIFY_LANG: 'en',
  };
  return {
    PATH: process.env.PATH,
    LANG: 'en_US.UTF8',
    TZ: 'UTC',
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: REGION,
    TENCENTCLOUD_APPID: '1250000000',
    TENCENTCLOUD_SECRETID: ROLE.secretId,
    TENCENTCLOUD_SECRETKEY: ROLE.secretKey,
    TENCENTCLOUD_SESSIONTOKEN: ROLE.sessionToken,
    SCF_FUNCTIONNAME: 'mps-webhook',
    SCF_FUNCTIONVERSION: '$LATEST',
    SCF_NAMESPACE: 'default',
    ...Object.fromEntries(sets.map((name) => [name, variables[name]])),
    PEER_BUCKET: BUCKET,
    PEER_COS: cos,
    PEER_POST_URL: web,
    // The certificates of authorities are read as ever, at the first connection, and this one besides.
    NODE_EXTRA_CA_CERTS: authority,
  };
}
