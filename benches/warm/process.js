// biome-ignore-all lint/style/useNodejsImportProtocol: Node 8 does not know node:

'use strict';

/*
 * Warm work in one process, which has done the same many times before: for every event of the corpus it times our
 * work and JSON.parse of the same text in turn, and prints the times of each as JSON, in microseconds.
 *
 *   node process.js PACKAGE CORPUS-FILE ROUNDS
 *
 * PACKAGE is what ships (`pkg/index.js`), run with one line added that lets its loader out: the state machine is
 * reached as `js/hosts/scf/handler.ts` reaches it, by the same generated code. It runs on Node.js 8.9.
 */

const fs = require('fs');
const { firstBody, packageWithLoader } = require('../support/package.js');

const [packageFile, corpusFile, rounds] = process.argv.slice(2);
const { parse, loader } = packageWithLoader(packageFile);
const core = loader.load();

const settings = Buffer.from(
  JSON.stringify({
    env: {
      COS_BUCKET: 'archive-1250000000',
      TENCENTCLOUD_REGION: 'ap-guangzhou',
      TENCENTCLOUD_SECRETID: 'AKIDbenchmark',
      TENCENTCLOUD_SECRETKEY: 'key-of-the-benchmark',
      TENCENTCLOUD_SESSIONTOKEN: 'token',
    },
  }),
);
const NOW = 1700000000000;

const WORK = {
  /** The measure: the text has been decoded already. */
  jsonParseText: ({ text }) => JSON.parse(text),
  /** The same from where we start, the bytes. */
  jsonParseBytes: ({ bytes }) => JSON.parse(bytes.toString()),
  /** Everything up to the first signed request and its body, as objects of JavaScript. */
  plan: ({ bytes }) => {
    const delivery = core.deliver(bytes, settings, NOW + 3000, 1, NOW);
    const body = firstBody(delivery, NOW);
    delivery.free();
    return body;
  },
  /** Its parts: all but the signing of requests … */
  planOnly: ({ bytes }) => core.deliver(bytes, settings, NOW + 3000, 1, NOW).free(),
  /** … and the library's other use. */
  parse: ({ bytes }) => parse(bytes),
};

/** One measurement repeats the work for about this long: the clock and the collector's pauses are far shorter. */
const BATCH_US = 1000;

const corpus = JSON.parse(fs.readFileSync(corpusFile, 'utf8'))
  .map(({ name, text }) => ({ name, text, bytes: Buffer.from(text), times: {} }))
  .filter(isNotification);

for (const event of corpus) {
  for (const name of Object.keys(WORK)) {
    const once = warmUp(WORK[name], event);
    event.times[name] = { batch: Math.max(1, Math.round(BATCH_US / once)), list: [] };
  }
}
for (let round = 0; round < Number(rounds); round += 1) {
  for (const event of corpus) {
    for (const name of Object.keys(WORK)) {
      const { batch, list } = event.times[name];
      list.push(time(WORK[name], event, batch));
    }
  }
}
process.stdout.write(
  JSON.stringify(
    corpus.map(({ name, bytes, times }) => {
      const lists = {};
      for (const work of Object.keys(times)) lists[work] = times[work].list;
      return { name, bytes: bytes.length, times: lists };
    }),
  ),
);

/** An error is made once and thrown: that is no work to compare. */
function isNotification({ bytes }) {
  try {
    return parse(bytes).length > 0;
  } catch (error) {
    if (error.code === 'not_a_notification') return false;
    throw error;
  }
}

/** Microseconds a single run takes when the engine has made what it can of the code. */
function warmUp(work, event) {
  time(work, event, 50);
  return time(work, event, 50);
}

function time(work, event, times) {
  const started = process.hrtime();
  for (let index = 0; index < times; index += 1) work(event);
  const [seconds, nanoseconds] = process.hrtime(started);
  return (seconds * 1e6 + nanoseconds / 1e3) / times;
}
