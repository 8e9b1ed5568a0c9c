// biome-ignore-all lint/style/useNodejsImportProtocol: Node 8 does not know node:

'use strict';

/*
 * Much work in one process, on any Node.js from 8.9 on:
 *
 *   node process.js PACKAGE events|batch FILE ROUNDS   times of every work in turn, in microseconds
 *   node process.js PACKAGE events|batch FILE WORK     the memory one work takes, done once, in bytes
 *
 * It prints JSON. PACKAGE is what ships (`pkg/index.js`), run with one line added that lets its loader out.
 */

const fs = require('fs');
const zlib = require('zlib');
const { readFirstBody, packageWithLoader } = require('../support/package.js');

const [packageFile, input, file, what] = process.argv.slice(2);
const { parse, loader, memory } = packageWithLoader(packageFile);
const core = loader.load();
const language = Buffer.from('');
const NOW = 1700000000000;
const storing = Buffer.from(
  JSON.stringify({
    template: 'cls-to-cos',
    env: {
      CLS_FORMAT: 'ndjson',
      COS_BUCKET: 'archive-1250000000',
      TENCENTCLOUD_REGION: 'ap-guangzhou',
      TENCENTCLOUD_SECRETID: 'AKIDbenchmark',
      TENCENTCLOUD_SECRETKEY: 'key-of-the-benchmark',
    },
  }),
);

const each = (work) => (events) => {
  for (const event of events) work(event);
};

const WORKS = {
  events: {
    /** Bytes in, reports out. */
    parse: each((event) => parse(event)),
    /** Bytes in, JSON text out, as a program needs it that hands reports on. */
    text: each((event) => core.parse(event, language)),
    jsonParse: each((event) => JSON.parse(event.toString())),
  },
  batch: {
    /** Unpacked, every record read, and reports made of those that hold notifications, as JSON text. */
    parse: ([event]) => {
      const parts = [];
      core.parseInParts(event, language, parts);
      return parts;
    },
    /** Unpacked, every record checked, and a line written for each: the signed request that stores them, and its body. */
    store: ([event]) => {
      const delivery = core.deliver(event, storing, NOW + 3000, 1, NOW);
      const body = readFirstBody(delivery, NOW);
      delivery.free();
      return body;
    },
    /** Unpacked and the batch read; what the records hold is still text. */
    jsonParse: ([event]) => {
      const { data } = JSON.parse(event.toString()).clslogs;
      return JSON.parse(zlib.gunzipSync(Buffer.from(data, 'base64')).toString());
    },
  },
}[input];

const text = fs.readFileSync(file);
const items = input === 'batch' ? [text] : lines(text);

process.stdout.write(JSON.stringify(WORKS[what] ? memoryOf(WORKS[what]) : timesOf(Number(what))));

function lines(bytes) {
  const found = [];
  for (let from = 0, to = 0; from < bytes.length; from = to + 1) {
    to = bytes.indexOf(10, from);
    found.push(bytes.slice(from, to));
  }
  return found;
}

function timesOf(rounds) {
  const times = {};
  for (const work of Object.keys(WORKS)) {
    WORKS[work](items);
    times[work] = [];
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const work of Object.keys(WORKS)) {
      const started = process.hrtime();
      WORKS[work](items);
      const [seconds, nanoseconds] = process.hrtime(started);
      times[work].push(seconds * 1e6 + nanoseconds / 1e3);
    }
  }
  return { bytes: text.length, count: items.length, times };
}

/** The highest resident size, what it was before, and that of the core's own memory. */
function memoryOf(work) {
  const before = process.memoryUsage().rss;
  work(items);
  return { before, peak: peakBytes(), core: memory() };
}

/** `undefined` where the system does not tell. */
function peakBytes() {
  try {
    return (
      Number(/^VmHWM:\s+(\d+) kB/m.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]) * 1024
    );
  } catch (_) {
    return undefined;
  }
}
