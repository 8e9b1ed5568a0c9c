/**
 * Warm: from the bytes of an event to its first signed request, beside `JSON.parse` of the same text on the same
 * Node.js: what a function pays at least that looks at its event at all.
 *
 * Fair, because both are done in turn, event by event, in one process, on the events the tests use, as they are printed
 * for people and without white space. We start from bytes and decode them; `JSON.parse` is given decoded text.
 */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { summarize } from './support/statistics.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const PROCESS = here('warm/process.js');
const PACKAGE = here('../pkg/index.js');
const EVENTS = here('../tests/fixtures/events');

/** The sample events, `minified` and `pretty`. */
function corpora() {
  const files = readdirSync(EVENTS).filter((name) => name.endsWith('.json'));
  const events = files.map((name) => [name, JSON.parse(readFileSync(join(EVENTS, name), 'utf8'))]);
  const texts = (indent) =>
    events.map(([name, event]) => ({ name, text: JSON.stringify(event, null, indent) }));
  return { minified: texts(0), pretty: texts(2) };
}

/** @param {{ node: string, rounds: number }} options `node` is the binary to measure on */
export function measureWarm({ node, rounds }) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-warm-'));
  try {
    return Object.fromEntries(
      Object.entries(corpora()).map(([form, corpus]) => {
        const file = join(folder, 'corpus.json');
        writeFileSync(file, JSON.stringify(corpus));
        const printed = execFileSync(node, [PROCESS, PACKAGE, file, String(rounds)], {
          env: { PATH: process.env.PATH },
          encoding: 'utf8',
          maxBuffer: 1 << 28,
        });
        return [form, digest(JSON.parse(printed), rounds)];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** For each work the time of the whole corpus in each round, summarized; and the ratio event by event. */
function digest(events, rounds) {
  const works = Object.keys(events[0].times);
  const total = (work, round) => events.reduce((sum, { times }) => sum + times[work][round], 0);
  const roundNumbers = Array.from({ length: rounds }, (_, round) => round);
  return {
    bytes: events.reduce((sum, { bytes }) => sum + bytes, 0),
    corpus: Object.fromEntries(
      works.map((work) => [work, summarize(roundNumbers.map((round) => total(work, round)))]),
    ),
    events: events.map(({ name, bytes, times }) => ({
      name,
      bytes,
      times: Object.fromEntries(works.map((work) => [work, summarize(times[work]).median])),
    })),
  };
}
