/**
 * Replaying an archive: 100,000 events, a line for each, through the command line, beside a script that only parses them.
 * Prints events a second and the highest resident memory; writes them into docs/cli.md when asked to.
 *
 *   node benches/replay.mjs [events] [--write]
 */

import { spawn } from 'node:child_process';
import { createWriteStream, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const events = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 100_000);
const file = join(tmpdir(), `replay-${process.pid}.ndjson`);

async function makeEvents() {
  const event = JSON.parse(
    readFileSync(here('../tests/fixtures/events/workflow-many-outputs.json'), 'utf8'),
  );
  const to = createWriteStream(file);
  for (let index = 0; index < events; index++) {
    event.WorkflowTaskEvent.TaskId = `2600011633-WorkflowTask-${String(index).padStart(32, '0')}tt7`;
    if (!to.write(`${JSON.stringify(event)}\n`)) {
      await new Promise((resolve) => to.once('drain', resolve));
    }
  }
  to.end();
  await new Promise((resolve) => to.once('close', resolve));
  return statSync(file).size;
}

/** A COS that takes everything and keeps nothing. */
async function startNothing() {
  const server = createServer((incoming, outgoing) => {
    incoming.resume();
    // COS gives every answer an id.
    outgoing.setHeader('x-cos-request-id', 'NjA');
    incoming.on('end', () => outgoing.end());
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** Runs a program of Node.js; gives seconds and the highest resident memory, MB. */
function measure(args, env = {}) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, ['--require', here('support/memory.cjs'), ...args], {
      stdio: ['ignore', 'inherit', 'pipe'],
      env: { PATH: process.env.PATH, ...env },
    });
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    child.on('close', (code) => {
      const memory = /maximum (\d+)/.exec(said)?.[1];
      if (code !== 0 || memory === undefined) return reject(new Error(said));
      resolve({ seconds: (performance.now() - started) / 1000, memory: Number(memory) / 1024 });
    });
  });
}

const size = await makeEvents();
const server = await startNothing();
const env = {
  COS_BUCKET: 'replay-1250000000',
  COS_ENDPOINT: `http://127.0.0.1:${server.address().port}`,
  COS_SECRET_ID: 'AKIDbenchmark',
  COS_SECRET_KEY: 'key-of-the-benchmark',
};
const cli = here('../pkg/cli.mjs');
const rows = [
  ['`JSON.parse` of each line', await measure([here('replay/parse.mjs'), file])],
  ['`replay --dry-run`', await measure([cli, 'replay', '--dry-run', file], env)],
  [
    '`replay`, two objects each to a server that keeps nothing',
    await measure([cli, 'replay', file], env),
  ],
];
server.close();
server.closeAllConnections();
rmSync(file);

const lines = [
  `${events.toLocaleString('en')} events of ${(size / events / 1000).toFixed(1)} KB, ${(size / 1e9).toFixed(2)} GB, on Node.js ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim()}:`,
  '',
  '| | events a second | MB a second | highest memory |',
  '| --- | ---: | ---: | ---: |',
  ...rows.map(
    ([name, { seconds, memory }]) =>
      `| ${name} | ${Math.round(events / seconds).toLocaleString('en')} | ${Math.round(size / seconds / 1e6)} | ${Math.round(memory)} MB |`,
  ),
];
console.log(lines.join('\n'));

if (process.argv.includes('--write')) {
  const page = here('../docs/cli.md');
  const text = readFileSync(page, 'utf8');
  const marked = /(<!-- figures -->\n)[\s\S]*?(\n<!-- end of figures -->)/;
  writeFileSync(
    page,
    text.replace(marked, (_, start, end) => start + lines.join('\n') + end),
  );
}
