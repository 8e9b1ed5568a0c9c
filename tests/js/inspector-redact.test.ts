/** What is taken out of events before they are taken elsewhere. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redacted } from '../../js/inspector/out/redact';
import { eventBytes, eventNames } from './support/project';

test('no secret of a storage stays in any event, whatever is asked for', () => {
  for (const name of eventNames) {
    for (const keepsRest of [true, false]) {
      const text = redacted(eventBytes(name).toString(), keepsRest);
      assert.doesNotMatch(text, /FAKE-/, name);
      JSON.parse(text);
    }
  }
});

test('secrets in texts inside texts, and in what is no JSON, are found', () => {
  const inner = JSON.stringify({ S3SecretKey: 'FAKE-key', Path: '/a' });
  const outer = redacted(JSON.stringify({ body: JSON.stringify({ msgBody: inner }) }), true);
  assert.doesNotMatch(outer, /FAKE-/);
  assert.match(outer, /Path/);
  assert.doesNotMatch(redacted('{"S3SecretKey": "FAKE-key", broken', true), /FAKE-/);
});

test('accounts, sessions and query strings go unless they are to stay', () => {
  const event = JSON.stringify({
    EventType: 'WorkflowTask',
    WorkflowTaskEvent: {
      TaskId: '2600011634-WorkflowTask-0e87',
      Url: 'https://media-1250000001.cos.ap-guangzhou.myqcloud.com/a.mp4?sign=abc',
    },
    SessionContext: 'customer 7',
  });
  assert.equal(redacted(event, true), event);
  const text = redacted(event, false);
  assert.doesNotMatch(text, /1250000001|2600011634|sign=abc|customer/);
  assert.match(text, /a\.mp4/);
});
