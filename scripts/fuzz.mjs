// `npm run fuzz [-- target…] [-- seconds]`: feeds the core with what libFuzzer makes up, for a minute each if nothing else
// is said. What it finds stays in fuzz/corpus/ for the next time; an input that fails is in fuzz/artifacts/.
//
// Stable Rust does: the passes that count coverage are LLVM's, and the core has no unsafe code for a sanitizer to watch.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { root, run, toolEnvironment } from './tools.mjs';

const TARGETS = ['envelope', 'cls', 'json', 'mps', 'options', 'probe', 'redaction', 'trust'];
const MAX_LENGTH = 16_384;

const wanted = process.argv.slice(2).filter((word) => word !== '--');
const seconds = wanted.find((word) => /^\d+$/.test(word)) || '60';
const targets = wanted.filter((word) => word !== seconds);
const unknown = targets.find((target) => !TARGETS.includes(target));
if (unknown !== undefined) {
  throw new Error(`there is no target ${unknown}; there are ${TARGETS.join(', ')}`);
}

const work = join(root, 'target', 'fuzz');
const env = toolEnvironment('cargo-fuzz');
const dictionary = join(work, 'names.dict');
mkdirSync(work, { recursive: true });
writeFileSync(dictionary, names().join('\n'));
const seeds = {
  envelope: envelopeSeeds,
  cls: clsSeeds,
  json: mpsSeeds,
  mps: mpsSeeds,
  options: optionsSeeds,
  // Every function that can be set up can be looked at.
  probe: optionsSeeds,
  redaction: redactionSeeds,
  trust: trustSeeds,
};
for (const target of targets.length > 0 ? targets : TARGETS) {
  console.log(`\n• ${target}, ${seconds} s`);
  const corpus = join(root, 'fuzz', 'corpus', target);
  const folder = join(work, 'seeds', target);
  rmSync(folder, { recursive: true, force: true });
  for (const path of [corpus, folder]) {
    mkdirSync(path, { recursive: true });
  }
  for (const [index, seed] of seeds[target]().entries()) {
    writeFileSync(join(folder, String(index)), seed);
  }
  run(
    'cargo',
    [
      ...['fuzz', 'run', '--sanitizer', 'none', '--target-dir', relative(root, work), target],
      ...[corpus, folder, '--'],
      ...[`-max_total_time=${seconds}`, `-max_len=${MAX_LENGTH}`, `-dict=${dictionary}`],
      ...['-timeout=10', '-rss_limit_mb=1024', '-print_final_stats=1', '-verbosity=1'],
    ],
    { env },
  );
}

function fixtures(...folders) {
  return folders.flatMap((folder) => {
    const path = join(root, 'tests', 'fixtures', folder);
    return readdirSync(path)
      .filter((name) => name !== 'README.md' && name !== 'expected.json')
      .map((name) => readFileSync(join(path, name)));
  });
}

/** Events as they come. */
function envelopeSeeds() {
  return fixtures('envelopes', 'malformed-envelopes', 'malformed', 'events')
    .map((bytes) => Buffer.from(compact(bytes)))
    .filter((bytes) => bytes.length < MAX_LENGTH / 2);
}

/** The event of every notification, behind each of the bytes that choose a type. */
function mpsSeeds() {
  const bodies = fixtures('events').flatMap((bytes) =>
    Object.values(JSON.parse(bytes)).filter((value) => typeof value === 'object' && value),
  );
  return bodies
    .map((body) => JSON.stringify(body))
    .filter((text) => text.length < MAX_LENGTH)
    .flatMap((text) =>
      Array.from({ length: 13 }, (_, type) => Buffer.concat([Buffer.of(type), Buffer.from(text)])),
    );
}

/** Events, with a spelling and a place before each. */
function redactionSeeds() {
  return mpsSeeds().map((seed, index) =>
    Buffer.concat([Buffer.of(index, index >> 3, 7, index % 61, index % 17), seed]),
  );
}

/** What CLS events carry: an even byte and the text that will be compressed, an odd one and the bytes as they are. */
function clsSeeds() {
  return fixtures('envelopes', 'malformed-envelopes').flatMap((bytes) => {
    const data = jsonOf(bytes)?.clslogs?.data;
    if (typeof data !== 'string') {
      return [];
    }
    const raw = Buffer.from(data, 'base64');
    const asIs = Buffer.concat([Buffer.of(1), raw]);
    try {
      const text = gunzipSync(raw);
      // A bomb takes the time of a thousand others.
      return text.length < MAX_LENGTH ? [asIs, Buffer.concat([Buffer.of(0), text])] : [];
    } catch {
      return [asIs];
    }
  });
}

/** Bytes that choose envelopes: each kind alone, and some of each inside of another. */
function trustSeeds() {
  return Array.from({ length: 96 }, (_, kind) =>
    Buffer.of(kind, kind, 1 + (kind % 4), kind, kind % 7, kind >> 1),
  );
}

function optionsSeeds() {
  const path = join(root, 'fuzz', 'seeds', 'options');
  return readdirSync(path).map((name) => readFileSync(join(path, name)));
}

/** The value of JSON; nothing if it is none. */
function jsonOf(bytes) {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** JSON without its white space; what is no JSON, or nested too deep for JavaScript, as it is. */
function compact(bytes) {
  try {
    return JSON.stringify(jsonOf(bytes)) || bytes;
  } catch {
    return bytes;
  }
}

/** The names and short texts of the fixtures, as libFuzzer takes a dictionary. */
function names() {
  const words = new Set();
  const collect = (value) => {
    if (typeof value === 'string' && value.length <= 32) {
      words.add(value);
    } else if (typeof value === 'object' && value) {
      for (const [name, inner] of Object.entries(value)) {
        if (!Array.isArray(value)) {
          words.add(name);
        }
        collect(inner);
      }
    }
  };
  for (const bytes of [...fixtures('events', 'envelopes'), ...optionsSeeds()]) {
    collect(jsonOf(bytes));
  }
  return [...words]
    .filter((word) => /^[\x21-\x7e]+$/.test(word))
    .map((word) => `"\\"${word.replace(/["\\]/g, '\\$&')}\\""`);
}
