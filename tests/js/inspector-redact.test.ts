/** What is taken out of events before they are taken elsewhere: secrets by the core, the rest by the page. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anonymous } from '../../js/inspector/out/redact';
import { packageLoader } from './support/core';
import { eventBytes, eventNames } from './support/project';

const loader = packageLoader();
const redact = (event: string | Buffer): string =>
  loader.use((core) => core.redact(Buffer.from(event)));

test('no secret of a storage stays in any event, whatever is asked for', () => {
  for (const name of eventNames) {
    const text = redact(eventBytes(name));
    for (const shown of [text, anonymous(text)]) {
      assert.doesNotMatch(shown, /FAKE-/, name);
      JSON.parse(shown);
    }
  }
});

test('secrets in texts inside texts, and in texts that are not JSON, are found', () => {
  const inner = JSON.stringify({ S3SecretKey: 'FAKE-key', NotifyKey: 'FAKE', Path: '/a' });
  const outer = redact(JSON.stringify({ body: JSON.stringify({ msgBody: inner }) }));
  assert.doesNotMatch(outer, /FAKE/);
  assert.match(outer, /Path/);
  assert.doesNotMatch(redact('{"S3SecretKey": "FAKE-key", broken'), /FAKE-/);
});

test('the key of notifications, their Sign and what signs URLs are gone', () => {
  const event = {
    EventType: 'WorkflowTask',
    Sign: 'cbc52006ef0d679e57a2900b865657bd',
    NotifyKey: 'FAKE',
    Url: 'https://me:FAKE@h.example/a.mp4?txSecret=FAKE&txTime=5FF#access_token=FAKE',
  };
  assert.deepEqual(JSON.parse(redact(JSON.stringify(event))), {
    EventType: 'WorkflowTask',
    Sign: '***',
    NotifyKey: '***',
    Url: 'https://h.example/a.mp4?txSecret=***&txTime=5FF',
  });
});

test('accounts, sessions and query strings go if they are to go', () => {
  const event = JSON.stringify({
    EventType: 'WorkflowTask',
    WorkflowTaskEvent: {
      TaskId: '2600011634-WorkflowTask-0e87',
      Url: 'https://media-1250000001.cos.ap-guangzhou.myqcloud.com/a.mp4?versionId=abc',
    },
    SessionContext: 'customer 7',
  });
  assert.equal(redact(event), event);
  const text = anonymous(event);
  assert.doesNotMatch(text, /1250000001|2600011634|versionId=abc|customer/);
  assert.match(text, /a\.mp4/);
});
