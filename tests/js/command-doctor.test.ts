/** `mps-webhook doctor` against COS, the SCF API and bots on this machine, with what can be wrong put in. */

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { type DoctorOptions, run } from '../../js/cli/commands/doctor';
import type { Finding } from '../../js/cli/doctor/finding';
import { translated } from '../../js/cli/language/translate';
import { send } from '../../js/delivery/transport/node';
import type { Send } from '../../js/delivery/transport/transport';
import { type CosEmulatorOptions, startCosEmulator } from '../../js/dev/cos/emulator';
import { startFakeService } from '../../js/dev/fake-service';
import { startWeCom, code as wecomCode } from '../../js/dev/wecom';
import { CloudApi, DEPLOYER } from './support/cloud-api';
import { ASSETS, commandContext } from './support/command-context';
import { call } from './support/cos-client';

const BUCKET = 'archive-1250000000';
const KEYS = { secretId: 'AKIDdoctordoctor', secretKey: 'KeyOfTheDoctorNobodyMaySee' };

interface Given {
  env?: Record<string, string | undefined>;
  options?: Partial<DoctorOptions>;
  emulator?: Partial<CosEmulatorOptions>;
  send?: Send;
  now?: () => number;
}

async function consult(t: TestContext, given: Given = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'doctor-'));
  const cos = await startCosEmulator({
    folder,
    credentials: [KEYS],
    buckets: [BUCKET],
    ...given.emulator,
  });
  t.after(async () => {
    await cos.close();
    await rm(folder, { recursive: true, force: true });
  });
  const env = {
    COS_BUCKET: BUCKET,
    COS_ENDPOINT: cos.url,
    COS_SECRET_ID: KEYS.secretId,
    COS_SECRET_KEY: KEYS.secretKey,
    ...given.env,
  };
  const context = await commandContext(t, {
    env,
    send: given.send ?? send,
    now: given.now ?? Date.now,
  });
  const consultation = async (options: Partial<DoctorOptions> = given.options ?? {}) => {
    const all = { template: 'mps-webhook', ...options };
    const status = await run({ ...all, json: true }, context, ASSETS);
    const output = context.output();
    assert.ok(!/NobodyMaySee/.test(output), 'something secret was shown');
    const findings: Finding[] = JSON.parse(output);
    const of = (check: string) => findings.filter((finding) => finding.check === check);
    for (const { check, level, message, help } of findings) {
      assert.ok(level !== 'fail' || (help?.length ?? 0) > 0, 'a failure without help');
      // What the core finds wrong with options, it says in English; triggers are names.
      if (check === 'options' || check === 'trigger') continue;
      for (const text of [message, ...(help === undefined ? [] : [help])]) {
        assert.notEqual(translated(text, 'zh'), text, 'it is said in no other language');
      }
    }
    return { status, findings, of };
  };
  return { cos, context, consultation };
}

test('a good configuration', async (t) => {
  const { cos, consultation, context } = await consult(t);
  const read = await consultation();
  assert.equal(read.status, 0);
  assert.deepEqual(
    read.findings.map(({ check, level }) => `${check} ${level}`),
    [
      'options ok',
      'callbacks skipped',
      'credentials ok',
      'clock ok',
      'bucket ok',
      'bucket skipped',
    ],
  );
  assert.deepEqual(
    cos.requests.map(({ method }) => method),
    ['GET'],
  );

  const written = await consultation({ write: true });
  assert.equal(written.status, 0);
  assert.deepEqual(
    written.of('bucket').map(({ level }) => level),
    ['ok', 'ok', 'ok'],
  );
  assert.deepEqual(
    cos.requests.slice(1).map(({ method }) => method),
    ['GET', 'PUT', 'DELETE'],
  );
  assert.ok(cos.requests.every(({ verified }) => verified));
  assert.deepEqual(await cos.objects(BUCKET), []);

  await run({ template: 'mps-webhook' }, context, ASSETS);
  assert.match(context.output(), /^✓ options {5}they are valid\n[\s\S]*as it must be\.\n$/);
});

/** What is wrong, where it shows, and what is said. */
const WRONG: [string, Given, string, RegExp][] = [
  ['an option', { env: { COS_BUCKET: 'Archive' } }, 'options', /COS_BUCKET must be/],
  ['a bot', { env: { WECOM_WEBHOOK_KEY: 'k', NOTIFY_ON: 'never' } }, 'options', /NOTIFY_ON must/],
  ['no keys', { env: { COS_SECRET_ID: '', COS_SECRET_KEY: '' } }, 'credentials', /has no keys/],
  ['no such bucket', { emulator: { buckets: [] } }, 'bucket', /there is no bucket archive-125/],
  ['another SecretId', { env: { COS_SECRET_ID: 'AKIDx' } }, 'credentials', /does not know/],
  ['another SecretKey', { env: { COS_SECRET_KEY: 'x' } }, 'credentials', /does not belong/],
  [
    'keys that have expired',
    { emulator: { credentials: [{ ...KEYS, expiresAt: 1 }] } },
    'credentials',
    /have expired/,
  ],
  ['the clock, badly', { now: () => Date.now() - 86_400_000 }, 'clock', /is \d{5} s behind/],
  ['the clock', { now: () => Date.now() + 300_000 }, 'clock', /is \d{3} s ahead/],
  [
    'no permission',
    { emulator: { tamper: () => ({ answer: { status: 403, code: 'AccessDenied' } }) } },
    'bucket',
    /may not read mps\/doctor-probe\.txt/,
  ],
  [
    'another region',
    { emulator: { tamper: () => ({ answer: { status: 301, code: 'PermanentRedirect' } }) } },
    'bucket',
    /somewhere else/,
  ],
  [
    'nobody there',
    { emulator: { tamper: () => ({ reset: true }) } },
    'bucket',
    /cannot be reached/,
  ],
  ['callbacks', { options: { http: true } }, 'callbacks', /anybody who knows the URL/],
];

for (const [name, given, check, expected] of WRONG) {
  test(`what can be wrong: ${name}`, async (t) => {
    const { consultation } = await consult(t, given);
    const { status, of } = await consultation();
    assert.equal(status, 1);
    const failures = of(check).filter(({ level }) => level === 'fail');
    assert.ok(
      failures.some(({ message }) => expected.test(message)),
      JSON.stringify(of(check)),
    );
  });
}

/** Options with several mistakes, and the paths of those that are named. */
const SEVERAL: [string, Record<string, string | undefined>, object | undefined, string[]][] = [
  [
    'variables',
    { COS_BUCKET: 'Archive', NOTIFY_ON: 'never', NOTIFY_LANG: 'xx', LOG_LEVEL: 'loud' },
    undefined,
    ['COS_BUCKET', 'LOG_LEVEL', 'NOTIFY_LANG', 'NOTIFY_ON'],
  ],
  [
    'one half of the keys, whose other half is right',
    { COS_SECRET_ID: 'A K I D', LOG_LEVEL: 'loud' },
    undefined,
    ['COS_SECRET_ID', 'LOG_LEVEL'],
  ],
  [
    'no keys',
    { COS_SECRET_ID: '', COS_SECRET_KEY: '', LOG_LEVEL: 'loud', COS_PREFIX: 'a//b' },
    undefined,
    ['COS_PREFIX', 'LOG_LEVEL', 'credentials'],
  ],
  ['no region', { COS_ENDPOINT: '', LOG_LEVEL: 'loud' }, undefined, ['COS_REGION', 'LOG_LEVEL']],
  [
    'a document',
    { CLS_FORMAT: 'xml' },
    {
      log_level: 'loud',
      'a.b': 1,
      cos: { buckt: 'x' },
      notify: [{ url: '00000000-0000-4000-8000-000000000000', on: 'never', lang: 'xx' }, {}],
    },
    [
      'CLS_FORMAT',
      'cos.buckt',
      'log_level',
      'notify[0].lang',
      'notify[0].on',
      'notify[1].url',
      'options.a.b',
    ],
  ],
  [
    'a document and a variable',
    { MPS_WEBHOOK_CONFIG: '{', LOG_LEVEL: 'loud' },
    undefined,
    ['LOG_LEVEL', 'MPS_WEBHOOK_CONFIG'],
  ],
];

for (const [name, env, document, expected] of SEVERAL) {
  test(`all that is wrong is said at once: ${name}`, async (t) => {
    const { consultation } = await consult(t, {
      env: { ...env, ...(document && { MPS_WEBHOOK_CONFIG: JSON.stringify(document) }) },
    });
    const { status, findings } = await consultation();
    assert.equal(status, 1);
    const failures = findings.filter(({ level }) => level === 'fail');
    const names = failures.map(({ check, message }) =>
      check === 'options' ? message.split(' ')[0] : check,
    );
    assert.deepEqual(names.sort(), expected);
  });
}

test('a document of no options is refused, as plan does', async (t) => {
  const { consultation, context } = await consult(t);
  for (const [text, reason] of [
    ['', 'is not JSON'],
    ['null', 'is null'],
    ['{} x', 'is not JSON \\(line 1 column 4\\)'],
  ] as const) {
    await writeFile(join(context.cwd, 'options.json'), text);
    await assert.rejects(
      consultation({ config: 'options.json' }),
      new RegExp(`^Error: options\\.json ${reason}; it has to be`),
    );
  }
});

test('an object that may be written and not deleted is told of', async (t) => {
  const answer = { status: 403, code: 'AccessDenied' };
  const { consultation } = await consult(t, {
    options: { write: true },
    emulator: { tamper: ({ method }) => (method === 'DELETE' ? { answer } : undefined) },
  });
  const { status, of } = await consultation();
  assert.equal(status, 0);
  assert.match(of('bucket').at(-1)?.message ?? '', /was written and could not be deleted/);
});

test('nothing is written where nothing may be read', async (t) => {
  const { cos, consultation } = await consult(t, {
    options: { write: true },
    env: { COS_SECRET_KEY: 'x' },
  });
  await consultation();
  assert.deepEqual(
    cos.requests.map(({ method }) => method),
    ['GET'],
  );
});

test('no bucket, a misspelt variable, callbacks that must be signed', async (t) => {
  const { consultation } = await consult(t, {
    env: { COS_BUCKET: undefined, COS_BUKET: BUCKET, MPS_NOTIFY_KEY: 'n' },
  });
  const { status, of } = await consultation();
  assert.equal(status, 0);
  assert.match(of('options').at(-1)?.message ?? '', /COS_BUKET is not a variable/);
  // What would be right with a bucket, and does nothing without one.
  const unused = of('options').filter(({ message }) => /has no effect: no bucket/.test(message));
  assert.deepEqual(
    unused.map(({ level, message }) => `${level} ${message.split(' ')[0]}`),
    ['warn COS_ENDPOINT', 'warn COS_SECRET_ID', 'warn COS_SECRET_KEY'],
  );
  assert.deepEqual([of('bucket')[0]?.level, of('callbacks')[0]?.level], ['warn', 'ok']);
});

test('a variable that is probably misspelt is named, with what it may be meant to be', async (t) => {
  const names = [
    'CSO_PREFIX',
    'NOTFY_ON',
    'cos_layout',
    'WECOM_WEBHOOKKEY',
    'INVOKE_FUNCTION',
    'COS_WHATEVER',
  ];
  const others = [
    'CAM_ENDPOINT',
    'CLS_ENDPOINT',
    'HOME',
    'NODE_ENV',
    'LOG_FORMAT',
    'TENCENTCLOUD_RUNENV',
  ];
  const env = Object.fromEntries([...names, ...others].map((name) => [name, 'x']));
  const { consultation } = await consult(t, { env });
  const { of } = await consultation();
  const found = of('options').filter(({ message }) => message.includes('is not a variable'));
  assert.deepEqual(
    found.map(({ message, help }) => [message.split(' ')[0], help?.replace('did you mean ', '')]),
    [
      ['CSO_PREFIX', 'COS_PREFIX?'],
      ['NOTFY_ON', 'NOTIFY_ON?'],
      ['cos_layout', 'COS_LAYOUT?'],
      ['WECOM_WEBHOOKKEY', 'WECOM_WEBHOOK_KEY?'],
      ['INVOKE_FUNCTION', 'INVOKE_FUNCTIONS?'],
      ['COS_WHATEVER', 'look for its right name in docs/configuration.md'],
    ],
  );
});

test('functions to invoke are looked up', async (t) => {
  const answers: Record<string, object> = {
    there: { Status: 'Active' },
    slow: { Status: 'Updating' },
    gone: { Error: { Code: 'ResourceNotFound.Function', Message: '' } },
    hidden: { Error: { Code: 'UnauthorizedOperation.CAM', Message: '' } },
  };
  const asked: object[] = [];
  const { consultation } = await consult(t, {
    env: { INVOKE_FUNCTIONS: Object.keys(answers).join(), TENCENTCLOUD_REGION: 'ap-guangzhou' },
    send: async (request, body) => {
      if (!request.url.startsWith('https://scf.')) return send(request, body);
      assert.equal(request.headers['x-tc-action'], 'GetFunction');
      const parameters = JSON.parse(Buffer.from(body ?? []).toString());
      asked.push(parameters);
      const Response = answers[parameters.FunctionName];
      return { status: 200, headers: {}, body: Buffer.from(JSON.stringify({ Response })) };
    },
  });
  const { status, of } = await consultation();
  assert.equal(status, 1);
  assert.deepEqual(
    of('invoke').map(({ level, message }) => [
      level,
      message.match(/(\w+):\$DEFAULT@default/)?.[1],
    ]),
    [
      ['ok', 'there'],
      ['warn', 'slow'],
      ['fail', 'gone'],
      ['warn', 'hidden'],
    ],
  );
  assert.deepEqual(asked[0], {
    FunctionName: 'there',
    Qualifier: '$DEFAULT',
    Namespace: 'default',
  });
});

test('bots are notified only when that is wanted, and nothing else happens then', async (t) => {
  const key = 'KeyOfTheBotNobodyMaySee';
  let isBroken = false;
  const wecom = await startWeCom({
    keys: [key],
    tamper: () => (isBroken ? { answer: wecomCode(93000) } : undefined),
  });
  t.after(() => wecom.close());
  const { cos, consultation } = await consult(t, {
    env: {
      WECOM_WEBHOOK_URL: `${wecom.url}/cgi-bin/webhook/send?key=${key}`,
      NOTIFY_ON: 'failure',
      NOTIFY_LANG: 'en',
    },
  });
  assert.equal((await consultation()).of('notify')[0]?.level, 'skipped');
  assert.equal(wecom.messages.length, 0);

  const { status, of } = await consultation({ send: true });
  assert.deepEqual([status, of('notify')[0]?.level], [0, 'ok']);
  assert.equal(wecom.messages.length, 1);
  assert.equal(
    wecom.messages[0]?.content,
    '**✅ mps-webhook: test message**\n> The bot gets messages. This is not the result of a task; there is nothing to do.\n',
  );
  assert.deepEqual(
    cos.requests.map(({ method }) => method),
    // The bucket is read, and the messages that wait are listed.
    ['GET', 'GET', 'GET', 'GET'],
  );

  isBroken = true;
  const broken = await consultation({ send: true });
  assert.equal(broken.status, 1);
  assert.match(broken.of('notify')[0]?.message ?? '', /^wecom-\w+ could not be notified: .*93000/);
});

test('with a bot, what the outbox needs is tried: to list, and with --write to delete', async (t) => {
  const denied = { answer: { status: 403, code: 'AccessDenied' } };
  let isDenied = false;
  const { cos, consultation } = await consult(t, {
    env: { WECOM_WEBHOOK_KEY: '00000000-0000-4000-8000-000000000000' },
    emulator: {
      tamper: ({ method, key }) => {
        // A list has no key.
        const isOfOutbox = key === '' || (method === 'DELETE' && key.includes('outbox/'));
        return isDenied && isOfOutbox ? denied : undefined;
      },
    },
  });
  const read = await consultation();
  assert.deepEqual([read.status, read.of('outbox')[0]?.message], [0, 'no message waits']);
  const written = await consultation({ write: true });
  assert.deepEqual(
    written.of('outbox').map(({ level }) => level),
    ['ok', 'ok'],
  );
  assert.deepEqual(await cos.objects(BUCKET), []);
  isDenied = true;
  const { status, of } = await consultation({ write: true });
  assert.deepEqual(
    of('outbox').map(({ level, message, help }) => [
      level,
      message.replace(/ \(.*/, ''),
      /cos:\w+/.exec(help ?? '')?.[0],
    ]),
    [
      ['warn', 'the keys may not delete mps/outbox/doctor-probe.txt', 'cos:DeleteObject'],
      ['warn', 'the keys may not list mps/outbox/', 'cos:GetBucket'],
    ],
  );
  assert.equal(status, 0);
});

test('digests and quiet hours want a timer trigger, and without a bucket have no effect', async (t) => {
  const entry = { url: '00000000-0000-4000-8000-000000000000', digest: 'hourly' };
  const env = { MPS_WEBHOOK_CONFIG: JSON.stringify({ notify: [entry] }) };
  const { consultation } = await consult(t, { env });
  const hint = (await consultation()).of('outbox').at(-1);
  assert.deepEqual([hint?.level, /without a timer/.test(hint?.message ?? '')], ['skipped', true]);
  assert.match(hint?.help ?? '', /deploy --watch 24h/);

  const { consultation: without } = await consult(t, { env: { ...env, COS_BUCKET: undefined } });
  const { of } = await without();
  assert.deepEqual(of('outbox'), []);
  assert.ok(
    of('options').some(({ level, message }) => level === 'warn' && NO_OUTBOX.test(message)),
    JSON.stringify(of('options')),
  );
});

const NO_OUTBOX =
  /^notify\[0\]\.digest is set and has no effect: without a bucket there is no outbox/;

test('every target gets the test message in its language, whatever its filter, unless it is off', async (t) => {
  const got: Record<string, string> = {};
  const receiver = await startFakeService(({ url, body }) => {
    got[url.slice(1)] = body.toString();
    return { status: 200, body: url === '/slack' ? 'ok' : '{"errcode":0,"code":0}' };
  });
  t.after(() => receiver.close());
  const at = (path: string) => `${receiver.url}/${path}`;
  const notify = [
    { kind: 'wecom', url: at('wecom'), on: 'failure', quiet: '00:00-23:59 +00:00' },
    { kind: 'slack', url: at('slack'), lang: 'ja', where: { suggestion: 'block' } },
    { kind: 'feishu', url: at('feishu'), lang: 'ko', events: ['EditMediaTask'] },
    { kind: 'dingtalk', url: at('dingtalk'), on: 'none' },
    { kind: 'webhook', url: at('webhook'), on: 'failure' },
  ];
  const env = { MPS_WEBHOOK_CONFIG: JSON.stringify({ notify }), NOTIFY_LANG: 'zh' };
  const { consultation } = await consult(t, { env, options: { send: true } });
  const { status, of } = await consultation();
  assert.equal(status, 0);
  assert.deepEqual(
    of('notify').map(({ level, message }) => [message.split('-')[0], level]),
    [
      ['wecom', 'ok'],
      ['slack', 'ok'],
      ['feishu', 'ok'],
      ['dingtalk', 'skipped'],
      ['webhook', 'ok'],
    ],
  );
  assert.match(got.wecom ?? '', /测试消息\*\*\\n> 机器人能收到消息。/);
  assert.match(got.slack ?? '', /テストメッセージ\*\\n> ボットは/);
  assert.match(got.feishu ?? '', /테스트 메시지/);
  assert.equal(got.dingtalk, undefined);
  const { outcome, message } = JSON.parse(got.webhook ?? '').data;
  assert.deepEqual([outcome, /测试消息/.test(message)], ['success', true]);
});

test('the configuration can be in files, the keys are those of the person', async (t) => {
  const { cos, context, consultation } = await consult(t, {
    env: {
      COS_BUCKET: 'not-looked-at-1',
      COS_SECRET_ID: undefined,
      COS_SECRET_KEY: undefined,
      TENCENTCLOUD_SECRET_ID: KEYS.secretId,
      TENCENTCLOUD_SECRET_KEY: KEYS.secretKey,
    },
  });
  const document = { cos: { bucket: BUCKET, endpoint: cos.url } };
  await writeFile(join(context.cwd, 'options.json'), JSON.stringify(document));
  const byDocument = await consultation({ config: 'options.json' });
  assert.equal(byDocument.status, 0);
  assert.match(byDocument.of('credentials')[0]?.message ?? '', /your own keys/);

  const variables = `COS_BUCKET=${BUCKET}\nCOS_ENDPOINT=${cos.url}\n`;
  await writeFile(join(context.cwd, '.env'), variables);
  assert.equal((await consultation({ env: '.env' })).status, 0);
  assert.equal(cos.requests.filter(({ verified }) => verified).length, 2);

  // As with all commands, what the file lacks is taken from the variables of the shell.
  await writeFile(join(context.cwd, '.env'), `COS_BUCKET=${BUCKET}\n`);
  assert.equal((await consultation({ env: '.env' })).status, 0);
  assert.equal(cos.requests.filter(({ verified }) => verified).length, 3);

  await writeFile(join(context.cwd, 'options.json'), '{"cos":');
  await assert.rejects(
    consultation({ config: 'options.json' }),
    /^Error: options\.json is not JSON/,
  );
  await assert.rejects(consultation({ env: 'none' }), /there is no none/);
});

test('a function that is deployed is looked at, and what it is given', async (t) => {
  const api = new CloudApi();
  const { cos, consultation } = await consult(t, {
    env: { ...DEPLOYER, COS_BUCKET: 'not-looked-at-1', COS_SECRET_ID: undefined },
    emulator: {
      credentials: [
        {
          secretId: DEPLOYER.TENCENTCLOUD_SECRET_ID,
          secretKey: DEPLOYER.TENCENTCLOUD_SECRET_KEY,
          sessionToken: DEPLOYER.TENCENTCLOUD_SECURITY_TOKEN,
        },
      ],
    },
    options: { function: 'mine', region: 'ap-guangzhou' },
    send: (request, body) =>
      request.url.includes('tencentcloudapi') ? api.send(request, body) : send(request, body),
  });
  await assert.rejects(consultation(), /there is no function mine/);
  const variables = { COS_BUCKET: BUCKET, COS_ENDPOINT: cos.url };
  const good = {
    Status: 'Active',
    Handler: 'index.main_handler',
    Runtime: 'Nodejs8.9',
    MemorySize: 128,
    Timeout: 10,
    Role: 'mps-webhook',
    Environment: { Variables: Object.entries(variables).map(([Key, Value]) => ({ Key, Value })) },
  };
  api.functions.set('mine', good);
  api.triggers.set('mine', [
    { Type: 'mps', ResourceId: 'x/TriggerType/WorkflowTaskEvent', Enable: 1 },
  ]);
  const { status, of } = await consultation();
  assert.equal(status, 0);
  assert.match(of('function')[0]?.message ?? '', /Nodejs8\.9, 128 MB, 10 s, role mps-webhook/);
  assert.equal(of('trigger')[0]?.message, 'mps WorkflowTask');
  assert.ok(cos.requests.length > 0 && cos.requests.every(({ verified }) => verified));

  // What an answer of the API lacks, or has of another type.
  const odd = { Variables: [null, 5, ...good.Environment.Variables, { Key: 'A' }] };
  api.functions.set('mine', { ...good, Description: {}, Role: ['a'], Environment: odd });
  const { of: ofOdd } = await consultation();
  assert.equal(ofOdd('function')[0]?.message, 'it has no execution role, so it has no credentials');
  for (const answer of [{}, { ...good, Status: {} }, { ...good, Timeout: '10' }]) {
    api.functions.set('mine', answer);
    await assert.rejects(consultation(), /GetFunction answered without a (Status|Timeout)/);
  }

  api.functions.set('mine', {
    ...good,
    Role: '',
    Timeout: 3,
    Handler: 'x.y',
    Status: 'CreateFailed',
  });
  api.triggers.set('mine', [{ Type: 'http', Enable: 1 }]);
  const bad = await consultation();
  assert.equal(bad.status, 1);
  assert.deepEqual(
    bad.of('function').map(({ level }) => level),
    ['fail', 'fail', 'fail', 'warn'],
  );
  // It can be called over HTTP, and takes what comes.
  assert.equal(bad.of('callbacks')[0]?.level, 'fail');
  api.triggers.set('mine', []);
  assert.equal((await consultation()).of('trigger')[0]?.level, 'warn');
  await assert.rejects(
    consultation({ function: 'mine', env: '.env' }),
    /do not go with --deployed/,
  );
  await assert.rejects(consultation({ function: 'mine' }), /name it with --region/);
});

test('--deployed looks at retries, the timer trigger, the last round of the watch and the outbox', async (t) => {
  const api = new CloudApi();
  const role = {
    secretId: DEPLOYER.TENCENTCLOUD_SECRET_ID,
    secretKey: DEPLOYER.TENCENTCLOUD_SECRET_KEY,
    sessionToken: DEPLOYER.TENCENTCLOUD_SECURITY_TOKEN,
  };
  const { cos, consultation } = await consult(t, {
    env: { ...DEPLOYER, COS_SECRET_ID: undefined },
    emulator: { credentials: [role] },
    options: { deployed: true, region: 'ap-guangzhou' },
    send: (request, body) =>
      request.url.includes('tencentcloudapi') ? api.send(request, body) : send(request, body),
  });
  const variables = { COS_BUCKET: BUCKET, COS_ENDPOINT: cos.url };
  const found = {
    Status: 'Active',
    Handler: 'index.main_handler',
    Runtime: 'Nodejs18.15',
    MemorySize: 128,
    Timeout: 30,
    Role: 'mps-webhook',
    Environment: { Variables: Object.entries(variables).map(([Key, Value]) => ({ Key, Value })) },
  };
  api.functions.set('mps-webhook', found);
  const trigger = { Type: 'mps', ResourceId: 'x/TriggerType/WorkflowTaskEvent', Enable: 1 };
  api.triggers.set('mps-webhook', [trigger]);
  const levels = async (check: string) =>
    (await consultation()).of(check).map(({ level, message }) => `${level} ${message}`);

  assert.deepEqual(await levels('retries'), [
    'warn events that fail are tried 2 times again, within 21600 s; then they are lost',
  ]);
  assert.deepEqual(await levels('watch'), [
    'skipped no timer trigger asks for it: events that never come are not found',
  ]);
  const queue = { Type: 'CMQ-QUEUE', Name: 'failed-events' };
  api.functions.set('mps-webhook', { ...found, DeadLetterConfig: queue });
  assert.match(`${await levels('retries')}`, /^ok .*then they go to CMQ-QUEUE:failed-events$/);

  const timer = { Type: 'timer', TriggerName: 'watch', Enable: 1, CustomArgument: 'watch 24h' };
  const times = { TriggerDesc: '{"cron":"0 */30 * * * * *"}' };
  api.triggers.set('mps-webhook', [trigger, { ...timer, ...times, CustomArgument: 'tick' }]);
  assert.match(`${await levels('watch')}`, /^fail the message of the timer trigger does not ask/);
  api.triggers.set('mps-webhook', [trigger, { ...timer, ...times }]);
  assert.deepEqual(await levels('watch'), [
    'ok a timer trigger asks for it: 0 */30 * * * * *',
    'warn no round has ended yet',
  ]);
  assert.deepEqual(await levels('outbox'), ['ok no message waits']);

  const put = (key: string, body: string) =>
    call(cos.url, { method: 'PUT', path: `/${BUCKET}/${key}`, body, credential: role });
  const cursor = (ago: number, last: object, newest_event?: string) => {
    const at = new Date(Date.now() - ago * 60_000).toISOString();
    const text = JSON.stringify({ version: 1, at, checked_until: at, last, newest_event });
    return put('mps/watch/reconcile.cursor.json', text);
  };
  const all = { since: 'a', until: 'b', complete: true, tasks: 12, missing: 3, fetched: 3 };
  assert.equal((await cursor(25, all, '2024-06-01T08:00:00Z')).status, 200);
  await put('mps/outbox/wecom-1f3a09bc/20240601T080000Z-1.outbox.json', '{}');
  assert.deepEqual((await levels('watch')).slice(1), [
    'ok the last round ended 25 min ago: 12 tasks, 3 had not arrived, 3 delivered now',
  ]);
  assert.deepEqual(await levels('events'), [
    'ok the latest one in the archive is of a task that finished at 2024-06-01T08:00:00Z',
  ]);
  assert.match(`${await levels('outbox')}`, /^ok 1 message waits, for 0 min$/);

  await cursor(0, { ...all, missing: 12, fetched: 10, failed: 1, gone: 1 });
  const bad = await consultation();
  assert.equal(bad.status, 1);
  assert.deepEqual(
    [...bad.of('watch'), ...bad.of('events')].map(({ level, message }) => `${level} ${message}`),
    [
      'ok a timer trigger asks for it: 0 */30 * * * * *',
      'ok the last round ended 0 min ago: 12 tasks, 12 had not arrived, 10 delivered now',
      'warn 1 task of the last round is not delivered yet',
      'warn the service did not know 1 of the missing tasks any more',
      'fail no event arrives: none of the last 12 tasks was in the archive',
    ],
  );

  await cursor(1, { ...all, tasks: 1, missing: 1, fetched: 0, pending: 2 });
  assert.deepEqual(
    [...(await levels('watch')).slice(1), ...(await levels('events'))],
    [
      'ok the last round ended 1 min ago: 1 task, 1 had not arrived, 0 delivered now',
      'warn 2 tasks of the last round are not delivered yet',
      'fail no event arrives: the last task was not in the archive',
    ],
  );
  for (const [RetryNum, message] of [
    [0, 'warn events that fail are not tried again; then they go to CMQ-QUEUE:failed-events'],
    [
      1,
      'ok events that fail are tried once more, within 60 s; then they go to CMQ-QUEUE:failed-events',
    ],
  ] as const) {
    api.invocations.set('mps-webhook', { MsgTTL: 60, RetryConfig: [{ RetryNum }] });
    assert.deepEqual(await levels('retries'), [message]);
  }

  await cursor(200, all);
  assert.match((await levels('watch'))[1] ?? '', /^warn the last round ended 200 min ago/);

  api.fail = (action) =>
    action === 'GetFunctionEventInvokeConfig' ? 'UnauthorizedOperation.CAM' : undefined;
  assert.match(`${await levels('retries')}`, /^warn what becomes of events that fail could not/);
  const classic = { Key: 'COS_LAYOUT', Value: 'classic' };
  const Variables = [...found.Environment.Variables, classic];
  api.functions.set('mps-webhook', { ...found, Environment: { Variables } });
  assert.match(`${await levels('watch')}`, /^fail the watch looks for tasks by their ids/);
});

test('what is wrong with other options is said where there are no keys, too', async (t) => {
  const { consultation } = await consult(t, {
    env: { COS_SECRET_ID: '', COS_SECRET_KEY: '', NOTIFY_LANG: 'xx' },
  });
  const { status, of } = await consultation();
  assert.equal(status, 1);
  assert.match(of('credentials')[0]?.message ?? '', /has no keys/);
  assert.match(`${of('options').map(({ message }) => message)}`, /NOTIFY_LANG must be/);
});
