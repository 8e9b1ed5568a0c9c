/** Whatever comes in: a report or an error of ours, never anything else. */

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import test, { type TestContext } from 'node:test';
import fc from 'fast-check';
import type { EventType, Family, Report } from '../../js/core/report';
import type * as Package from '../../js/entries/index';
import { eventBytes, eventNames, eventObject, PKG } from './support/project';

const { parse, createHandler, MpsWebhookError }: typeof Package = createRequire(import.meta.url)(
  `${PKG}/index.js`,
);

const SEED = 20_241_111;
const settings = (numRuns: number) => ({ seed: SEED, numRuns });

const EVENT_TYPES: EventType[] = [
  ...(['WorkflowTask', 'EditMediaTask', 'ScheduleTask', 'BatchTask'] as const),
  ...(['ExtractBlindWatermark', 'LiveScheduleTask', 'LiveStreamProcessTask'] as const),
  ...(['AiReviewResult', 'AiRecognitionResult', 'AiAnalysisResult'] as const),
  ...(['AiQualityControlResult', 'AiSmartSubtitleResult', 'LiveRecordResult'] as const),
  ...(['ProcessEof', 'other'] as const),
];
const FAMILIES: Family[] = [
  ...(['media', 'edit', 'review', 'analysis', 'recognition', 'quality', 'subtitle'] as const),
  ...(['erase', 'dubbing', 'watermark', 'record', 'rule', 'live', 'image', 'other'] as const),
];
const TYPES = [...EVENT_TYPES, 'New', '', '__proto__'];
const MEMBERS = [
  ...['WorkflowTaskEvent', 'EditMediaTaskEvent', 'ScheduleTaskEvent', 'TaskId', 'Status'],
  ...['ErrCode', 'ErrCodeExt', 'Message', 'InputInfo', 'MetaData', 'MediaProcessResultSet', 'Type'],
  ...['ActivityResultSet', 'ActivityType', 'ActivityResItem', 'TranscodeTask', 'ImageSpriteTask'],
  ...['Input', 'Output', 'OutputStorage', 'Storage', 'Path', 'ImagePathSet', 'PicInfoSet'],
  ...['CosInputInfo', 'Bucket', 'Region', 'Object', 'Duration', 'Size', 'Definition', 'Progress'],
  ...['SessionId', 'SessionContext', 'FinishTime', 'SmartSubtitlesTaskResult', 'FileInfoSet'],
  ...['BatchTaskEvent', 'ProcessEofInfo', 'AiReviewResultInfo', 'AiContentReviewResultSet'],
  ...['AiAnalysisResultSet', 'Suggestion', 'Label', 'Confidence', 'StartTimeOffset', 'Text'],
];
/** Members that hold an event. */
const HOLDERS = [
  ...['WorkflowTaskEvent', 'EditMediaTaskEvent', 'ScheduleTaskEvent', 'BatchTaskEvent'],
  ...['AiReviewResultInfo', 'ProcessEofInfo', 'LiveScheduleTask'],
];
const WORDS = [
  'FINISH',
  'PROCESSING',
  'SUCCESS',
  'FAIL',
  'COS',
  'URL',
  'AWS-S3',
  'Transcode',
  '/a b',
];

/** JSON values of all sorts, in which the names and words of notifications are frequent. */
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 7, withCrossShrink: true },
    fc.oneof(
      fc.constantFrom<unknown>(...WORDS, null, true, '', 0, -1, 1.5, 2 ** 53, 1e300),
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...MEMBERS), fc.string()), tie('value'), { maxKeys: 6 }),
  ),
}));

/** Values that look like notifications at the top. */
const notification = fc
  .record({ EventType: fc.constantFrom<unknown>(...TYPES, 5, null), extra: value, body: value })
  .chain(({ EventType, extra, body }) =>
    fc.constantFrom(...HOLDERS).map((member) => ({ EventType, [member]: body, extra })),
  );

/** A sample in which one value, anywhere, is another. */
const changedSample = fc
  .record({ name: fc.constantFrom(...eventNames), at: fc.nat(), by: value })
  .map(({ name, at, by }) => replaced(eventObject(name), at, by));

function replaced(root: object, at: number, by: unknown): unknown {
  const places: [Record<string, unknown>, string][] = [];
  const collect = (holder: object) => {
    for (const [name, held] of Object.entries(holder)) {
      places.push([holder as Record<string, unknown>, name]);
      if (typeof held === 'object' && held !== null) collect(held);
    }
  };
  collect(root);
  const [holder, name] = places[at % places.length] ?? assert.fail();
  holder[name] = by;
  return root;
}

/** What `parse` gives; anything but a report and an error of ours fails the test. */
function outcomeOf(
  event: object | string | Uint8Array,
): Report[] | InstanceType<typeof MpsWebhookError> {
  let reports: Report[];
  try {
    reports = parse(event);
  } catch (error) {
    assert.ok(error instanceof MpsWebhookError, `${error}`);
    assert.match(error.code, /^(invalid_json|not_a_notification)$/);
    assert.ok(error.help.length > 10);
    return error;
  }
  // A list can hold several.
  assert.ok(reports.length > 0);
  reports.forEach(checkReport);
  return reports;
}

function checkReport(report: Report): void {
  assert.ok(EVENT_TYPES.includes(report.event_type), report.event_type);
  assert.match(report.status, /^(processing|finished)$/);
  assert.match(report.outcome, /^(success|partial|failure|processing|unknown)$/);
  if (report.status === 'processing') assert.equal(report.outcome, 'processing');
  const statuses = new Set(report.tasks.map(({ status }) => status));
  if (statuses.has('failure')) assert.notEqual(report.outcome, 'success');
  if (statuses.has('success')) assert.notEqual(report.outcome, 'failure');
  for (const task of report.tasks) {
    assert.equal(typeof task.kind, 'string');
    assert.ok(FAMILIES.includes(task.family), task.family);
    assert.match(task.status, /^(waiting|processing|success|failure|unknown)$/);
    for (const { storage, key, url } of task.outputs) {
      assert.match(storage, /^(cos|s3|vod|url|unknown)$/);
      assert.ok(key === undefined || !key.startsWith('/'));
      if (storage === 'cos' && url !== undefined) {
        assert.match(new URL(url).hostname, /^[-\w]*\.cos\.[-\w]*\.myqcloud\.com$/i);
      }
    }
  }
  for (const warning of report.warnings) {
    assert.match(warning.code, /^[a-z_]+$/);
    assert.equal(typeof warning.path, 'string');
    assert.ok(warning.message.length > 0);
  }
}

test('parse takes any JSON value, as an object, as text and as bytes alike', () => {
  fc.assert(
    fc.property(fc.oneof(value, notification, changedSample), (event) => {
      const json = JSON.stringify(event);
      const asText = outcomeOf(json);
      const asBytes = outcomeOf(Buffer.from(json));
      assert.deepEqual(asBytes, asText);
      if (typeof event === 'object' && event !== null) assert.deepEqual(outcomeOf(event), asText);
    }),
    settings(1500),
  );
});

test('parse takes any bytes and any text', () => {
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array(), fc.string({ unit: 'binary' })), (event) => {
      outcomeOf(event);
    }),
    settings(1000),
  );
});

test('parse finds JSON where JavaScript does', () => {
  const change = fc.record({
    name: fc.constantFrom(...eventNames.filter((name) => eventBytes(name).length < 5000)),
    at: fc.nat(),
    removed: fc.nat({ max: 2 }),
    added: fc.oneof(
      fc.constantFrom(
        '"',
        '\\',
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '0',
        '-',
        '.',
        'e',
        '\n',
        '\t',
        '\0',
      ),
      fc.string({ unit: 'binary-ascii', minLength: 0, maxLength: 2 }),
    ),
  });
  let broken = 0;
  fc.assert(
    fc.property(change, ({ name, at, removed, added }) => {
      const sample = eventBytes(name).toString();
      const start = at % sample.length;
      const text = sample.slice(0, start) + added + sample.slice(start + removed);
      const isJson = isParsed(text);
      if (!isJson) broken++;
      const outcome = outcomeOf(text);
      const isInvalid = outcome instanceof MpsWebhookError && outcome.code === 'invalid_json';
      assert.equal(isInvalid, !isJson, `${text.slice(start - 20, start + 20)} ${outcome}`);
    }),
    settings(2000),
  );
  assert.ok(broken > 500 && broken < 1900, `${broken} of 2000 were broken: the test tests nothing`);
});

test('the handler takes any JSON value', async (t) => {
  const lines = silenced(t);
  for (const name of Object.keys(process.env)) {
    if (/^(COS_|MPS_|TENCENTCLOUD_)/.test(name)) delete process.env[name];
  }
  const handler = createHandler();
  await fc.assert(
    fc.asyncProperty(fc.oneof(value, notification, changedSample), async (event) => {
      const before = lines.length;
      try {
        const done = await handler(event);
        assert.equal(done.ok, true);
      } catch (error) {
        assert.ok(error instanceof MpsWebhookError, `${error}`);
        // A text in a list is taken for the JSON of a notification.
        assert.match(error.code, /^(invalid_json|not_a_notification)$/);
      }
      assert.ok(lines.length > before, 'it said nothing');
    }),
    settings(500),
  );
});

/** Takes the handler's log lines out of this process's output. */
function silenced(t: TestContext): string[] {
  const lines: string[] = [];
  const write = process.stdout.write.bind(process.stdout);
  const mock = t.mock.method(process.stdout, 'write', ((chunk: string, ...rest: []) => {
    if (typeof chunk !== 'string' || !chunk.startsWith('{"level":')) return write(chunk, ...rest);
    lines.push(chunk);
    return true;
  }) as typeof process.stdout.write);
  t.after(() => mock.mock.restore());
  return lines;
}

function isParsed(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
