/** Reports as CloudEvents, judged by the official SDK: it takes every one, and each says what `src/cloud_event.rs` promises. */

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import test from 'node:test';
import { CloudEvent, HTTP } from 'cloudevents';
import type { CloudEvent as OurCloudEvent, Report } from '../../js/core/report';
import type * as Package from '../../js/entries/index';
import { digestOf } from './support/function';
import { envelopes, eventBytes, eventNames, eventObject, PKG } from './support/project';

const { parse, toCloudEvents, MpsWebhookError }: typeof Package = createRequire(import.meta.url)(
  `${PKG}/index.js`,
);

const NOW = new Date('2024-05-21T08:09:10.987Z');
const now = { now: NOW };

const KNOWN =
  /^(WorkflowTask|EditMediaTask|ScheduleTask|BatchTask|ExtractBlindWatermark|Live\w+|Ai\w+|ProcessEof)$/;

/** Has the official SDK read an event by the binding for HTTP, strictly; gives it as it was understood. */
function accepted(event: OurCloudEvent<Report>): CloudEvent<Report> {
  const headers = { 'content-type': 'application/cloudevents+json; charset=utf-8' };
  const read = HTTP.toEvent<Report>({ headers, body: JSON.stringify(event) });
  assert.ok(!Array.isArray(read));
  const strict = new CloudEvent<Report>({ ...event }, true);
  for (const understood of [read as CloudEvent<Report>, strict]) {
    assert.equal(understood.validate(), true);
    for (const name of ['id', 'type', 'source', 'subject', 'datacontenttype'] as const) {
      assert.equal(understood[name], event[name], name);
    }
    assert.equal(Date.parse(understood.time ?? ''), Date.parse(event.time));
    assert.deepEqual(understood.data, event.data);
  }
  return strict;
}

/** Numbers that JavaScript rounds. */
const HELD_BY_THE_CORE_ALONE = /\d{17}|\d[eE][-+]?\d{3}/;

/** Checks each attribute against the report and, if they are known, the bytes of the notification. */
function check(event: OurCloudEvent<Report>, report: Report, bytes?: Buffer): void {
  accepted(event);
  assert.deepEqual(event.data, report);
  assert.deepEqual(
    Object.keys(event).filter((name) => name !== 'subject'),
    ['specversion', 'id', 'source', 'type', 'time', 'datacontenttype', 'data'],
  );
  const type = KNOWN.test(report.event_type) ? report.event_type : 'other';
  assert.equal(event.type, `com.tencent.cloud.mps.${type}`);
  assert.equal(event.source, `mps.tencentcloudapi.com/${report.input?.region ?? ''}`);
  assert.equal(event.subject, report.input?.uri);
  assert.equal(event.time, report.finished_at ?? '2024-05-21T08:09:10Z');
  const [, task, digest] = /^(.*)\/([0-9a-f]{32})$/.exec(event.id) ?? [];
  assert.equal(task, report.task_id ?? '-');
  if (bytes !== undefined && !HELD_BY_THE_CORE_ALONE.test(bytes.toString())) {
    assert.equal(digest, digestOf(JSON.parse(bytes.toString())));
  }
}

for (const name of eventNames) {
  test(`${name} as a CloudEvent`, () => {
    const bytes = eventBytes(name);
    const [event, ...more] = toCloudEvents(bytes, now);
    const [report] = parse(bytes);
    assert.ok(event && report && more.length === 0);
    check(event, report, bytes);
  });
}

for (const { name, bytes, expected } of envelopes()) {
  test(`the notifications in envelopes/${name} as CloudEvents`, () => {
    const codes = expected.map(({ error }) => error);
    if (codes.some((code) => code !== undefined)) {
      assert.throws(
        () => toCloudEvents(bytes, now),
        (error) => error instanceof MpsWebhookError && codes.includes(error.code),
      );
      return;
    }
    const events = toCloudEvents(bytes, now);
    const reports = parse(bytes);
    assert.equal(events.length, expected.length);
    for (const [index, event] of events.entries()) {
      const { task_id, event_type } = expected[index] ?? assert.fail();
      assert.deepEqual(
        [event.data.task_id, event.data.event_type],
        [task_id ?? undefined, event_type],
      );
      check(event, reports[index] ?? assert.fail());
    }
    assert.equal(new Set(events.map(({ id }) => id)).size, events.length, 'ids are not unique');
  });
}

test('several in one delivery are a batch as CloudEvents define it', () => {
  const list = eventNames.map(eventObject);
  const events = toCloudEvents(list, now);
  assert.equal(events.length, eventNames.length);
  const headers = { 'content-type': 'application/cloudevents-batch+json' };
  const batch = HTTP.toEvent<Report>({ headers, body: JSON.stringify(events) });
  assert.ok(Array.isArray(batch));
  assert.deepEqual(
    batch.map(({ id }) => id),
    events.map(({ id }) => id),
  );
});

const idOf = (event: object | string | Uint8Array) => toCloudEvents(event, now)[0]?.id;

test('the same bytes have the same id, whatever the time, the language and the form', () => {
  const event = eventObject('workflow-partial.json');
  const text = JSON.stringify(event);
  const ids = [
    idOf(event),
    idOf(text),
    idOf(Buffer.from(text)),
    toCloudEvents(text, { now: new Date(0), lang: 'ja' })[0]?.id,
    toCloudEvents(text)[0]?.id,
  ];
  assert.deepEqual(new Set(ids).size, 1);
  // In an envelope too: it is the notification that has an id.
  assert.equal(idOf({ httpMethod: 'POST', requestContext: {}, body: text }), ids[0]);
});

test('an id is that of a notification, however it is spelled and signed', () => {
  const event = eventObject('workflow-partial.json');
  const id = idOf(JSON.stringify(event));
  const signed = { ...event, Timestamp: 4_000_000_000, Sign: 'x' };
  for (const same of [
    JSON.stringify(event, null, 1),
    JSON.stringify(event, null, 2),
    JSON.stringify(signed),
    JSON.stringify({ ...signed, Sign: 'y' }),
    JSON.stringify(event).replace(
      /[^ -~]/g,
      (it) => `\\u${`000${it.charCodeAt(0).toString(16)}`.slice(-4)}`,
    ),
    JSON.stringify([event]),
  ]) {
    assert.equal(idOf(same), id);
  }
  // Of different notifications they are different.
  const ids = eventNames.map((name) => idOf(eventBytes(name)));
  assert.equal(new Set(ids).size, eventNames.length);
});

test('events that do not say when they ended have the time that is given, or now', () => {
  const event = { EventType: 'WorkflowTask', WorkflowTaskEvent: { TaskId: 't', Status: 'FINISH' } };
  assert.equal(toCloudEvents(event, now)[0]?.time, '2024-05-21T08:09:10Z');
  const before = Math.floor(Date.now() / 1000) * 1000;
  const time = Date.parse(toCloudEvents(event)[0]?.time ?? '');
  assert.ok(time >= before && time <= Date.now());
});

/** A notification with whatever ids, keys, regions and times, as JSON text of its own. */
function hostile(json: { id?: string; key?: string; region?: string; time?: string }): string {
  const {
    id = '"t"',
    key = '"/a.mp4"',
    region = '"ap-tokyo"',
    time = '"2024-05-21T08:09:10Z"',
  } = json;
  return `{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":${id},"Status":"FINISH",
    "InputInfo":{"Type":"COS","CosInputInfo":{"Bucket":"b-1","Region":${region},"Object":${key}}},
    "MediaProcessResultSet":[{"Type":"Transcode","TranscodeTask":{"Status":"SUCCESS","FinishTime":${time},
    "Output":{"Path":"/o.mp4"}}}]}}`;
}

const TEXTS = {
  'control characters': '"a\\u0000\\u0001\\n\\r\\t\\u001f\\u007f\\u0080\\u009fz"',
  'half of a pair, the first': '"a\\ud83dz"',
  'half of a pair, the second': '"a\\ude00z"',
  'a pair in the wrong order': '"\\ude00\\ud83d"',
  'no characters': '"\\ufffe\\uffff\\ufdd0\\ud83f\\udfff"',
  'a line separator and a mark of order': '"\\u2028\\u2029\\ufeff"',
  'quotes and backslashes': '"\\"\\\\\\"}{"',
  'slashes and dots': '"../../etc/?#%00%"',
  'a number': '12345678901234567890',
  'no day of any year': '"2024-13-45T25:61:61Z"',
  'the day that only leap years have': '"2023-02-29T00:00:00Z"',
  'much text': `"${'长'.repeat(5000)}"`,
  nothing: '""',
  'an object': '{"a":1}',
};

for (const [what, json] of Object.entries(TEXTS)) {
  for (const member of ['id', 'key', 'region', 'time'] as const) {
    test(`still valid: ${what} as ${member}`, () => {
      const text = hostile({ [member]: json });
      const [event, ...more] = toCloudEvents(text, now);
      assert.ok(event && more.length === 0);
      const understood = accepted(event);
      // CloudEvents 1.0.2, "String" of the type system: no control characters, halves of pairs or noncharacters.
      for (const attribute of [understood.id, understood.source, understood.subject ?? '']) {
        assert.doesNotMatch(attribute, /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u);
      }
      assert.ok(event.id.length > 33 && event.source.length > 0);
      assert.doesNotMatch(event.source, /[^\w!-/:;=?@[\]~]/, 'the source is not a URI reference');
      assert.match(event.time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      assert.equal(idOf(text), event.id);
    });
  }
}
