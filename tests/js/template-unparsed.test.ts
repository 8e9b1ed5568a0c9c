/** Events of SCF that are not notifications: kept under `unparsed/`, with the reason beside it. */

import assert from 'node:assert/strict';
import test from 'node:test';
import { deploy, digestOf, digestOfText, md5, sha256, steps } from './support/function';
import { nodeFor } from './support/nodes';
import { eventObject, malformed, NODES } from './support/project';

const GOOD = eventObject('edit-media-success.json');

/** Values that JSON can hold, and what the error must speak of. */
const VALUES: [unknown, RegExp][] = [
  [null, /null/],
  [true, /boolean/],
  [5, /number/],
  // A text is taken for the JSON of a notification; the whole event is stored all the same.
  ['', /not valid JSON: the text ends/],
  ['text', /not valid JSON: a value/],
  ['6', /number/],
  [[], /array/],
  [{}, /an empty object/],
  [{ Type: 'Timer', TriggerName: 't', Time: '2024-01-01T00:00:00Z', Message: '' }, /timer/],
  [{ EventType: 'WorkflowTask' }, /EventType is `WorkflowTask`/],
  [{ EventType: 'WorkflowTask', WorkflowTaskEvent: null }, /WorkflowTaskEvent/],
  [{ EventType: 'EditMediaTask', EditMediaTaskEvent: [] }, /EditMediaTaskEvent/],
  [{ EventType: 'ScheduleTask', ScheduleTaskEvent: '{}' }, /ScheduleTaskEvent/],
  [
    { EventType: 'EditMediaTask', WorkflowTaskEvent: { TaskId: 't' } },
    /EventType is `EditMediaTask`.* `WorkflowTaskEvent`/,
  ],
  [{ 事件: '转码 \u2028 \u{1f3ac} \u0000' }, /the member `事件`/],
];

/** Malformed samples that are JSON are what a trigger could hand over, too; but no Node makes text of the deepest. */
const SAMPLES = malformed().flatMap(({ name, bytes, expected }) => {
  if (expected === 'any' || name.startsWith('nesting-5000')) return [];
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return [{ name, expected, value: JSON.parse(text) as unknown }];
  } catch {
    return [];
  }
});

/** The digest in the keys of an event: of the notification, or of the text of an event that is not one. */
function digestIn(expected: string, text: string): string {
  return expected === 'report' ? digestOf(JSON.parse(text)) : digestOfText(text);
}

for (const version of NODES) {
  test(`an event that is not a notification on Node ${version}`, async (t) => {
    const node = await nodeFor(t, version);
    if (node === undefined) return;
    const deployed = await deploy(t, { node });

    for (const [value, reason] of VALUES) {
      // The whole event as it came, a text with its quotes.
      const text = JSON.stringify(value);
      await t.test(JSON.stringify(value).slice(0, 60), async () => {
        const started = Date.now();
        const { statusCode, error, requests, lines } = await deployed.invoke(value, {
          requestId: 'r-1',
        });
        assert.equal(statusCode, 430);
        assert.equal(error?.name, 'MpsWebhookError');
        assert.match(error.message, reason);
        assert.deepEqual(steps(requests), ['PUT event 200', 'PUT error 200']);

        const key = `mps/unparsed/${sha256(text).slice(0, 32)}`;
        const objects = await deployed.objects();
        const isJson = !reason.source.includes('not valid JSON');
        const stored = `${key}.event.json`;
        assert.equal(objects.get(stored)?.toString(), text);
        const record = JSON.parse(objects.get(`${key}.error.json`)?.toString() ?? '');
        assert.equal(record.code, isJson ? 'not_a_notification' : 'invalid_json');
        assert.match(record.message, reason);
        assert.ok(record.help.length > 10);
        assert.equal(record.request_id, 'r-1');
        assert.ok(Date.parse(record.at) > started - 1000 && Date.parse(record.at) <= Date.now());
        assert.equal(record.receipts.length, 1);
        assert.equal(record.receipts[0].key, stored);
        assert.equal(record.receipts[0].etag, md5(text));
        const last = lines.at(-1);
        assert.deepEqual([last?.level, last?.request_id], ['error', 'r-1']);

        const good = await deployed.invoke(GOOD);
        assert.ok(good.ok, 'a good event was not delivered after it');
      });
    }

    await t.test('the same again: nothing is written, and it fails again', async () => {
      const { statusCode, requests } = await deployed.invoke(null);
      assert.equal(statusCode, 430);
      assert.deepEqual(steps(requests), ['PUT event 409', 'GET error 200']);
    });

    await t.test('the malformed samples that are JSON', async () => {
      assert.ok(SAMPLES.length > 80);
      for (const { name, expected, value } of SAMPLES) {
        const { ok, statusCode, error } = await deployed.invoke(value);
        assert.equal(ok, expected === 'report', `${name}: ${error?.message}`);
        assert.equal(statusCode, ok ? 200 : 430, name);
      }
      const objects = [...(await deployed.objects())];
      const texts = SAMPLES.map(({ expected, value }) => {
        const text = JSON.stringify(value);
        return { text, digest: digestIn(expected, text) };
      });
      const same = (wanted: string) =>
        texts.filter(({ digest }) => digest === wanted).map(({ text }) => text);
      for (const { name, expected, value } of SAMPLES) {
        // Of what holds notifications, a list or a text, these are stored.
        if (Array.isArray(value) || typeof value === 'string') continue;
        if (typeof value === 'object' && value !== null && 'Records' in value) continue;
        const text = JSON.stringify(value);
        const digest = digestIn(expected, text);
        const stored = objects.filter(([key]) => key.includes(digest));
        assert.equal(stored.length, 2, name);
        for (const [key, bytes] of stored) {
          assert.match(key, /^mps\/(other|unparsed|ProcessEof|[A-Z]\w+(Task|Result|Watermark))\//);
          assert.ok(!key.split('/').some((part) => /^\.*$/.test(part)), key);
          assert.match(key, /^[-\w.*/]+$/);
          // Of what is the same notification, the first is kept.
          if (key.includes('.event.')) assert.ok(same(digest).includes(bytes.toString()), name);
          else JSON.parse(bytes.toString());
        }
      }
    });
  });
}
