/** Large events within the memory that SCF gives by default. */

import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { deploy, digestOf, md5 } from './support/function';
import { nodeFor } from './support/nodes';
import { ROOT, SCF_NODE } from './support/project';

const KB = 1024;
const MB = 1024 * KB;

interface Case {
  size: number;
  results: (first: number) => object;
  what: string;
}

const CASES: Case[] = [
  // The most that SCF takes for the asynchronous invocations of triggers.
  { size: 128 * KB, what: 'pictures', results: pictures },
  { size: MB, what: 'recognised text', results: speech },
  { size: MB, what: 'pictures', results: pictures },
  { size: 2 * MB, what: 'recognised text', results: speech },
];

for (const { size, what, results } of CASES) {
  const name = `${size / KB} KB of ${what} within 128 MB on Node ${SCF_NODE}`;
  test(name, async (t) => {
    const node = await nodeFor(t, SCF_NODE);
    if (node === undefined) return;
    const { invoke, objects } = await deploy(t, { node, scf: { memoryLimitMb: 128 } });
    // More than once: what is not given back adds up in a warm instance.
    for (let time = 0; time < 3; time++) {
      const { event, count } = largeEvent(`large-${time}`, size, results);
      const { statusCode, error, rssMb, result } = await invoke(event);
      assert.equal(statusCode, 200, error?.message);
      t.diagnostic(`${rssMb.toFixed(0)} MB`);
      assert.equal(result.events[0].outcome, 'success');
      const stored = await objects();
      const key = `mps/WorkflowTask/large-${time}/${digestOf(event)}`;
      assert.equal(md5(stored.get(`${key}.event.json`) ?? ''), md5(JSON.stringify(event)));
      const { tasks } = JSON.parse(stored.get(`${key}.report.json`)?.toString() ?? '');
      assert.equal(tasks.length, count);
      assert.ok(tasks.every(({ status }: { status: string }) => status === 'success'));
      if (results === pictures) {
        const { outputs, outputs_omitted: omitted = 0 } = tasks.at(-1);
        assert.equal(outputs.length + omitted, PER_RESULT);
        // Of an event that a trigger may bring, nothing is left out.
        if (size <= 128 * KB) {
          assert.equal(outputs.at(-1).key, `截图/${count * PER_RESULT - 1}.jpg`);
        }
      }
    }
  });
}

const LIST = `[${'0,'.repeat(MB / 2)}0]`;

/** The records of each batch. */
const BATCHES: Record<string, string> = {
  'a list': record(LIST),
  'a list in a hundred lists': record('['.repeat(100) + LIST + ']'.repeat(100)),
  'a list as a text': record(JSON.stringify(LIST)),
  'short lists': `${'[[[[]]]],'.repeat(MB / 3)}0`,
  'a text of 20 MB of escapes': record(`"${'\\u8f6c'.repeat((20 * MB) / 6)}"`),
  'a text of 24 MB': record(`"${'\\\\n转'.repeat(4 * MB)}"`),
  '24 MB of lines': Array.from({ length: 160_000 }, (_, index) =>
    record(`"${`line ${index} `.padEnd(100, 'words ')}"`),
  ).join(),
};

for (const [what, records] of Object.entries(BATCHES)) {
  test(`a batch of logs: ${what}, within 128 MB on Node ${SCF_NODE}`, async (t) => {
    const node = await nodeFor(t, SCF_NODE);
    if (node === undefined) return;
    const text = `{"topic_id":"5f2d1b7e-0000-4000-8000-000000000000","records":[${records}]}`;
    const event = { clslogs: { data: gzipSync(text).toString('base64') } };
    for (const format of ['classic', 'ndjson']) {
      const { invoke, objects } = await deploy(t, {
        node,
        env: { CLS_FORMAT: format },
        scf: { memoryLimitMb: 128, folder: join(ROOT, 'pkg', 'scf', 'cls-to-cos') },
      });
      const { statusCode, error, rssMb } = await invoke(event);
      assert.equal(statusCode, 200, error?.message);
      t.diagnostic(`${format}: ${rssMb.toFixed(0)} MB`);
      const [stored = ''] = (await objects()).values();
      const lines = () => stored.toString().trimEnd().split('\n').join();
      const parsed = JSON.parse(format === 'classic' ? stored.toString() : `[${lines()}]`);
      assert.deepEqual(format === 'classic' ? parsed.records : parsed, JSON.parse(text).records);
    }
  });
}

/** Bodies of web requests, each of which is stored as it came. */
const BODIES: Record<string, string> = {
  '6 MB of empty objects': `[${'{},'.repeat(2 * MB)}{}]`,
};

for (const [what, body] of Object.entries(BODIES)) {
  test(`a web request with ${what} is stored within 128 MB on Node ${SCF_NODE}`, async (t) => {
    const node = await nodeFor(t, SCF_NODE);
    if (node === undefined) return;
    const { invoke, objects } = await deploy(t, { node, scf: { memoryLimitMb: 128 } });
    const event = { httpMethod: 'POST', headers: {}, requestContext: { stage: 'x' }, body };
    const { statusCode, rssMb } = await invoke(event);
    t.diagnostic(`${rssMb.toFixed(0)} MB`);
    assert.equal(statusCode, 430);
    const stored = [...(await objects())].find(([key]) => key.endsWith('.event.json'));
    assert.deepEqual(JSON.parse(stored?.[1].toString() ?? ''), event);
  });
}

test(`a report of 8 MB is made and read back within 128 MB on Node ${SCF_NODE}`, async (t) => {
  const node = await nodeFor(t, SCF_NODE);
  if (node === undefined) return;
  const { invoke, objects } = await deploy(t, { node, scf: { memoryLimitMb: 128 } });
  const name = 'b'.repeat(500);
  const Output = {
    Storage: { Type: 'COS', CosOutputStorage: { Bucket: name, Region: name } },
    ImagePathSet: Array.from({ length: 10_000 }, (_, index) => `/${index}`),
  };
  const event = {
    EventType: 'WorkflowTask',
    WorkflowTaskEvent: {
      TaskId: 't',
      Status: 'FINISH',
      MediaProcessResultSet: [{ Type: 'SampleSnapshot', SampleSnapshotTask: succeeded(Output) }],
    },
  };
  for (let time = 0; time < 2; time++) {
    const { statusCode, error, rssMb } = await invoke(event);
    assert.equal(statusCode, 200, error?.message);
    t.diagnostic(`${rssMb.toFixed(0)} MB`);
  }
  const report = [...(await objects())].find(([key]) => key.endsWith('.report.json'))?.[1];
  assert.ok(report && report.length > 4 * MB && report.length < 9 * MB);
});

function record(content: string): string {
  return `{"timestamp":"1740816000000000","content":${content}}`;
}

const PER_RESULT = 50;

/** A WorkflowTask with as many results as fit into so many bytes of JSON text. */
function largeEvent(
  taskId: string,
  size: number,
  results: Case['results'],
): { event: object; count: number } {
  const pieces: { Type: string }[] = [];
  const body: Record<string, unknown> = { TaskId: taskId, Status: 'FINISH', ErrCode: 0 };
  let length = 200;
  for (;;) {
    const piece = results(pieces.length * PER_RESULT) as { Type: string };
    length += Buffer.byteLength(JSON.stringify(piece)) + 1;
    if (length > size) break;
    pieces.push(piece);
  }
  const isMedia = pieces[0]?.Type === 'SampleSnapshot';
  body[isMedia ? 'MediaProcessResultSet' : 'AiRecognitionResultSet'] = pieces;
  return { event: { EventType: 'WorkflowTask', WorkflowTaskEvent: body }, count: pieces.length };
}

function pictures(first: number): object {
  const storage = { Bucket: 'large-1250000000', Region: 'ap-guangzhou' };
  const Output = {
    Storage: { Type: 'COS', CosOutputStorage: storage },
    ImagePathSet: Array.from({ length: PER_RESULT }, (_, index) => `/截图/${first + index}.jpg`),
  };
  return { Type: 'SampleSnapshot', SampleSnapshotTask: succeeded(Output) };
}

function speech(first: number): object {
  const SegmentSet = Array.from({ length: PER_RESULT }, (_, index) => {
    const at = first + index;
    return { StartTimeOffset: at, EndTimeOffset: at + 0.5, Text: `${at}. `.padEnd(400, 'words ') };
  });
  return { Type: 'AsrFullTextRecognition', AsrFullTextTask: succeeded({ SegmentSet }) };
}

function succeeded(Output: object): object {
  const Input = { Definition: 10 };
  return { Status: 'SUCCESS', ErrCodeExt: '', ErrCode: 0, Message: '', Input, Output };
}
