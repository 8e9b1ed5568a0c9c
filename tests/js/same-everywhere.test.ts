/**
 * One core, the same everywhere: what native Rust, both builds for WebAssembly, an old and a new Node say of the same
 * bytes is the same, byte for byte.
 */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { events } from '../conformance/events';
import { nodeFor, runNode } from './support/nodes';
import { fixtures, PKG, ROOT, SCF_NODE } from './support/project';

const SEED = 20_241_120;
const COUNT = 1000;

const folder = mkdtempSync(join(tmpdir(), 'same-everywhere-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const FIXTURES = (['events', 'envelopes', 'malformed', 'malformed-envelopes'] as const).flatMap(
  (folder) => fixtures(folder).map(({ path }) => path),
);

const RANDOM = [...events(SEED, COUNT)].map((event, index) => {
  const file = join(folder, `${index}.json`);
  writeFileSync(file, JSON.stringify(event));
  return file;
});

/** Batches of logs, longer than the parts in which they are read; intact and damaged in every way. */
const BATCHES = batches().map((data, index) => {
  const file = join(folder, `batch-${index}.json`);
  writeFileSync(file, JSON.stringify({ clslogs: { data: data.toString('base64') } }));
  return file;
});

function batches(): Buffer[] {
  const records = [...events(SEED + 1, 300)].flatMap((event, index) => [
    { timestamp: `${1_700_000_000_000_000 + index}`, content: JSON.stringify(event) },
    { timestamp: `${1_700_000_000_000_001 + index}`, content: `转码 took ${index} ms 😀` },
  ]);
  const text = Buffer.from(JSON.stringify({ topic_id: 't', topic_name: 'n', records }));
  const whole = gzipSync(text);
  const changed = (at: number) => {
    const copy = Buffer.from(whole);
    copy.writeUInt8((copy.at(at) ?? 0) ^ 1, at < 0 ? copy.length + at : at);
    return copy;
  };
  const half = text.length >> 1;
  return [
    text,
    whole,
    gzipSync(text, { level: 0 }),
    gzipSync(Buffer.from(JSON.stringify(JSON.parse(text.toString()), null, 1))),
    // Cut off, in the packed bytes and in the text; something behind the end of either.
    whole.subarray(0, whole.length >> 1),
    gzipSync(text.subarray(0, half)),
    Buffer.concat([whole, Buffer.from('x')]),
    gzipSync(Buffer.concat([text, Buffer.from(' x')])),
    // Two members.
    Buffer.concat([gzipSync(text.subarray(0, half)), gzipSync(text.subarray(half))]),
    // Wrong data, checksum and length.
    changed(whole.length >> 1),
    changed(-8),
    changed(-4),
    // Not UTF-8, and more than is unpacked.
    gzipSync(Buffer.concat([text.subarray(0, half), Buffer.from([0xff]), text.subarray(half)])),
    gzipSync(Buffer.alloc(40_000_000, 0x20)),
  ];
}

const FILES = [...FIXTURES, ...RANDOM, ...BATCHES];
const LIST = join(folder, 'list');
writeFileSync(LIST, FILES.join('\n'));

/** What native Rust says of each file. */
function native(): string[] {
  // The profile and the features of `cargo test`, so that nothing is compiled twice.
  const options = ['--quiet', '--locked', '--all-features', '--profile', 'test'];
  const text = execFileSync(
    'cargo',
    ['run', ...options, '--example', 'report_texts', '--', ...FILES],
    {
      cwd: ROOT,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  );
  return text.trimEnd().split('\n');
}

/** What a core says of each file on a Node, before anything of JavaScript has read it. */
async function packaged(node: string, entry: string): Promise<string[]> {
  const reporter = join(ROOT, 'tests', 'js', 'support', 'report-texts.cjs');
  const { code, stdout, stderr } = await runNode(node, [reporter, entry, LIST]);
  assert.equal(code, 0, stderr);
  return stdout.trimEnd().split('\n');
}

/** Where Node.js can run it, both entries take the core `modern`. A bundle has no file beside it, and takes `v1`. */
const BUNDLE = join(folder, 'bundle', 'index.js');

mkdirSync(join(folder, 'bundle'));
for (const name of ['index.js', 'shared.js', 'core-carried.js']) {
  copyFileSync(join(PKG, name), join(folder, 'bundle', name));
}

const expected = native();

test('each entry takes the core that is named', async (t) => {
  const lengthOf = async (version: string, entry: string): Promise<number | undefined> => {
    const node = await nodeFor(t, version);
    if (node === undefined) return undefined;
    // The bytes that are compiled.
    const source = `const { Module } = WebAssembly;
      WebAssembly.Module = function (bytes) { process.stdout.write(String(bytes.length)); return new Module(bytes); };
      require(process.argv[1]).parse('{}', {});`;
    const { stdout } = await runNode(node, ['-e', `try { ${source} } catch (error) {}`, entry]);
    return Number(stdout);
  };
  const modern = readFileSync(join(PKG, 'core.modern.wasm')).length;
  const v1 = readFileSync(join(PKG, 'scf', 'mps-webhook', 'core.wasm')).length;
  assert.notEqual(modern, v1);
  assert.equal(await lengthOf(process.versions.node, join(PKG, 'index.js')), modern);
  assert.equal(await lengthOf(process.versions.node, BUNDLE), v1);
  // Another version's file beside a bundle is left alone.
  const foreign = join(folder, 'bundle', 'core.modern.wasm');
  writeFileSync(foreign, 'another');
  assert.equal(await lengthOf(process.versions.node, BUNDLE), v1);
  rmSync(foreign);
  assert.equal((await lengthOf(SCF_NODE, join(PKG, 'index.js'))) ?? v1, v1);
});

test('native: a line for each of the files, and not all alike', (t) => {
  assert.equal(expected.length, FILES.length);
  const kinds = { reports: 0, errors: 0 };
  for (const line of expected) {
    const results: object[] = JSON.parse(line);
    assert.ok(results.length > 0);
    for (const result of results) kinds['error' in result ? 'errors' : 'reports']++;
  }
  assert.ok(kinds.reports > COUNT && kinds.errors > 100, JSON.stringify(kinds));
  const bytes = expected.reduce((sum, line) => sum + Buffer.byteLength(line), 0);
  t.diagnostic(
    `${FIXTURES.length} fixtures and ${RANDOM.length} random notifications give ${kinds.reports} reports and ${kinds.errors} errors in ${bytes} bytes`,
  );
});

for (const [what, version, build] of [
  ['the core v1', SCF_NODE, join(PKG, 'index.js')],
  ['the core v1 without a file beside it', process.versions.node, BUNDLE],
  ['the core modern by require', process.versions.node, join(PKG, 'index.js')],
  ['the core modern by import', process.versions.node, join(PKG, 'index.mjs')],
] as const) {
  test(`${what} on Node ${version} says the same as native Rust`, async (t) => {
    const node = await nodeFor(t, version);
    if (node === undefined) return;
    const texts = await packaged(node, build);
    assert.equal(texts.length, expected.length);
    for (const [index, text] of texts.entries()) assert.equal(text, expected[index], FILES[index]);
    t.diagnostic(`${texts.length} texts compared`);
  });
}
