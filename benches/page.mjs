/** The figures as text: `docs/performance.md` beside peers, and goals and our own figures for `benches/README.md`. */

import { WAYS } from './cold/ways.mjs';

/**
 * Every figure that has a goal, beside it.
 *
 * @returns {{ what: string, is: string, goal: string, met: boolean }[]}
 */
export function goals({ cold, warm, mixed, native, sizes, inputs }) {
  const rows = [];
  const atMost = (what, value, goal, show) =>
    rows.push({ what, is: show(value), goal: `≤ ${show(goal)}`, met: value <= goal });
  const ratio = (value) => value.toFixed(2);
  for (const { name, label } of WAYS) {
    const starts = cold.https[name];
    const part = (measure) => starts.ours[measure].median / better(starts, measure);
    atMost(`cold start, ${label}: safe`, part('safe'), 0.45, ratio);
    atMost(`cold start, ${label}: done`, part('done'), 0.75, ratio);
    atMost(`cold start, ${label}: CPU time`, part('cpu'), 0.85, ratio);
    rows.push({
      what: `cold start, ${label}: peak memory`,
      is: mb(starts.ours.peakMb.median),
      goal: `< ${mb(better(starts, 'peakMb'))}`,
      met: part('peakMb') < 1,
    });
  }
  // The old version has another core, for which its start counts.
  const [{ version, forms }] = warm;
  for (const [form, { corpus }] of Object.entries(forms)) {
    for (const [what, work, goal] of [
      ['`parse()`', corpus.parse, 1.5],
      ['bytes → signed request', corpus.plan, 2],
    ]) {
      const value = work.median / corpus.jsonParseText.median;
      atMost(`${what}, Node.js ${version}, ${form}: multiple of JSON.parse`, value, goal, ratio);
    }
  }
  for (const { version, batch } of mixed) {
    for (const [what, work, goal] of [
      ['all reports of a batch of logs', batch.works.parse, 1.5],
      ['a batch of logs stored', batch.works.store, 0.8],
    ]) {
      const value = work.time.median / batch.works.jsonParse.time.median;
      atMost(`${what}, Node.js ${version}: multiple of gunzip and JSON.parse`, value, goal, ratio);
      if (work.memory.peak !== undefined) {
        const times = grown(work.memory) / inputs.decoded;
        atMost(`${what}, Node.js ${version}: memory, times its size`, times, 2.5, ratio);
      }
    }
  }
  for (const { corpus, parse, serdeJson } of native.corpora) {
    const times = serdeJson.median / parse.median;
    rows.push({
      what: `native, ${corpus}: times as fast as serde_json::Value`,
      is: ratio(times),
      goal: '≥ 3.00',
      met: times >= 3,
    });
  }
  const { untilSent } = sizes.called;
  atMost('code that Node.js 8 compiles before an event is on its way', untilSent, 100_000, kb);
  atMost('the template `mps-webhook`, zipped', sizes.zip, 80_000, kb);
  return rows;
}

/** `docs/performance.md`: speed beside that of peers. */
export function page(results) {
  const { cold, warm, mixed, native, inputs, seed, machine } = results;
  return `# Performance

Speed compared with the usual alternatives. \`npm run bench\` measures and writes this page. Our code and its peers are measured in turn in
the same run, because times depend on the machine and its load; compare ratios. Times are medians, with the middle half of
all measurements in brackets. [benches/README.md](../benches/README.md) has our goals, where our time goes, and sizes.

Measured on ${machine.machine}, with ${machine.versions.join(', ')}.

## Cold start

From the \`require\` of a function until its event is safe and until its handler is done, on Node.js ${machine.oldNode}, the default
runtime of the template. *Safe*: the whole event has reached COS (without a bucket, the bot). Every start is a new process with an environment
as in SCF; ${cold.rounds} starts of each function, in turn, each round with another event. The events are random ones of seed ${seed}. COS is an emulator
on the same machine that checks every signature, reached over HTTPS with an RSA certificate of 2048 bits that the function
verifies; a start counts only if all requests were accepted.

- *ours*: \`pkg/scf/mps-webhook\` as deployed, in seven ways in which owners run it.
- *cos-nodejs-sdk-v5* ${machine.packages['cos-nodejs-sdk-v5']}: a function that stores the event and three members of it as a report, with MD5, by the SDK.
- *request* ${machine.packages.request}: a function that posts the event to a server that answers 200: one request, unsigned.

Ours as ratios to the better of both:

${waysTable(cold.https)}

In full, the first way:

${coldTable('HTTPS', cold.https.store)}

${coldTable('Plain HTTP', cold.http)}

CPU time is that of the whole process, with Node.js (alone: ${ms(cold.https.store.bare.cpu)}); a function with little
memory gets only a share of a core. Memory is the peak resident size of the process; Node.js alone
has ${mb(cold.https.store.bare.peakMb.median)}.

## Warm

From the bytes of an event to its first signed request and body as JavaScript objects, compared with \`JSON.parse\` of the
event's decoded text in the same process; sums over ${warm[0].forms.minified.events.length} sample events of \`tests/fixtures/events\`, in microseconds. In
that time the event is decoded, hashed (SHA-256 for its key, MD5 for the upload) and parsed, its report is written, and
the request is signed (SHA-1, HMAC).

${warm.map(warmTable).join('\n\n')}

## Thousands of events

${grouped(mixed[0].events.count)} random notifications of every kind that the official SDK knows
(\`node --import tsx tests/conformance/write-notifications.ts FILE ${mixed[0].events.count} ${seed}\`), one after the other in one process, with the core
as WebAssembly; milliseconds for all of them. They are ${megabytes(mixed[0].events.bytes)} of compact JSON. The last rows are native:

${mixedTable(mixed, native)}

## A batch of logs

The event of a CLS trigger with a batch of ${megabytes(inputs.decoded)}, in which every tenth record contains a notification;
${kb(mixed[0].batch.bytes)} as Base64 of gzip. Ours unpacks it, reads every record, and makes the reports; or it makes the signed
request that stores the records as lines. The alternative decodes it, with \`zlib.gunzipSync\` and \`JSON.parse\`, and stops there: it has not read the text of the records.
Memory is the growth of the process's resident size at its peak, in a process that does this once.

${batchTable(mixed, inputs.decoded)}

Natively, unpacking takes ${batchMs(native.batch.unpack)}, and unpacking and passing on all records ${batchMs(native.batch.read)}.

## Native

\`mps_webhook::parse\` from an event's bytes to its reports, compared with \`serde_json::from_slice::<Value>\`, and with the
trees of the crates \`sonic-rs\` and \`simd-json\`, which stop there; microseconds for all events (\`benches/native.rs\`).

${table(
  ['', 'bytes', 'parse', 'serde_json::Value', 'times as fast', 'MB/s', 'sonic-rs', 'simd-json'],
  native.corpora.map(({ corpus, bytes, parse, serdeJson, sonic, simd }) => [
    corpus,
    grouped(bytes),
    us(parse),
    us(serdeJson),
    (serdeJson.median / parse.median).toFixed(2),
    (bytes / parse.median).toFixed(0),
    us(sonic),
    us(simd),
  ]),
)}

## How to repeat it

    npm run bench -- --seed ${seed}

Without \`--seed\` the events are others each time. It needs Node.js and Rust, fetches Node.js ${machine.oldNode} once, and takes some minutes. It measures \`pkg/\`
as it is: run \`npm run build\` first after a change. Keep the machine idle.
`;
}

/** The part of `benches/README.md` that these benchmarks make: goals, and figures without a peer. */
export function ownFigures(results) {
  const { cold, native, sizes, machine } = results;
  return `## Goals

Most goals are ratios to something that was measured in turn with ours in the same run. A goal that is missed says so.

${table(
  ['', 'is', 'goal', ''],
  goals(results).map(({ what, is, goal, met }) => [what, is, goal, met ? 'met' : '**not met**']),
)}

Measured on ${machine.machine}, with ${machine.versions.join(', ')}.

## Where the time of a cold start goes

Found by watching from outside, in starts of their own, in turn with those of [performance.md](../docs/performance.md#cold-start); milliseconds:

${phaseTable(cold)}

## Linear time

Parsing is linear if the time for each sub-task does not grow with their number:

${table(
  ['sub-tasks', 'bytes', 'parse', 'µs for each', 'serde_json::Value, µs for each'],
  native.growth.map(({ sub_tasks, bytes, parse, serdeJson }) => [
    grouped(sub_tasks),
    grouped(bytes),
    us(parse),
    (parse.median / sub_tasks).toFixed(2),
    (serdeJson.median / sub_tasks).toFixed(2),
  ]),
)}

## Sizes

${table(
  ['', 'size', 'gzipped'],
  [
    ['core `v1` (`core.wasm` of every template)', kb(sizes.v1.raw), kb(sizes.v1.gzipped)],
    [
      'of it, code of functions that are called until a usual event is on its way',
      kb(sizes.called.untilSent),
      '',
    ],
    [
      'of it, code of functions that are called until its report is stored',
      kb(sizes.called.untilDone),
      '',
    ],
    ['core `modern` (`core.modern.wasm`)', kb(sizes.modern.raw), kb(sizes.modern.gzipped)],
    ['template `mps-webhook`, zipped', kb(sizes.zip), ''],
    [`npm package (${sizes.npm.files} files)`, kb(sizes.npm.unpacked), kb(sizes.npm.tarball)],
  ],
)}
`;
}

/** What the better of both peers has. */
const better = ({ sdk, request }, measure) =>
  Math.min(sdk[measure].median, request[measure].median);

function waysTable(cold) {
  return table(
    ['', 'safe', 'done', 'CPU time', 'peak memory', 'safe, ms', 'done, ms'],
    WAYS.map(({ name, label }) => {
      const starts = cold[name];
      const part = (measure) => (starts.ours[measure].median / better(starts, measure)).toFixed(2);
      const parts = ['safe', 'done', 'cpu', 'peakMb'].map(part);
      return [label, ...parts, spread(starts.ours.safe, 0), spread(starts.ours.done, 0)];
    }),
  );
}

function coldTable(title, { ours, sdk, request }) {
  const row = (name, other) => [
    name,
    ms(other.safe),
    (ours.safe.median / other.safe.median).toFixed(2),
    ms(other.done),
    (ours.done.median / other.done.median).toFixed(2),
    ms(other.cpu),
    mb(other.peakMb.median),
  ];
  return table(
    [title, 'safe', 'ours / this', 'done', 'ours / this', 'CPU time', 'peak memory'],
    [row('ours', ours), row('cos-nodejs-sdk-v5', sdk), row('request', request)],
  );
}

function phaseTable({ https: { store: https }, http }) {
  const plain = new Map(http.phases.map(({ phase, ms: time }) => [phase, time]));
  const known = new Set(https.phases.map(({ phase }) => phase));
  const rows = https.phases.map(({ phase, ms: time }) => [
    phase,
    time.toFixed(1),
    plain.get(phase)?.toFixed(1) ?? '',
  ]);
  const others = http.phases.filter(({ phase }) => !known.has(phase));
  rows.push(...others.map(({ phase, ms: time }) => [phase, '', time.toFixed(1)]));
  const sum = ({ phases }) => phases.reduce((total, { ms: time }) => total + time, 0).toFixed(1);
  return table(['', 'HTTPS', 'HTTP'], [...rows, ['in all', sum(https), sum(http)]]);
}

function warmTable({ version, forms }) {
  const works = [
    ['plan', 'bytes → signed request and body'],
    ['planOnly', 'of that: bytes → planned delivery'],
    ['parse', '`parse()`: bytes → reports'],
    ['jsonParseBytes', '`JSON.parse` of the bytes'],
    ['jsonParseText', '`JSON.parse` of the text'],
  ];
  const columns = Object.entries(forms);
  return table(
    [
      `Node.js ${version}`,
      ...columns.flatMap(([form, { bytes }]) => [`${form}, ${kb(bytes)}`, 'multiple']),
    ],
    works.map(([work, label]) => [
      label,
      ...columns.flatMap(([, { corpus }]) => [
        us(corpus[work]),
        (corpus[work].median / corpus.jsonParseText.median).toFixed(2),
      ]),
    ]),
  );
}

function mixedTable(mixed, native) {
  const works = [
    ['parse', '`parse()`: bytes → reports'],
    ['text', 'of that: bytes → reports as JSON text'],
    ['jsonParse', '`JSON.parse` of the bytes'],
  ];
  const row = (label, times, other, bytes) => [
    label,
    batchMs(times),
    (bytes / times.median).toFixed(0),
    (times.median / other.median).toFixed(2),
  ];
  const rows = mixed.flatMap(({ version, events }) => {
    const { bytes, works: measured } = events;
    return works.map(([work, label]) =>
      row(`Node.js ${version}: ${label}`, measured[work].time, measured.jsonParse.time, bytes),
    );
  });
  const { bytes, parse, serdeJson } = native.corpora.find(({ corpus }) => corpus === 'mixed');
  rows.push(row('native: `mps_webhook::parse`', parse, serdeJson, bytes));
  rows.push(row('native: `serde_json::Value`', serdeJson, serdeJson, bytes));
  return table(['', 'time', 'MB/s', 'multiple'], rows);
}

function batchTable(mixed, decoded) {
  const works = [
    ['parse', 'ours, all reports'],
    ['store', 'ours, stored'],
    ['jsonParse', 'gunzip and `JSON.parse`'],
  ];
  const rows = mixed.flatMap(({ version, batch }) =>
    works.map(([work, label]) => {
      const { time, memory } = batch.works[work];
      const grew = grown(memory);
      return [
        `Node.js ${version}: ${label}`,
        batchMs(time),
        (decoded / time.median).toFixed(0),
        (time.median / batch.works.jsonParse.time.median).toFixed(2),
        Number.isNaN(grew) ? '' : megabytes(grew),
        Number.isNaN(grew) ? '' : (grew / decoded).toFixed(2),
      ];
    }),
  );
  return table(['', 'time', 'MB/s', 'multiple', 'memory', 'times its size'], rows);
}

/** Bytes by which a process grew; NaN where the system does not tell. */
const grown = ({ peak, before }) => (peak === undefined ? Number.NaN : peak - before);

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const align = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [line(head), line(align), ...rows.map(line)].join('\n');
}

const grouped = (number) => number.toLocaleString('en-US');
const kb = (bytes) => `${(bytes / 1000).toFixed(1)} KB`;
const mb = (megabytes) => `${megabytes.toFixed(1)} MB`;
const spread = ({ median, low, high }, digits) =>
  `${median.toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`;
const ms = (times) => `${spread(times, 0)} ms`;
const us = (times) => spread(times, 0);
const megabytes = (bytes) => mb(bytes / 1e6);
/** Times in microseconds that are many milliseconds. */
const batchMs = ({ median, low, high }) =>
  `${spread({ median: median / 1e3, low: low / 1e3, high: high / 1e3 }, 0)} ms`;
