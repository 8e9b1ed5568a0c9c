// biome-ignore-all lint/style/useNodejsImportProtocol: Node 8 does not know node:

'use strict';

/*
 * One start, in a process of its own: an entry of the package and its first event, then many more of them. Prints the time
 * of the start, and that of one of the others, ms. It runs on Node.js 8.9.
 *
 * What every program has to pay is paid before: the first `import()`, and for handlers of requests the first `Request` and
 * `Response`, which their platform makes whatever the handler does.
 *
 *   node process.js parse|import|edge|link
 */

const fs = require('fs');
const path = require('path');

const PKG = path.join(__dirname, '..', '..', 'pkg');
const FIXTURE = path.join(
  __dirname,
  '..',
  '..',
  'tests',
  'fixtures',
  'events',
  'workflow-partial.json',
);
const EMPTY = path.join(__dirname, 'empty.mjs');
const MANY = 300;

const bytes = fs.readFileSync(FIXTURE);
// Node.js 8 cannot read the syntax.
const load = (file) => new Function('file', 'return import(file)')(file);
const parseBy =
  ({ parse }) =>
  () =>
    parse(bytes);
const USES = {
  parse: () => Promise.resolve(parseBy(require(path.join(PKG, 'index.js')))),
  import: () => load(path.join(PKG, 'index.mjs')).then(parseBy),
  edge: () =>
    load(path.join(PKG, 'edge.mjs')).then(({ createFetchHandler }) => {
      const { fetch } = createFetchHandler();
      return () => fetch(request(), {});
    }),
  link: () =>
    load(path.join(PKG, 'inspector.node.mjs')).then(
      ({ inspectorLink }) =>
        () =>
          inspectorLink(JSON.parse(bytes), { base: 'https://example.com/' }),
    ),
};

const request = () => new Request('https://example.com/', { method: 'POST', body: bytes });
const PLATFORMS = {
  parse: () => Promise.resolve(),
  import: () => load(EMPTY),
  edge: () =>
    load(EMPTY)
      .then(() => request().arrayBuffer())
      .then(() => new Response('{}', { headers: { 'content-type': 'text/plain' } }).text()),
  link: () => load(EMPTY),
};

// That nothing is stored is said in the log, which is not wanted here.
console.log = () => {};

const since = (start) => {
  const [seconds, nanoseconds] = process.hrtime(start);
  return seconds * 1e3 + nanoseconds / 1e6;
};

async function measure(platform, use) {
  await platform();
  const start = process.hrtime();
  const once = await use();
  await once();
  const cold = since(start);
  for (let index = 0; index < MANY; index++) await once();
  const warmStart = process.hrtime();
  for (let index = 0; index < MANY; index++) await once();
  return { cold, warm: since(warmStart) / MANY };
}

const what = process.argv[2];
measure(PLATFORMS[what], USES[what]).then((result) => {
  fs.writeSync(1, JSON.stringify(result));
});
