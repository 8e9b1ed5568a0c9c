// How much of a function's core an event needs: Node.js 8 and 10 compile a function of WebAssembly when it is called for the first
// time, half a millisecond for each KB. It counts bytes, so that it is the same on every machine.
//
//   node scripts/called-code.mjs [EVENT-FILE]     bytes of the functions that a stored notification calls, from pkg/

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { root } from './tools.mjs';
import { CODE, numberAt, sections } from './wasm-sections.mjs';

const FOLDER = join(root, 'pkg', 'scf', 'mps-webhook');
const USUAL = join(root, 'tests', 'fixtures', 'events', 'workflow-many-outputs.json');

/**
 * Lets the template store an event, and gives the bytes of the functions that were called until the event was on its way, of
 * those that were called until all was done, and of all that there are.
 */
export async function measureCalledCode(file = USUAL) {
  const folder = mkdtempSync(join(tmpdir(), 'called-code-'));
  const { Module, Instance } = WebAssembly;
  let stored;
  const server = createServer((incoming, outgoing) => {
    stored ??= new Set(called);
    outgoing.setHeader('x-cos-request-id', 'NjA');
    incoming.resume().on('end', () => outgoing.end());
  });
  const called = new Set();
  try {
    const { bytes, functionOf, sizes } = instrumented(join(FOLDER, 'core.wasm'), folder);
    WebAssembly.Module = class {
      constructor() {
        // biome-ignore lint/correctness/noConstructorReturn: it stands in for the module of another file
        return new Module(bytes);
      }
    };
    WebAssembly.Instance = class {
      constructor(module, imports) {
        const own = imports['./mps_webhook_bg.js'];
        own.log_execution = (id) => called.add(functionOf.get(id));
        // biome-ignore lint/correctness/noConstructorReturn: it is an instance with one import more
        return new Instance(module, imports);
      }
    };
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    Object.assign(process.env, {
      TENCENTCLOUD_REGION: 'ap-guangzhou',
      TENCENTCLOUD_SECRETID: 'id',
      TENCENTCLOUD_SECRETKEY: 'key',
      COS_BUCKET: 'archive-1250000000',
      COS_ENDPOINT: `http://127.0.0.1:${server.address().port}`,
      LOG_LEVEL: 'error',
    });
    const require = createRequire(import.meta.url);
    const index = join(FOLDER, 'index.js');
    delete require.cache[index];
    const { main_handler } = require(index);
    await main_handler(JSON.parse(readFileSync(file, 'utf8')), {});
    const sum = (functions) => [...functions].reduce((bytes, which) => bytes + sizes[which], 0);
    return { untilSent: sum(stored), untilDone: sum(called), all: sum(sizes.keys()) };
  } finally {
    Object.assign(WebAssembly, { Module, Instance });
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A module that logs what is executed, which function each number of the log is in, and the bytes of each function. */
function instrumented(file, folder) {
  const made = join(folder, 'logging.wasm');
  const binaryen = (tool, ...args) =>
    execFileSync(process.execPath, [join(root, 'node_modules', 'binaryen', 'bin', tool), ...args], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
  binaryen('wasm-opt', file, '--mvp-features', '--log-execution', '-o', made);
  const functionOf = new Map();
  let which = -1;
  let isLog = false;
  let log;
  for (const line of binaryen('wasm-dis', made).split('\n')) {
    log ??= /"log_execution" \(func (\$\S+)/.exec(line)?.[1];
    if (line.startsWith(' (func ')) which += 1;
    const [, id] = /^ *\(i32\.const (\d+)\)$/.exec(line) ?? [];
    if (isLog && id !== undefined) functionOf.set(Number(id), which);
    isLog = log !== undefined && line.endsWith(`(call ${log}`);
  }
  return { bytes: readFileSync(made), functionOf, sizes: functionSizes(readFileSync(file)) };
}

/** The bytes of each function of a module, in the order of its code section. */
function functionSizes(bytes) {
  const { start } = [...sections(bytes)].find(({ id }) => id === CODE);
  const [count, first] = numberAt(bytes, start);
  let at = first;
  return Array.from({ length: count }, () => {
    const [size, body] = numberAt(bytes, at);
    at = body + size;
    return size;
  });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  measureCalledCode(process.argv[2]).then(({ untilSent, untilDone, all }) => {
    console.log(`until the event is on its way  ${untilSent} bytes`);
    console.log(`until its report is stored     ${untilDone} bytes`);
    console.log(`in the whole core              ${all} bytes`);
  });
}
