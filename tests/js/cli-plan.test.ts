/** `plan`: what the function would do, without doing it and without showing what is secret. */

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import test from 'node:test';
import type * as Package from '../../js/entries/index';
import { cli, folderOf } from './support/cli';
import { deploy, digestOf, ROLE, roleEnv } from './support/function';
import { envelopes, eventBytes, eventObject, PKG } from './support/project';

const KEY = '11111111-2222-4333-8444-555555555555';
const OPTIONS = {
  cos: {
    bucket: 'results-1250000000',
    region: 'ap-guangzhou',
    secret_id: 'AKIDplan',
    secret_key: 'KeyNobodyMaySee',
    session_token: 'TokenNobodyMaySee',
  },
  notify: [
    { url: KEY, lang: 'en' },
    {
      kind: 'dingtalk',
      url: 'https://oapi.dingtalk.com/robot/send?access_token=TokenNobodyMaySee',
      secret: 'SECNobodyMaySee',
    },
    {
      kind: 'feishu',
      url: 'https://open.feishu.cn/open-apis/bot/v2/hook/HookNobodyMaySee',
      secret: 'SecretNobodyMaySee',
    },
    { kind: 'slack', url: 'https://hooks.slack.com/services/T000/B000/HookNobodyMaySee' },
    {
      kind: 'webhook',
      url: 'https://program.example/hook?key=KeyNobodyMaySee',
      secret: `whsec_${Buffer.from('SecretNobodyMaySee-and-more').toString('base64')}`,
    },
  ],
  invoke: [{ function: 'next' }, { function: 'other', namespace: 'team' }],
};

test('everything that would be done is shown, and nothing secret', async (t) => {
  const cwd = await folderOf(t, {
    'event.json': eventBytes('workflow-partial.json'),
    'options.json': JSON.stringify(OPTIONS),
  });
  const text = await cli(['plan', '--config', 'options.json', 'event.json'], { cwd });
  const json = await cli(['plan', '--json', '--config', 'options.json', 'event.json'], { cwd });
  assert.deepEqual([text.status, text.stderr, json.status, json.stderr], [0, '', 0, '']);
  const plan = JSON.parse(json.stdout);
  // The statuses in it are those of a delivery that would be made.
  assert.deepEqual(Object.entries(plan)[0], ['dry_run', true]);
  assert.equal(plan.done.events[0].archive, 'stored');
  assert.deepEqual(
    plan.notified.map(
      ({ target, host }: { target: string; host: string }) => `${target.split('-')[0]} ${host}`,
    ),
    [
      'wecom qyapi.weixin.qq.com',
      'dingtalk oapi.dingtalk.com',
      'feishu open.feishu.cn',
      'slack hooks.slack.com',
      'webhook program.example',
    ],
  );
  for (const { texts } of plan.notified.slice(0, 4))
    assert.match(texts.join('\n'), /EP 12 只剩50%的电\.m4a/);
  assert.deepEqual(plan.notified[4].texts, []);
  assert.deepEqual(
    plan.invoked.map(({ target }: { target: string }) => target),
    ['next:$DEFAULT@default', 'other:$DEFAULT@team'],
  );
  for (const { stdout } of [text, json]) {
    assert.doesNotMatch(stdout, /NobodyMaySee|q-signature|TC3-HMAC/);
    assert.ok(!stdout.includes(KEY));
    const encoded = /U2VjcmV0Tm9ib2R5TWF5U2Vl/;
    assert.doesNotMatch(stdout, encoded);
  }
  for (const shown of [
    'Store (2)',
    'Notify wecom-',
    'Notify webhook-',
    'Invoke (2)',
    'next:$DEFAULT@default',
  ]) {
    assert.ok(text.stdout.includes(shown), shown);
  }
});

test('why a message waits is said in the language of the terminal, and keys are whole in a pipe', async (t) => {
  const options = { cos: OPTIONS.cos, notify: [{ url: KEY, digest: 'hourly' }] };
  const cwd = await folderOf(t, {
    'event.json': JSON.stringify(eventObject('workflow-partial.json')),
    'options.json': JSON.stringify(options),
  });
  for (const [locale, note] of [
    ['en_US', /queued for wecom-\w+: the hourly digest, until \d/],
    ['zh_CN', /wecom-\w+ 的消息在待发箱中等待：每小时汇总，等到 \d/],
    ['ja_JP', /wecom-\w+ へのメッセージは送信待ちです: 毎時のダイジェスト、 ?\d/],
    ['ko_KR', /wecom-\w+\(으\)로 보낼 메시지가 발신 대기함에서 기다립니다: 매시간 요약, \d/],
  ] as const) {
    const env = { LC_ALL: `${locale}.UTF-8` };
    const words = ['plan', '--config', 'options.json', 'event.json'];
    const { stdout, stderr } = await cli(words, { cwd, env });
    assert.match(stdout.replace(/\n {2}/g, ' '), note);
    // The timer trigger that makes digests punctual.
    assert.match(stderr, /deploy --watch 24h/);
    // From the folder that all have in common on.
    for (const key of [/^ +WorkflowTask\/\S+\.event\.json$/m, /^ +outbox\/\S+\.outbox\.json$/m])
      assert.match(stdout, key);
  }
});

test('secrets of the event are in no request that is shown', async (t) => {
  const event = eventObject('workflow-s3-secrets.json');
  const signed = { ...event, Sign: 'SignNobodyMaySee', NotifyKey: 'KeyNobodyMaySee' };
  const cwd = await folderOf(t, {
    'event.json': JSON.stringify(signed),
    'options.json': JSON.stringify(OPTIONS),
  });
  const { stdout } = await cli(['plan', '--json', '--config', 'options.json', 'event.json'], {
    cwd,
  });
  assert.doesNotMatch(stdout, /NobodyMaySee|FAKE-/);
  assert.equal(JSON.parse(stdout).requests[0].body.EventType, 'WorkflowTask');
});

test('the keys and contents are those that the function stores', async (t) => {
  const event = eventObject('schedule-success.json');
  const { invoke, objects } = await deploy(t, { node: process.execPath });
  await invoke(event);
  const stored = await objects();
  const cwd = await folderOf(t, { 'event.event.json': JSON.stringify(event) });
  const env = { COS_BUCKET: 'archive-1250000000', ...roleEnv(ROLE) };
  const { stdout } = await cli(['plan', '--json', 'event.event.json'], { cwd, env });
  const plan = JSON.parse(stdout);
  const origin = 'https://archive-1250000000.cos.region-of-the-function.myqcloud.com/';
  const planned = plan.stored.map(({ url }: { url: string }) => url.slice(origin.length));
  assert.deepEqual(planned.sort(), [...stored.keys()].sort());
  assert.ok(planned.every((key: string) => key.includes(digestOf(event))));
  assert.deepEqual(plan.requests[0].body, event);
});

test('notifications that come together are each dispatched', async (t) => {
  const { bytes, expected } =
    envelopes().find(({ name }) => name === 'cmq-several.json') ?? assert.fail();
  const cwd = await folderOf(t, {
    'event.json': bytes,
    'options.json': JSON.stringify(OPTIONS),
  });
  const { stdout } = await cli(['plan', '--json', '--config', 'options.json', 'event.json'], {
    cwd,
  });
  const { notified, invoked, done } = JSON.parse(stdout);
  assert.equal(notified.length, expected.length * OPTIONS.notify.length);
  assert.equal(invoked.length, expected.length * OPTIONS.invoke.length);
  // Every message goes by the name of its own bot.
  const dispatched = done.events.flatMap((event: { dispatched: { target: string }[] }) =>
    event.dispatched.map(({ target }) => target),
  );
  const shown = [...notified, ...invoked].map(({ target }: { target: string }) => target);
  assert.deepEqual(shown.sort(), dispatched.sort());
  for (const { target, host } of notified) {
    assert.equal(
      target.split('-')[0],
      {
        'qyapi.weixin.qq.com': 'wecom',
        'oapi.dingtalk.com': 'dingtalk',
        'open.feishu.cn': 'feishu',
        'hooks.slack.com': 'slack',
        'program.example': 'webhook',
      }[host as string],
    );
  }
});

test('nothing is sent', async (t) => {
  let requests = 0;
  const server = createServer((_, outgoing) => {
    requests++;
    outgoing.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const cwd = await folderOf(t, {
    'event.json': eventBytes('edit-media-success.json'),
    '.env': `COS_BUCKET="b-1250000000"\nCOS_ENDPOINT=${url}\nWECOM_WEBHOOK_URL=${url}/x\n`,
  });
  const { status, stdout } = await cli(['plan', '--env', '.env', 'event.json'], { cwd });
  assert.equal(status, 0);
  assert.match(stdout, /Store \(2\)\n {2}http:\/\/127\.0\.0\.1/);
  assert.equal(requests, 0);
});

test('an event that is not a notification, and options that cannot work, fail the command', async (t) => {
  const cwd = await folderOf(t, {
    'a.json': '{"a":1}',
    'event.json': eventBytes('edit-media-success.json'),
  });
  const env = { COS_BUCKET: 'b-1250000000' };
  const unparsed = await cli(['plan', 'a.json'], { cwd, env });
  assert.equal(unparsed.status, 1);
  assert.match(unparsed.stdout, /^✗ not parsed\n {2}a\.json\n[\s\S]*mps\/unparsed\//);
  assert.match(unparsed.stderr, /^✗ a\.json: not an MPS notification/);
  // The reason is said once, with what to do on this machine.
  assert.doesNotMatch(unparsed.stdout, /not an MPS notification/);
  assert.match(unparsed.stderr, /\n {2}give the notification itself or an envelope/);
  const wrong = await cli(['plan', 'event.json'], { cwd, env: { COS_BUCKET: 'no-appid' } });
  assert.deepEqual([wrong.status, wrong.stdout], [2, '']);
  assert.match(wrong.stderr, /^error: COS_BUCKET must be the bucket's full name.*; correct this/);
  assert.match(wrong.stderr, /, and call the command again\n$/);
  const misspelt = await cli(['plan', 'event.json'], { cwd, env: { COS_BUKET: 'b-1250000000' } });
  assert.equal(misspelt.status, 0);
  assert.match(misspelt.stderr, /^COS_BUKET is not a variable .*; did you mean COS_BUCKET\?\n$/);
  const nothing = await cli(['plan', 'event.json'], { cwd });
  assert.equal(nothing.status, 0);
  assert.match(nothing.stdout, /Nothing would be sent\.\n\nNote \(1\)\n {2}COS_BUCKET is not set/);
});

const FILTERED: Package.Options = {
  notify: [
    { url: KEY, on: 'failure' },
    {
      url: 'https://hooks.slack.com/services/T/B/x',
      kind: 'slack',
      where: { suggestion: 'block' },
    },
    { url: 'https://program.example/', kind: 'webhook' },
  ],
  invoke: [{ function: 'next', where: { key: 'vip/*' } }],
};

test('a target that an event is not for is named with the reason, in the language of the terminal', async (t) => {
  const cwd = await folderOf(t, {
    'event.json': eventBytes('schedule-success.json'),
    'options.json': JSON.stringify(FILTERED),
  });
  const run = (...words: string[]) => cli(['plan', '--config', 'options.json', ...words], { cwd });
  const { status, stdout } = await run('event.json');
  assert.equal(status, 0);
  assert.match(stdout, /Notify webhook-/);
  assert.match(
    stdout,
    /\nNot sent \(3\)\n {2}wecom-\w{8}: outcome is success, not failure\n {2}slack-\w{8}: no finding has suggestion block\n {2}next:\$DEFAULT@default: key is .*, not vip\/\*\n/,
  );
  for (const [language, heading, reason] of [
    ['zh_CN', '不发送（3）', 'outcome 是 success，不是 failure'],
    ['ja_JP', '送信しない（3）', 'outcome は success で、failure ではありません'],
    ['ko_KR', '보내지 않음(3)', 'outcome 값은 success이고, 조건은 failure입니다'],
  ] as const) {
    const env = { LANG: `${language}.UTF-8` };
    const words = ['plan', '--config', 'options.json'];
    const text = await cli([...words, 'event.json'], { cwd, env });
    for (const shown of [heading, reason]) assert.ok(text.stdout.includes(shown), shown);
    const json = await cli([...words, '--json', 'event.json'], { cwd, env });
    assert.equal(JSON.parse(json.stdout).skipped[0].reason, reason);
  }
  const { skipped, done } = JSON.parse((await run('--json', 'event.json')).stdout);
  assert.deepEqual(
    skipped.map(({ step, reason }: { step: string; reason: string }) => [
      step,
      reason.slice(0, 10),
    ]),
    [
      ['notify', 'outcome is'],
      ['notify', 'no finding'],
      ['invoke', 'key is in/'],
    ],
  );
  assert.deepEqual(done.events[0].skipped, skipped);
});

test('secrets of the event are in no reason', async (t) => {
  const event = eventObject('workflow-s3-secrets.json');
  const cwd = await folderOf(t, {
    'event.json': JSON.stringify({ ...event, SessionContext: 'ContextNobodyMaySee' }),
    'options.json': JSON.stringify({
      notify: [
        { url: KEY, where: { key: 'x/*' } },
        { url: KEY, where: { bucket: 'x' } },
        { url: KEY, where: { session_context: '*x*y*z*' } },
        { url: KEY, where: { label: 'x' } },
      ],
    }),
  });
  const { stdout } = await cli(['plan', '--config', 'options.json', 'event.json'], { cwd });
  assert.match(stdout, /Not sent \(4\)/);
  assert.doesNotMatch(stdout, /NobodyMaySee|FAKE-/);
});

test('the plan of a program has the reasons, in the language it asks for', async () => {
  const { plan }: typeof Package = await import(join(PKG, 'index.mjs'));
  const event = eventObject('schedule-success.json');
  const reasons = (lang?: 'zh' | 'en') =>
    plan(event, { options: FILTERED, ...(lang && { lang }) }).done.events[0]?.skipped?.map(
      ({ reason }) => reason,
    );
  assert.equal(reasons()?.[0], 'outcome is success, not failure');
  assert.deepEqual(reasons('en'), reasons());
  assert.equal(reasons('zh')?.[0], 'outcome 是 success，不是 failure');
  const { log } = plan(event, { options: FILTERED });
  const last = log.at(-1) as { msg: string };
  assert.match(
    last.msg,
    /; not sent to wecom-\w{8}: outcome is success, not failure; not sent to slack-/,
  );
});
