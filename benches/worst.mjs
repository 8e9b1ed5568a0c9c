/**
 * What the worst events that we know of cost the deployed function on Node.js 8.9.4: a cold invocation for each family of
 * input at 128 KB (the most of an asynchronous event), 1 MB and 6 MB (the most of a synchronous one).
 *
 *   node benches/worst.mjs [--write] [family …]     `--write` puts the table into benches/README.md
 */

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ensureNode } from '../scripts/node-versions.mjs';
import { FAMILIES } from './worst/families.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGE = join(ROOT, 'benches', 'README.md');
const BEGIN = '<!-- made by benches/worst.mjs -->';
const END = '<!-- end of what benches/worst.mjs made -->';
const SIZES = { '128 KB': 128_000, '1 MB': 1_000_000, '6 MB': 6_000_000 };

const { path: node, reason } = await ensureNode('8.9.4');
if (node === undefined) throw new Error(reason);

/** When the first event of an invocation was in the archive, ms since 1970. */
let firstStored;
const server = createServer((incoming, outgoing) => {
  incoming.resume();
  incoming.on('end', () => {
    if (incoming.method === 'PUT') {
      firstStored = firstStored ?? Date.now();
      outgoing.writeHead(200, { 'x-cos-request-id': 'r' });
      outgoing.end();
    } else {
      outgoing.writeHead(404, { 'x-cos-request-id': 'r' });
      outgoing.end('<Error><Code>NoSuchKey</Code></Error>');
    }
  });
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${server.address().port}`;
const folder = mkdtempSync(join(tmpdir(), 'worst-'));

function measure({ template = 'mps-webhook', env = {} }, file) {
  firstStored = undefined;
  return new Promise((resolve, reject) => {
    const child = spawn(
      node,
      [join(ROOT, 'benches/worst/process.js'), join(ROOT, 'pkg/scf', template), file],
      {
        stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
        env: {
          COS_BUCKET: 'worst-1250000000',
          COS_ENDPOINT: url,
          COS_REGION: 'ap-guangzhou',
          TENCENTCLOUD_SECRETID: 'AKIDbenchmark',
          TENCENTCLOUD_SECRETKEY: 'key-of-the-benchmark',
          LOG_LEVEL: 'error',
          ...env,
        },
      },
    );
    let output = '';
    child.stdio[3].on('data', (chunk) => {
      output += chunk;
    });
    child.on('close', (code) => {
      if (output === '') {
        reject(new Error(`the process ended with ${code}`));
        return;
      }
      const { started, ms, peak, code: error } = JSON.parse(output);
      const safe = firstStored === undefined ? undefined : firstStored - started;
      resolve({ safe, ms, peak, error });
    });
  });
}

const wanted = process.argv.slice(2).filter((argument) => argument !== '--write');
const rows = [];
for (const [name, family] of Object.entries(FAMILIES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const cells = [];
  for (const size of Object.values(SIZES)) {
    const file = join(folder, 'event.json');
    writeFileSync(file, JSON.stringify(family.make(size)));
    const { safe, ms, peak, error } = await measure(family, file);
    const first = safe === undefined ? '–' : `${Math.round(safe)}`;
    cells.push(
      `${first} / ${Math.round(ms)} ms, ${Math.round(peak)} MB${error ? ` (${error})` : ''}`,
    );
    console.log(name, size, cells[cells.length - 1]);
  }
  rows.push(`| ${name} | ${cells.join(' | ')} |`);
}
rmSync(folder, { recursive: true });
server.close();
server.closeAllConnections();

const table = [
  `| family | ${Object.keys(SIZES).join(' | ')} |`,
  '| --- | --- | --- | --- |',
  ...rows,
].join('\n');
if (process.argv.includes('--write')) {
  const page = readFileSync(PAGE, 'utf8');
  const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (before < 0 || after < 0) throw new Error(`${PAGE} has no place for the table`);
  writeFileSync(PAGE, `${page.slice(0, before + BEGIN.length)}\n${table}\n${page.slice(after)}`);
}
