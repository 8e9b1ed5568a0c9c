/** The deployable template in the Node that SCF has and in the one that runs this: what becomes of each sample. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { templateFiles } from '../../js/cli/function/template-files';
import {
  assertNothingSecret,
  BUCKET,
  type Deployed,
  deploy,
  digestOf,
  md5,
  type Observed,
  steps,
} from './support/function';
import { nodeFor, runNode } from './support/nodes';
import { eventNames, eventObject, NODES, PKG, SCF_NODE, TEMPLATE } from './support/project';

interface Receipt {
  step: string;
  key: string;
  etag?: string;
  request_id?: string;
  at: string;
  tries: number;
  seen_before: boolean;
}

/**
 * The folder of each sample, `<event_type>/<task_id>`, as the contract has it. Types that reports have no name for
 * are `other`; a task without an id (a batch has none) lies under `no-task-id`.
 */
const FOLDERS: Record<string, string> = {
  'batch-task.json': 'BatchTask/no-task-id',
  'detail-batch.json': 'BatchTask/2600011634-BatchTask-0f1e2d3c4b5a69788796a5b4c3d2e1f0t0',
  'detail-workflow.json': 'WorkflowTask/2600013377-WorkflowTask-41aa1a2b3c4d5e6f708192a3b4c5d6e7t0',
  'edit-media-failed.json': 'EditMediaTask/2600012001-EditMedia-10de24f231a4fff540dc1fd0080c2797',
  'edit-media-processing.json':
    'EditMediaTask/2600012001-EditMedia-96a468f54029358a678b7d31d42441ed',
  'edit-media-success.json': 'EditMediaTask/2600012001-EditMedia-de95b43bceeb4b998aed4aed5cef1ae7',
  'extract-blind-watermark.json':
    'ExtractBlindWatermark/2600011633-ExtractBlindWatermark-6013221752df892237d0fc99fd8a328ft0',
  'image-task.json': 'WorkflowTask/no-task-id',
  // A notification of a live stream has its type in NotificationType and its task beside that.
  'live-analysis.json':
    'AiAnalysisResult/2600011633-procedure-live-80aa1a2b3c4d5e6f708192a3b4c5d6e7t0',
  'live-eof-timeout.json':
    'ProcessEof/2600011633-procedure-live-80aa1a2b3c4d5e6f708192a3b4c5d6e7t0',
  'live-eof.json': 'ProcessEof/2600011633-procedure-live-80aa1a2b3c4d5e6f708192a3b4c5d6e7t0',
  'live-quality-control.json':
    'AiQualityControlResult/2600011633-procedure-live-80aa1a2b3c4d5e6f708192a3b4c5d6e7t0',
  'live-recognition.json':
    'AiRecognitionResult/2600011633-procedure-live-80aa1a2b3c4d5e6f708192a3b4c5d6e7t0',
  'live-record.json':
    'LiveRecordResult/2600011633-procedure-live-d0dbe915091d400bd8ee7f27f0791303t0',
  'live-review-empty-lists.json':
    'AiReviewResult/2600013377-procedure-live-46aa1a2b3c4d5e6f708192a3b4c5d6e7t0',
  'live-review.json': 'AiReviewResult/2600011633-procedure-live-80aa1a2b3c4d5e6f708192a3b4c5d6e7t0',
  'live-schedule-task.json':
    'LiveScheduleTask/2600011633-LiveScheduleTask-90aa1a2b3c4d5e6f708192a3b4c5d6e7t0',
  'live-subtitle.json':
    'AiSmartSubtitleResult/2600011633-wsssubtitle-0b5c4b6e-0d0f-4c58-9d0b-7c2f5a3b1e90',
  'schedule-ai-failed.json':
    'ScheduleTask/2600013377-ScheduleTask-71bb1a2b3c4d5e6f708192a3b4c5d6e7tt9',
  'schedule-ai.json': 'ScheduleTask/2600013377-ScheduleTask-70aa1a2b3c4d5e6f708192a3b4c5d6e7tt8',
  'schedule-partial.json':
    'ScheduleTask/2600013377-ScheduleTask-aa72f52c047eb725a6ce566a1659809ftt7',
  'schedule-success.json':
    'ScheduleTask/2600013377-ScheduleTask-799855594adc0f2bd7302c69d3234b5att7',
  'unknown-event-type.json': 'other/2600011633-QuantumRender-370757d2df51ae456bf63c165fc71817t0',
  'workflow-ai-analysis.json':
    'WorkflowTask/2600011633-WorkflowTask-5f0c1a2b3c4d5e6f708192a3b4c5d6e7tt1',
  'workflow-ai-recognition.json':
    'WorkflowTask/2600011633-WorkflowTask-61bb1a2b3c4d5e6f708192a3b4c5d6e7tt3',
  'workflow-ai-review.json':
    'WorkflowTask/2600011633-WorkflowTask-60aa1a2b3c4d5e6f708192a3b4c5d6e7tt2',
  'workflow-contradictions.json':
    'WorkflowTask/2600013377-WorkflowTask-43aa1a2b3c4d5e6f708192a3b4c5d6e7t0',
  'workflow-dubbing.json':
    'WorkflowTask/2600011633-WorkflowTask-65ff1a2b3c4d5e6f708192a3b4c5d6e7tt7',
  'workflow-failed-source.json':
    'WorkflowTask/2600011633-WorkflowTask-26934eb377001f66e37289a5c93fe284tt7',
  'workflow-many-outputs.json':
    'WorkflowTask/2600011633-WorkflowTask-8cd283d8b7bacc277f2bae5e26ce6d1ett7',
  'workflow-null-siblings.json':
    'WorkflowTask/24000022-WorkflowTask-c642c4f3605cc8dc9ae17036b2b66e15t0',
  'workflow-odd-values.json':
    'WorkflowTask/2600011633-WorkflowTask-a2b6f2a6066ed8700d83335fc50a2b8ett7',
  'workflow-old-2019.json': 'WorkflowTask/1250000000-Procedure-149603e6c03516362a8da23f624db945t1',
  'workflow-partial.json':
    'WorkflowTask/2600011634-WorkflowTask-0e87c1212a698494dcdb198af3e0eb2ftt3',
  'workflow-processing.json':
    'WorkflowTask/2600011633-WorkflowTask-4374990dedc873c6a9417a355a2ac4cf1tt110253',
  'workflow-quality-control.json':
    'WorkflowTask/2600011633-WorkflowTask-62cc1a2b3c4d5e6f708192a3b4c5d6e7tt4',
  'workflow-s3-secrets.json':
    'WorkflowTask/2600014555-WorkflowTask-c0828e0381730befd1f7a025057c74fbtt7',
  'workflow-smart-erase.json':
    'WorkflowTask/2600011633-WorkflowTask-64ee1a2b3c4d5e6f708192a3b4c5d6e7tt6',
  'workflow-smart-subtitles.json':
    'WorkflowTask/2600011633-WorkflowTask-63dd1a2b3c4d5e6f708192a3b4c5d6e7tt5',
  'workflow-storage-types.json':
    'WorkflowTask/2600013377-WorkflowTask-44aa1a2b3c4d5e6f708192a3b4c5d6e7t0',
  'workflow-text-of-lines.json':
    'WorkflowTask/2600013377-WorkflowTask-47aa1a2b3c4d5e6f708192a3b4c5d6e7t0',
  'workflow-types-otherwise.json':
    'WorkflowTask/2600013377-WorkflowTask-45aa1a2b3c4d5e6f708192a3b4c5d6e7t0',
  'workflow-unknown-kind.json':
    'WorkflowTask/2600011633-WorkflowTask-ad921d60486366258809553a3db49a4att7',
  'workflow-unknown-results.json':
    'WorkflowTask/2600013377-WorkflowTask-42aa1a2b3c4d5e6f708192a3b4c5d6e7t0',
  'workflow-url-input.json':
    'WorkflowTask/2600011633-WorkflowTask-572d4e421e5e6b9bc11d815e8a027112tt7',
};

test('every sample is expected to be stored', () => {
  assert.deepEqual(Object.keys(FOLDERS).sort(), [...eventNames].sort());
});

/** What came out on each Node, to be compared at the end. */
const reports = new Map<string, Map<string, string>>();

for (const version of NODES) {
  test(`the template on Node ${version} archives every sample`, async (t) => {
    const node = await nodeFor(t, version);
    if (node === undefined) return;
    const deployed = await deploy(t, { node, scf: { memoryLimitMb: 128 } });
    const written = new Map<string, string>();
    reports.set(version, written);
    for (const [name, folder] of Object.entries(FOLDERS)) {
      await t.test(name, async () => {
        written.set(name, await archive(deployed, eventObject(name), folder));
      });
    }
    await t.test('and nothing else', async () => {
      const keys = [...(await deployed.objects()).keys()];
      assert.equal(keys.length, 2 * Object.keys(FOLDERS).length);
    });
  });
}

test('reports are the same bytes on every Node', () => {
  for (const version of NODES) {
    if (reports.has(version)) assert.deepEqual(reports.get(version), reports.get(NODES[0] ?? ''));
  }
});

/** Checks everything about one delivery; gives the record with its receipts' times and request ids taken out. */
async function archive(
  { emulator, invoke, objects }: Deployed,
  event: unknown,
  folder: string,
): Promise<string> {
  const started = Date.now();
  const invocation = await invoke(event, { requestId: 'f03dc946-3df4-45a0-8e54-0123456789ab' });
  assert.equal(invocation.statusCode, 200, JSON.stringify(invocation.error));

  const text = JSON.stringify(event);
  const key = `mps/${folder}/${digestOf(event)}`;
  const stored = await objects();
  const eventStored = stored.get(`${key}.event.json`);
  const record = stored.get(`${key}.report.json`);
  assert.ok(eventStored && record, `not under ${key}: ${[...stored.keys()].join()}`);
  assert.ok(eventStored.equals(Buffer.from(text)), 'the event is not as it came');

  // Every request was signed rightly, and sent with what COS needs to notice damage on the way.
  assert.deepEqual(steps(invocation.requests), ['PUT event 200', 'PUT report 200']);
  for (const [index, bytes] of [eventStored, record].entries()) {
    const request = invocation.requests[index];
    assert.ok(request?.verified, 'a signature was not checked');
    assert.equal(request.bucket, BUCKET);
    assert.equal(request.headers['content-md5'], md5(bytes, 'base64'));
    assert.equal(request.headers['content-length'], `${bytes.length}`);
    assert.equal(request.headers['x-cos-forbid-overwrite'], index === 0 ? 'true' : undefined);
  }
  for (const object of await emulator.objects(BUCKET)) {
    assert.equal(object.headers['content-type'], 'application/json', object.key);
  }

  const { receipts, ...report } = JSON.parse(record.toString()) as { receipts: Receipt[] };
  const [receipt, ...more] = receipts;
  assert.ok(receipt && more.length === 0);
  const { at, request_id, ...rest } = receipt;
  assert.deepEqual(rest, {
    step: 'event',
    key: `${key}.event.json`,
    etag: md5(text),
    tries: 1,
    seen_before: false,
  });
  assert.match(request_id ?? '', /^[A-Za-z0-9+/=]{8,}$/);
  assert.match(at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
  assert.ok(Date.parse(at) > started - 1000 && Date.parse(at) <= Date.now(), at);

  assertAnswer(invocation, report, key);
  const head = record.toString().split(',"receipts":')[0] ?? '';
  assert.deepEqual(JSON.parse(`${head}}`), report);
  return head;
}

/** What the handler returns and logs says the same as the archive. */
function assertAnswer(invocation: Observed, report: object, key: string): void {
  const { event_type, task_id, outcome } = report as Record<string, unknown>;
  const answer = { ok: true, events: [{}] } as { ok: boolean; events: object[] };
  answer.events = [
    {
      event_type,
      ...(task_id === undefined ? {} : { task_id }),
      outcome,
      archive: 'stored',
      event_key: `${key}.event.json`,
      report_key: `${key}.report.json`,
    },
  ];
  assert.deepEqual(invocation.result, answer);
  const last = invocation.lines.at(-1);
  assert.equal(last?.level, 'info');
  assert.equal(last.task_id, task_id);
  assert.equal(last.request_id, 'f03dc946-3df4-45a0-8e54-0123456789ab');
  assert.match(last.msg, new RegExp(String(outcome)));
}

for (const version of NODES) {
  test(`on Node ${version} the credentials in an event are in the stored event only`, async (t) => {
    const node = await nodeFor(t, version);
    if (node === undefined) return;
    const event = eventObject('workflow-s3-secrets.json');
    const secrets = [...new Set(JSON.stringify(event).match(/FAKE-[^"]+/g))];
    assert.ok(secrets.length > 10, 'the sample has lost its secrets');
    const { invoke, objects } = await deploy(t, { node });
    const delivered = await invoke(event);
    assert.ok(delivered.ok);
    // The same secrets in what cannot be understood, so that errors and their records are made of it.
    const { WorkflowTaskEvent } = event;
    for (const broken of [
      { EventType: 'EditMediaTask', WorkflowTaskEvent },
      { Records: [WorkflowTaskEvent] },
      [{ of: WorkflowTaskEvent }],
      { EventType: 'WorkflowTask', WorkflowTaskEvent: JSON.stringify(WorkflowTaskEvent) },
    ]) {
      const refused = await invoke(broken);
      assert.equal(refused.statusCode, 430);
      assert.ok(!JSON.stringify(refused).includes('FAKE-'), JSON.stringify(refused));
    }
    assert.ok(!JSON.stringify([delivered.result, delivered.logs]).includes('FAKE-'));
    let records = 0;
    for (const [key, bytes] of await objects()) {
      if (key.endsWith('.event.json')) continue;
      records++;
      assert.ok(!bytes.includes('FAKE-'), key);
    }
    assert.equal(records, 5);
  });

  test(`on Node ${version} the process ends by itself when all is done`, async (t) => {
    const node = await nodeFor(t, version);
    if (node === undefined) return;
    // The emulator keeps connections for a minute; the function must not keep the process for them, because SCF on
    // Node 8.9 answers only when the event loop is empty.
    const { emulator } = await deploy(t, { node });
    const source = `
      const started = Date.now();
      process.on('exit', () => console.error('alive', Date.now() - started));
      require(process.argv[1]).main_handler(JSON.parse(process.argv[2]), {}, () => {});`;
    const event = JSON.stringify(eventObject('edit-media-success.json'));
    const { code, stdout, stderr } = await runNode(node, ['-e', source, TEMPLATE, event], {
      env: {
        COS_BUCKET: BUCKET,
        COS_ENDPOINT: emulator.url,
        TENCENTCLOUD_SECRETID: 'AKIDroleRoleRoleRole',
        TENCENTCLOUD_SECRETKEY: 'KeyOfTheRoleNobodyMaySee',
        TENCENTCLOUD_SESSIONTOKEN: 'TokenOfTheRoleNobodyMaySee+/=',
      },
    });
    assert.equal(code, 0, stderr);
    assert.deepEqual(steps(emulator.requests), ['PUT event 200', 'PUT report 200']);
    assertNothingSecret(stdout);
    const alive = Number(/alive (\d+)/.exec(stderr)?.[1]);
    assert.ok(alive < 30_000, `it lived for ${alive} ms`);
  });
}

test('the folder of the template is complete', () => {
  const config = JSON.parse(readFileSync(join(TEMPLATE, 'config.json'), 'utf8'));
  const { functions } = config['serverless-cloud-function-application'];
  assert.equal(functions.handler, 'index.main_handler');
  assert.equal(functions.runtime, `Nodejs${SCF_NODE.split('.').slice(0, 2).join('.')}`);
  assert.equal(functions.memorySize, 128);
  for (const name of functions.codeObject.codeFile) {
    assert.ok(readFileSync(join(TEMPLATE, name)).length > 0, name);
  }
  // What `pack` takes from the npm package is the same.
  const ofPackage = templateFiles(PKG, 'mps-webhook').get('core.wasm');
  assert.ok(ofPackage !== undefined && readFileSync(join(TEMPLATE, 'core.wasm')).equals(ofPackage));
});
