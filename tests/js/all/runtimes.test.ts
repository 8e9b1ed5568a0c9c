/** The shipped files on every Node that SCF offers and on newer ones: they load, and say the same. */

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { nodeFor, runNode } from '../support/nodes';
import { parseEach } from '../support/parse-each';
import { eventBytes, eventNames, PKG, TEMPLATE } from '../support/project';

/** The runtimes of SCF (583/11060), each in the version it began with, and what came since. */
const OLD = ['8.9.4', '10.15.0', '12.16.1', '14.18.3', '16.13.1'];
const NEW = ['18.15.0', '20.20.2', '22.23.3', '24.21.0'];

const EVENTS = eventNames.map(eventBytes);
/** One after the other they take every part of the core but dispatching. */
const SAMPLES = [
  'workflow-many-outputs.json',
  'edit-media-success.json',
  'workflow-ai-review.json',
  'live-record.json',
];

/** The output of each thing on the first Node it ran on; all others must give the same. */
const firsts = new Map<string, { version: string; output: unknown }>();

function assertSame(what: string, version: string, output: unknown): void {
  const first = firsts.get(what);
  if (first === undefined) firsts.set(what, { version, output });
  else assert.deepEqual(output, first.output, `${what} differs from Node ${first.version}`);
}

for (const version of [...OLD, ...NEW]) {
  test(`index.js on Node ${version}`, async (t) => {
    const node = await nodeFor(t, version);
    if (node === undefined) return;
    const parsed = await parseEach(node, EVENTS);
    assert.ok(parsed.filter(({ reports }) => reports !== undefined).length > 15);
    assertSame('parse', version, JSON.stringify(parsed));
  });

  test(`the template on Node ${version}`, async (t) => {
    const node = await nodeFor(t, version);
    if (node === undefined) return;
    const source = `
      const handle = require(process.argv[1]).main_handler;
      const next = (events, outcomes) => events.length === 0
        ? console.error(JSON.stringify(outcomes))
        : handle(events[0], {}, (error, done) => next(events.slice(1), outcomes.concat([[error && error.message, done]])));
      next(JSON.parse(process.argv[2]), []);`;
    const events = `[${SAMPLES.map((name) => eventBytes(name).toString()).join()}]`;
    const { code, stdout, stderr } = await runNode(node, ['-e', source, TEMPLATE, events]);
    assert.equal(code, 0, stderr);
    const outcomes: [string | null, { events: { outcome: string }[] }][] = JSON.parse(stderr);
    assert.equal(outcomes.length, SAMPLES.length);
    for (const [error, done] of outcomes) {
      assert.equal(error, null);
      assert.equal(done.events[0]?.outcome, 'success');
    }
    assertSame('the template', version, [stdout, stderr]);
  });
}

const MODULE = pathToFileURL(join(PKG, 'index.mjs')).href;

for (const version of NEW) {
  test(`index.mjs on Node ${version}`, async (t) => {
    const events = eventNames.map(eventBytes);
    const node = await nodeFor(t, version);
    if (node === undefined) return;
    const source = `
      import { parse, MpsWebhookError } from ${JSON.stringify(MODULE)};
      const chunks = [];
      for await (const chunk of process.stdin) chunks.push(chunk);
      console.log(JSON.stringify(JSON.parse(Buffer.concat(chunks)).map((event) => {
        try { return parse(Buffer.from(event, 'base64')); }
        catch (error) { return [error instanceof MpsWebhookError, error.name, error.code, error.message, error.help]; }
      })));`;
    const { code, stdout, stderr } = await runNode(
      node,
      ['--input-type=module', '--eval', source],
      { input: JSON.stringify(events.map((bytes) => bytes.toString('base64'))) },
    );
    assert.equal(code, 0, stderr);
    const reports: unknown[] = JSON.parse(stdout);
    assert.equal(reports.length, events.length);
    const parsed = await parseEach(node, events);
    for (const [index, { reports: expected, error }] of parsed.entries()) {
      const { name = '', code: errorCode, message, help } = error ?? {};
      const wanted = error === undefined ? expected : [true, name, errorCode, message, help];
      assert.deepEqual(reports[index], wanted, eventNames[index]);
    }
  });
}

after(() => assert.ok(firsts.size === 2, 'nothing was compared'));
