/**
 * Cold start: from the `require` of a function to its first event being stored, on the Node.js that the template
 * runs on.
 *
 * Fair, because every start is a process of its own with the environment SCF gives and nothing else, the functions
 * take turns and begin every round with another one, all of them are given the same event, talk to the same machine
 * by the same protocol and write one line of log, and a start only counts if what was to be stored was stored.
 */

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

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
const EVENT = here('../tests/fixtures/events/workflow-partial.json');

/** What is started, and how many requests it must have sent when it is done. */
const STARTS = [
  { name: 'bare', folder: undefined, stored: 0, posted: 0 },
  { name: 'ours', folder: here('../pkg/scf/mps-webhook'), stored: 2, posted: 0 },
  // Apart from ours, since watching takes time too; in turn with it, so that both see the same machine.
  {
    name: 'watched',
    folder: here('../pkg/scf/mps-webhook'),
    stored: 2,
    posted: 0,
    more: ['phases'],
  },
  { name: 'sdk', folder: here('cold/cos-sdk.js'), stored: 2, posted: 0 },
  { name: 'request', folder: here('cold/request.js'), stored: 0, posted: 1 },
];

/** The first rounds only warm the file cache and the servers. */
const WARM_UP = 2;

/**
 * Measures with HTTPS, as COS is reached, and with HTTP.
 *
 * @param {{ node: string, rounds: number, startCosEmulator: Function }} options `node` is the binary to start
 */
export async function measureCold({ node, rounds, startCosEmulator }) {
  const servers = await startServers(startCosEmulator);
  try {
    const results = {};
    for (const protocol of ['https', 'http']) {
      const setup = { node, servers, env: environment(servers, protocol) };
      results[protocol] = await compare(setup, rounds);
    }
    return results;
  } finally {
    await servers.close();
  }
}

async function compare(setup, rounds) {
  const starts = Object.fromEntries(STARTS.map(({ name }) => [name, []]));
  for (let round = 0; round < WARM_UP + rounds; round += 1) {
    for (const start of rotated(STARTS, round)) {
      const result = await run(setup, start);
      if (round >= WARM_UP) starts[start.name].push(result);
    }
  }
  const { watched, ...compared } = starts;
  const results = Object.entries(compared).map(([name, list]) => [
    name,
    {
      stored: summarize(list.map(({ ms }) => ms)),
      wall: summarize(list.map(({ wallMs }) => wallMs)),
      cpu: summarize(list.map(({ cpuMs }) => cpuMs)),
      peakMb: summarize(list.map(({ peakKb }) => peakKb / 1000)),
    },
  ]);
  return { ...Object.fromEntries(results), phases: summarizePhases(watched) };
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
function run({ node, servers, env }, { name, folder, stored, posted, more = [] }) {
  lastTask += 1;
  const before = servers.counts();
  const parameters = [PROCESS, EVENT, `1250000000-WorkflowTask-${lastTask}`, folder, ...more];
  const started = performance.now();
  const child = spawn(
    node,
    parameters.filter((parameter) => parameter !== undefined),
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
      const after = servers.counts();
      const sent = { stored: after.stored - before.stored, posted: after.posted - before.posted };
      if (output[3] === '' || sent.stored !== stored || sent.posted !== posted) {
        const what = `\`${name}\` sent ${JSON.stringify(sent)} and said: ${output[1]}${output[2]}`;
        reject(new Error(`a cold start did not do its work: ${what}`));
        return;
      }
      resolve({ ...JSON.parse(output[3]), wallMs });
    });
  });
}

/** A COS, and a web server that answers 200 to everything; both with and without TLS. */
async function startServers(startCosEmulator) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-cold-'));
  const cos = await startCosEmulator({ folder: join(folder, 'cos'), credentials: [ROLE] });
  let posted = 0;
  const web = createServer((incoming, outgoing) => {
    incoming.resume().on('end', () => {
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
    counts: () => {
      const done = cos.requests.filter(({ method, status }) => method === 'PUT' && status === 200);
      return { stored: done.length, posted };
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

/** What SCF sets and the owner of the function sets; the other functions read the same variables. */
function environment({ authority, ports }, protocol) {
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
    COS_BUCKET: BUCKET,
    COS_ENDPOINT: `${protocol}://127.0.0.1:${ports[protocol].cos}`,
    POST_URL: `${protocol}://127.0.0.1:${ports[protocol].web}/`,
    // The certificates of authorities are read as ever, at the first connection, and this one besides.
    NODE_EXTRA_CA_CERTS: authority,
  };
}
