/** `mps-webhook deploy` against the APIs of SCF, CAM and MPS in memory: every request is checked by the official SDK's types. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { run } from '../../js/cli/commands/deploy';
import { type CommandContext, UsageError } from '../../js/cli/context';
import type { DeployOptions } from '../../js/cli/deploy/settings';
import { runProgram } from '../../js/cli/program';
import { send } from '../../js/delivery/transport/node';
import { CloudApi, DEPLOYER } from './support/cloud-api';
import { ASSETS, commandContext } from './support/command-context';
import { deploy as deployed } from './support/function';
import { PKG, ROOT } from './support/project';

const BUCKET = 'COS_BUCKET=results-1250000000';
const OPTIONS: DeployOptions = {
  template: 'mps-webhook',
  namespace: 'default',
  region: 'ap-guangzhou',
  role: 'mps-webhook',
  set: [BUCKET],
};

/** Options of the command; undefined takes one away. */
type Asked = Partial<Record<keyof DeployOptions, unknown>>;

async function account(t: TestContext, given: Partial<CommandContext> = {}) {
  const api = new CloudApi();
  const context = await commandContext(t, { env: DEPLOYER, send: api.send, ...given });
  const slept: number[] = [];
  const sleep = async (ms: number) => {
    slept.push(ms);
  };
  const deploy = async (options: Asked = {}) => {
    const from = api.calls.length;
    const status = await run({ ...OPTIONS, ...options } as DeployOptions, context, {
      assets: ASSETS,
      sleep,
    });
    const output = context.output();
    assert.ok(!/NobodyMaySee/.test(output), 'something secret was shown');
    return { status, output, changes: api.changes(from) };
  };
  return { api, deploy, slept, context };
}

const last = (api: CloudApi, action: string) =>
  api.calls.filter((call) => call.action === action).at(-1)?.parameters;

test('a function is planned first, then made, and then there is nothing to do', async (t) => {
  const { api, deploy, slept } = await account(t);
  const planned = await deploy();
  assert.equal(planned.status, 0);
  assert.deepEqual(planned.changes, []);
  assert.match(planned.output, /mps-webhook \(mps-webhook\) in ap-guangzhou: to be created/);
  assert.match(planned.output, /\+ {2}COS_BUCKET +– +results-1250000000/);
  assert.match(planned.output, /\+ {2}MPS trigger WorkflowTask +– +on/);
  assert.match(planned.output, /! BindTrigger, which makes the MPS trigger, is not documented/);
  assert.match(planned.output, /Nothing was changed.*--yes/);
  assert.deepEqual((await deploy({ yes: true, dryRun: true })).changes, []);

  const done = await deploy({ yes: true });
  assert.equal(done.status, 0);
  assert.deepEqual(done.changes, [
    'CreateFunction',
    'UpdateFunctionEventInvokeConfig',
    'BindTrigger',
  ]);
  assert.deepEqual(last(api, 'UpdateFunctionEventInvokeConfig').AsyncTriggerConfig, {
    RetryConfig: [{ RetryNum: 2 }],
    MsgTTL: 21600,
  });
  assert.ok(slept.length > 0 && slept.every((ms) => ms > 0), 'it did not wait until Active');
  const { Handler, Runtime, MemorySize, Timeout, Role, Environment } = last(api, 'CreateFunction');
  assert.deepEqual(
    [Handler, Runtime, MemorySize, Timeout, Role],
    ['index.main_handler', 'Nodejs18.15', 128, 10, 'mps-webhook'],
  );
  assert.deepEqual(Environment, {
    Variables: [{ Key: 'COS_BUCKET', Value: 'results-1250000000' }],
  });
  assert.deepEqual(last(api, 'BindTrigger'), {
    ScfRegion: 'ap-guangzhou',
    EventType: 'WorkflowTask',
    Qualifier: '$DEFAULT',
    FunctionName: 'mps-webhook',
    Namespace: 'default',
  });
  const code = api.code('mps-webhook');
  const shipped = readdirSync(join(PKG, 'scf', 'mps-webhook'));
  const isCode = (name: string) => /\.(js|wasm|txt)$/.test(name);
  assert.deepEqual(Object.keys(code), shipped.filter(isCode).sort());
  for (const [name, bytes] of Object.entries(code)) {
    assert.deepEqual(Buffer.from(bytes), readFileSync(join(PKG, 'scf', 'mps-webhook', name)));
  }

  for (const options of [{ yes: true }, { yes: true, set: [] }, { yes: true, role: undefined }]) {
    const again = await deploy(options);
    assert.deepEqual([again.status, again.changes], [0, []]);
    assert.match(again.output, /exists[\s\S]*Nothing to do\./);
  }
});

test('retries, event age and dead letters are part of the plan, and stay if they are not named', async (t) => {
  const { api, deploy } = await account(t);
  const named = { retries: '0', eventAge: '3600', deadLetter: 'CMQ-QUEUE:failed-events' };
  const made = await deploy({ yes: true, ...named });
  assert.match(made.output, /\+ {2}retries +– +0\n/);
  assert.match(made.output, /\+ {2}event age +– +3600 s\n/);
  assert.match(made.output, /\+ {2}dead letters +– +CMQ-QUEUE:failed-events\n/);
  assert.deepEqual(last(api, 'UpdateFunctionEventInvokeConfig').AsyncTriggerConfig, {
    RetryConfig: [{ RetryNum: 0 }],
    MsgTTL: 3600,
  });
  const queue = { Type: 'CMQ-QUEUE', Name: 'failed-events' };
  assert.deepEqual(last(api, 'CreateFunction').DeadLetterConfig, queue);
  for (const options of [named, {}, { eventAge: '3600' }]) {
    assert.deepEqual((await deploy({ yes: true, ...options })).changes, []);
  }
  const one = await deploy({ yes: true, retries: '1' });
  assert.match(one.output, /~ {2}retries +0 +1\n/);
  assert.deepEqual(one.changes, ['UpdateFunctionEventInvokeConfig']);
  assert.deepEqual(last(api, 'UpdateFunctionEventInvokeConfig').AsyncTriggerConfig, {
    RetryConfig: [{ RetryNum: 1 }],
    MsgTTL: 3600,
  });
  assert.deepEqual((await deploy({ yes: true, memory: '256' })).changes, [
    'UpdateFunctionConfiguration',
  ]);
  assert.ok(!('DeadLetterConfig' in last(api, 'UpdateFunctionConfiguration')));
  const none = await deploy({ yes: true, deadLetter: 'none' });
  assert.match(none.output, /- {2}dead letters +CMQ-QUEUE:failed-events +–\n/);
  assert.deepEqual(none.changes, ['UpdateFunctionConfiguration']);
  assert.deepEqual((await deploy({ yes: true, deadLetter: 'none' })).changes, []);

  api.fail = (action) =>
    action === 'GetFunctionEventInvokeConfig' ? 'UnauthorizedOperation.CAM' : undefined;
  const unknown = await deploy({ yes: true });
  assert.deepEqual([unknown.status, unknown.changes], [0, []]);
  assert.match(unknown.output, /! retries and event age could not be looked up/);
  await assert.rejects(deploy({ retries: '1' }), /GetFunctionEventInvokeConfig was refused/);
});

test('--test invokes what was deployed, and shows result and log', async (t) => {
  const { api, deploy } = await account(t);
  const invoked = () => api.calls.filter(({ action }) => action === 'InvokeFunction').length;
  await deploy({ test: true });
  await deploy({ test: true, yes: true, dryRun: true });
  assert.equal(invoked(), 0);
  api.result = {
    RetMsg: '{"events":1}',
    Log: 'START RequestId: x\n{"msg":"event stored"}\u001b[31m\nEND',
    ErrMsg: '',
    InvokeResult: 0,
    Duration: 12.4,
    FunctionRequestId: 'f-1',
  };
  const made = await deploy({ test: true, yes: true });
  assert.equal(made.status, 0);
  assert.deepEqual(made.changes.at(-1), 'InvokeFunction');
  const { Event, ...others } = last(api, 'InvokeFunction');
  assert.deepEqual(others, {
    FunctionName: 'mps-webhook',
    Namespace: 'default',
    Qualifier: '$LATEST',
    LogType: 'Tail',
  });
  assert.equal(JSON.parse(Event).EventType, 'WorkflowTask');
  assert.match(
    made.output,
    /\nTest with the sample workflow-many-outputs: succeeded, 12 ms, request f-1\n {2}result\n {4}\{"events":1\}\n {2}log[^\n]*\n {4}START RequestId: x\n {4}\{"msg":"event stored"\}.*\n {4}END\n$/,
  );
  assert.ok(!made.output.includes('\u001b'));

  for (const [result, expected] of [
    [{ ErrMsg: 'AccessDenied', InvokeResult: 1 }, /failed\n {2}error\n {4}AccessDenied\n/],
    [{ ErrMsg: '', InvokeResult: -1 }, /failed\n {2}error\n {4}the invocation ended with -1\n/],
    [{ RetMsg: '{"errorCode":-1,"errorMessage":"timed out"}' }, /failed\n[^\n]*\n {4}timed out\n/],
  ] as const) {
    api.result = { ...result, Log: `${DEPLOYER.TENCENTCLOUD_SECRET_KEY} stands here` };
    const again = await deploy({ test: true, yes: true });
    assert.equal(again.status, 1);
    assert.match(again.output, /Nothing to do/);
    assert.match(again.output, expected);
    assert.match(again.output, /\*\*\* stands here/);
  }
  api.result = undefined;
  assert.equal((await deploy({ test: true, yes: true, template: 'cls-to-cos' })).status, 0);
  assert.ok(JSON.parse(last(api, 'InvokeFunction').Event).clslogs.data);
  api.fail = (action) => (action === 'InvokeFunction' ? 'UnauthorizedOperation.CAM' : undefined);
  await assert.rejects(deploy({ test: true, yes: true }), /InvokeFunction was refused/);
});

test('the samples that --test sends are events for the function', async (t) => {
  const { api, deploy } = await account(t);
  for (const template of ['mps-webhook', 'mps-to-cos', 'cls-to-cos']) {
    await deploy({ test: true, yes: true, template });
    const { Event } = last(api, 'InvokeFunction');
    const scf = { folder: join(PKG, 'scf', template) };
    const { invoke, objects } = await deployed(t, { node: process.execPath, scf });
    const { error } = await invoke(JSON.parse(Event));
    assert.equal(error, undefined);
    const keys = [...(await objects()).keys()];
    assert.ok(keys.length > 0 && !keys.some((key) => key.includes('unparsed')), `${keys}`);
  }
});

test('any runtime is asked for that there may be, and SCF says whether it is', async (t) => {
  const { api, deploy } = await account(t);
  await deploy({ yes: true, runtime: 'Nodejs42.1' });
  assert.equal(last(api, 'CreateFunction').Runtime, 'Nodejs42.1');
  await assert.rejects(deploy({ runtime: 'node 42' }), /--runtime node 42: it must be the id/);
});

test('a misspelt variable is refused before anything is asked, and may be taken away', async (t) => {
  const { api, deploy } = await account(t);
  await assert.rejects(deploy({ set: [BUCKET, 'NOTIFY_LNAG=en'] }), {
    message: 'variable NOTIFY_LNAG: there is none; did you mean NOTIFY_LANG?',
  });
  assert.deepEqual(api.calls, []);
  assert.equal((await deploy({ set: [BUCKET, 'NOTIFY_LNAG=', 'OWN_SETTING=x'] })).status, 0);
});

test('what is named is changed, and what is not stays', async (t) => {
  const { api, deploy, context } = await account(t);
  await deploy({ yes: true, set: [BUCKET, 'WECOM_WEBHOOK_KEY=KeyNobodyMaySee', 'NOTIFY_LANG=ja'] });

  const set = ['WECOM_WEBHOOK_KEY=AnotherNobodyMaySee', 'NOTIFY_LANG=', 'NOTIFY_ON=failure'];
  const configured = await deploy({ yes: true, set, memory: '256', timeout: '20' });
  assert.deepEqual(configured.changes, ['UpdateFunctionConfiguration']);
  assert.match(configured.output, /~ {2}WECOM_WEBHOOK_KEY +•+ +•+/);
  assert.match(configured.output, /- {2}NOTIFY_LANG +ja +–/);
  assert.match(configured.output, /~ {2}memory +128 MB +256 MB/);
  assert.deepEqual(api.functions.get('mps-webhook').Environment.Variables, [
    { Key: 'COS_BUCKET', Value: 'results-1250000000' },
    { Key: 'WECOM_WEBHOOK_KEY', Value: 'AnotherNobodyMaySee' },
    { Key: 'NOTIFY_ON', Value: 'failure' },
  ]);

  writeFileSync(join(context.cwd, 'process.js'), 'exports.process = () => 1;');
  const processed = await deploy({ yes: true, process: 'process.js' });
  assert.deepEqual(processed.changes, ['UpdateFunctionCode', 'UpdateFunctionConfiguration']);
  assert.ok('process.js' in api.code('mps-webhook'));
  assert.equal(api.functions.get('mps-webhook').MemorySize, 256);
  assert.deepEqual((await deploy({ yes: true, process: 'process.js' })).changes, []);
  const without = await deploy();
  assert.match(without.output, /- {2}process\.js +yes +–/);
  assert.match(without.output, /! the function has a process\.js of yours/);

  const both = await deploy({
    yes: true,
    process: 'process.js',
    trigger: ['WorkflowTask', 'EditMediaTask'],
  });
  assert.deepEqual(both.changes, ['BindTrigger']);
  assert.equal(last(api, 'BindTrigger').EventType, 'EditMediaTask');
});

test('a function that somebody made by hand is taken over', async (t) => {
  const { api, deploy } = await account(t);
  api.functions.set('mps-webhook', {
    FunctionName: 'mps-webhook',
    Status: 'Active',
    Handler: 'index.main_handler',
    Runtime: 'Nodejs8.9',
    MemorySize: 128,
    Timeout: 3,
    Role: '',
    Description: 'mine',
    Environment: { Variables: [{ Key: 'DSN', Value: 'PasswordNobodyMaySee' }] },
  });
  api.triggers.set('mps-webhook', [
    { Type: 'timer', TriggerName: 't' },
    { Type: 'mps', ResourceId: 'x/TriggerType/WorkflowTaskEvent', BindStatus: 'off', Enable: 1 },
  ]);
  const { changes, output } = await deploy({ yes: true, timeout: '10', runtime: 'Nodejs18.15' });
  assert.deepEqual(changes, ['UpdateFunctionCode', 'UpdateFunctionConfiguration', 'BindTrigger']);
  assert.match(output, /! SCF cannot change the runtime of a function: it stays Nodejs8\.9/);
  assert.match(output, /~ {2}code +other/);
  assert.match(api.functions.get('mps-webhook').Description, /^mine Code [0-9a-f]{16}$/);
  assert.match(output, /~ {2}MPS trigger WorkflowTask +off +on/);
});

test('a function of the template store is replaced, and gets time to try requests again', async (t) => {
  const { api, deploy } = await account(t);
  const ofStore = {
    FunctionName: 'MPSAnalysis',
    Status: 'Active',
    Handler: 'index.main_handler',
    Runtime: 'Nodejs8.9',
    MemorySize: 128,
    Timeout: 3,
    Role: '',
    Description: 'MPS Webhook Demo',
    Environment: { Variables: [] },
  };
  api.functions.set('MPSAnalysis', ofStore);
  api.triggers.set('MPSAnalysis', [
    { Type: 'mps', ResourceId: 'x/TriggerType/WorkflowTaskEvent', BindStatus: 'on', Enable: 1 },
  ]);
  const asked = { name: 'MPSAnalysis', yes: true };
  const { changes, output } = await deploy(asked);
  assert.deepEqual(changes, ['UpdateFunctionCode', 'UpdateFunctionConfiguration']);
  assert.match(output, /^MPSAnalysis \(mps-webhook\) in ap-guangzhou: exists\n/);
  assert.match(output, /\n {2}~ {2}code +other +[0-9a-f]{16}\n/);
  assert.match(output, /\n {5}handler +index\.main_handler\n/);
  assert.match(output, /\n {5}memory +128 MB\n/);
  assert.match(output, /\n {2}~ {2}timeout +3 s +10 s\n/);
  assert.match(output, /\n {5}MPS trigger WorkflowTask +on\n/);
  assert.match(output, /! a timeout of 3 s leaves no time to try a request again: it becomes 10 s/);
  assert.match(output, /! the code of the function is replaced; what was written into it/);
  const { Runtime, Timeout, Role } = api.functions.get('MPSAnalysis');
  assert.deepEqual([Runtime, Timeout, Role], ['Nodejs8.9', 10, 'mps-webhook']);
  assert.deepEqual((await deploy(asked)).changes, []);
  // Once it is this code, a short timeout is what somebody wants.
  await deploy({ ...asked, timeout: '3' });
  assert.deepEqual((await deploy(asked)).changes, []);

  api.functions.set('MPSAnalysis', { ...ofStore });
  await deploy({ ...asked, timeout: '3' });
  assert.equal(api.functions.get('MPSAnalysis').Timeout, 3);

  for (const Runtime of ['Python2.7', null]) {
    api.functions.set('MPSAnalysis', { ...ofStore, Runtime });
    await assert.rejects(deploy(asked), /the function runs .*, not Node\.js[\s\S]*another --name/);
  }
});

test('variables come from files too, and the document as one', async (t) => {
  const { api, deploy, context } = await account(t);
  writeFileSync(join(context.cwd, '.env'), '# mine\nCOS_PREFIX="a b/"\nNOTIFY_ON=failure # few\n');
  const document = { cos: { bucket: 'results-1250000000' }, notify: [] };
  writeFileSync(join(context.cwd, 'options.json'), JSON.stringify(document, null, 4));
  await deploy({ yes: true, set: ['NOTIFY_ON=all'], env: '.env', config: 'options.json' });
  assert.deepEqual(api.functions.get('mps-webhook').Environment.Variables, [
    { Key: 'COS_PREFIX', Value: 'a b/' },
    { Key: 'NOTIFY_ON', Value: 'all' },
    { Key: 'MPS_WEBHOOK_CONFIG', Value: JSON.stringify(document) },
  ]);
});

test('what the function would refuse is refused before anything is changed', async (t) => {
  const { api, deploy } = await account(t);
  const refused = async (options: Asked, expected: RegExp) => {
    await assert.rejects(deploy({ yes: true, ...options }), expected);
  };
  await refused({ set: ['COS_BUCKET=Results'] }, /COS_BUCKET must be the bucket's full name/);
  await refused({ set: [BUCKET, 'WECOM_WEBHOOK_KEY=k', 'NOTIFY_ON=never'] }, /NOTIFY_ON must be/);
  await refused({ role: undefined }, /name its execution role with --role/);
  await refused({ set: [BUCKET, 'SCF_ENDPOINT=http://x'] }, /SCF takes none that begins with SCF_/);
  await refused({ set: ['COS_PREFIX'] }, /must be NAME=value/);
  await refused({ set: [`COS_PREFIX=${'x'.repeat(5000)}`] }, /at most 4096/);
  await refused({ env: 'none.env' }, /there is no none\.env/);
  await refused({ timeout: '901' }, /--timeout 901/);
  await refused({ retries: '3' }, /--retries 3: it must be a whole number from 0 to 2/);
  await refused({ eventAge: '21601' }, /--event-age 21601/);
  await refused(
    { deadLetter: 'failed-events' },
    /--dead-letter failed-events: it must be type:name/,
  );
  await refused({ trigger: ['ScheduleTask'] }, /--trigger ScheduleTask/);
  await refused({ template: 'cls-to-cos', trigger: ['WorkflowTask'] }, /triggered by CLS/);
  await refused({ name: '8' }, /--name 8/);
  await refused({ role: 'nobody' }, /there is no role nobody; make it in the CAM console/);
  assert.deepEqual(api.changes(), []);
});

test('cls-to-cos is triggered by a topic, if one is named, and never by its own log', async (t) => {
  const { api, deploy } = await account(t);
  const options = { template: 'cls-to-cos', yes: true };
  const { changes, output } = await deploy(options);
  assert.deepEqual(changes, ['CreateFunction', 'UpdateFunctionEventInvokeConfig']);
  assert.match(output, /name the log topic with --topic/);
  const topic = '5f2d1b7e-0000-4000-8000-000000000000';
  const bound = await deploy({ ...options, topic });
  assert.deepEqual(bound.changes, ['CreateDeliverCloudFunction']);
  assert.ok(!bound.output.includes('not documented'));
  assert.deepEqual(last(api, 'CreateDeliverCloudFunction'), {
    TopicId: topic,
    FunctionName: 'cls-to-cos',
    Namespace: 'default',
    Qualifier: '$DEFAULT',
    Timeout: 60,
    MaxMsgNum: 100,
  });
  assert.deepEqual((await deploy({ ...options, topic })).changes, []);

  api.fail = (action) =>
    action === 'CreateDeliverCloudFunction' ? 'OperationDenied.TopicHasDeliverFunction' : undefined;
  const other = '6f2d1b7e-0000-4000-8000-000000000000';
  await assert.rejects(
    deploy({ ...options, topic: other }),
    /The topic triggers a function already/,
  );
  api.functions.get('cls-to-cos').ClsTopicId = other;
  await assert.rejects(deploy({ ...options, topic: other }), /would trigger itself for ever/);
  await assert.rejects(deploy({ topic }), /triggered by MPS, not by CLS/);
  await assert.rejects(deploy({ ...options, topic: 'x y' }), /must be the id of a log topic/);
});

const WATCH_POLICY = {
  version: '2.0',
  statement: [
    {
      effect: 'allow',
      action: ['mps:DescribeTasks', 'mps:DescribeTaskDetail'],
      resource: ['*'],
    },
    {
      effect: 'allow',
      action: ['name/cos:GetBucket'],
      resource: ['qcs::cos:ap-guangzhou:uid/1250000000:results-1250000000/*'],
    },
    {
      effect: 'allow',
      action: ['name/cos:DeleteObject'],
      resource: [
        'qcs::cos:ap-guangzhou:uid/1250000000:results-1250000000/mps/outbox/*',
        'qcs::cos:ap-guangzhou:uid/1250000000:results-1250000000/mps/failed/*',
      ],
    },
  ],
};

test('--watch makes the timer trigger and the permissions it needs, once', async (t) => {
  const { api, deploy } = await account(t);
  const planned = await deploy({ watch: '24h' });
  assert.deepEqual(planned.changes, []);
  assert.match(planned.output, /\+ {2}timeout +– +30 s\n/);
  assert.match(planned.output, /\+ {2}timer trigger +– +watch 24h\n/);
  assert.match(planned.output, /\+ {2}policy of the watch +– +on\n/);

  const made = await deploy({ watch: '24h', yes: true });
  assert.deepEqual(made.changes.slice(-4), [
    'CreatePolicy',
    'AttachRolePolicy',
    'BindTrigger',
    'CreateTrigger',
  ]);
  assert.deepEqual(last(api, 'CreateTrigger'), {
    FunctionName: 'mps-webhook',
    Namespace: 'default',
    TriggerName: 'watch',
    Type: 'timer',
    TriggerDesc: '0 */30 * * * * *',
    Qualifier: '$DEFAULT',
    Enable: 'OPEN',
    CustomArgument: 'watch 24h',
  });
  assert.deepEqual(JSON.parse(api.policies[0]?.document ?? ''), WATCH_POLICY);
  assert.deepEqual(api.policies[0]?.name, 'mps-webhook-watch-ap-guangzhou');
  assert.deepEqual(api.policies[0]?.roles, ['mps-webhook']);
  for (const options of [{ watch: '24h' }, {}]) {
    const again = await deploy({ ...options, yes: true });
    assert.deepEqual([again.status, again.changes], [0, []], again.output);
  }

  const further = await deploy({ watch: '7d', yes: true });
  assert.match(further.output, /~ {2}timer trigger +watch 24h +watch 7d\n/);
  assert.deepEqual(further.changes, ['UpdateTrigger']);
  assert.equal(last(api, 'UpdateTrigger').TriggerDesc, '0 */30 * * * * *');
  const moved = await deploy({
    watch: '7d',
    yes: true,
    set: ['COS_BUCKET=others-1250000000'],
  });
  assert.match(moved.output, /~ {2}policy of the watch +other +on\n/);
  assert.deepEqual(moved.changes, ['UpdateFunctionConfiguration', 'UpdatePolicy']);
  assert.equal(api.policies.length, 1);
});

test('digests and quiet hours want the timer trigger, until there is one', async (t) => {
  const { deploy } = await account(t);
  const document = {
    cos: { bucket: 'results-1250000000' },
    notify: [{ url: '00000000-0000-4000-8000-000000000000', quiet: '22:00-08:00 +08:00' }],
  };
  const set = [`MPS_WEBHOOK_CONFIG=${JSON.stringify(document)}`];
  const hint = /! without a timer trigger[\s\S]*--watch 24h makes one/;
  assert.match((await deploy({ set, yes: true })).output, hint);
  assert.doesNotMatch((await deploy({ set, watch: '24h', yes: true })).output, hint);
  assert.doesNotMatch((await deploy({ set })).output, hint);
});

test('--watch keeps the name and the times of a timer trigger that somebody made', async (t) => {
  const { api, deploy } = await account(t);
  await deploy({ yes: true });
  const mine = { Type: 'timer', TriggerName: 'mine', Qualifier: '$LATEST', Enable: 0 };
  const times = { TriggerDesc: '{"cron":"0 0 * * * * *"}', CustomArgument: 'watch' };
  const other = { ...mine, TriggerName: 'other', CustomArgument: 'tick' };
  api.triggers.get('mps-webhook')?.push(other, { ...mine, ...times });
  api.functions.get('mps-webhook').Timeout = 20;
  api.policies.push({
    name: 'mps-webhook-watch-ap-guangzhou',
    document: JSON.stringify(WATCH_POLICY, null, 2),
    roles: [],
  });
  const { output, changes } = await deploy({ watch: '24h', yes: true });
  assert.match(output, /~ {2}timer trigger +off +watch 24h\n/);
  assert.match(output, /! a timeout of 20 s is short for a round of the watch: it becomes 30 s/);
  assert.deepEqual(changes, ['UpdateFunctionConfiguration', 'AttachRolePolicy', 'UpdateTrigger']);
  const { TriggerName, Qualifier, TriggerDesc } = last(api, 'UpdateTrigger');
  assert.deepEqual([TriggerName, Qualifier, TriggerDesc], ['mine', '$LATEST', '0 0 * * * * *']);
});

test('--watch says what it cannot do', async (t) => {
  const { api, deploy } = await account(t);
  const refused = (options: Asked, expected: RegExp) =>
    assert.rejects(deploy({ yes: true, watch: '24h', ...options }), expected);
  await refused({ watch: '8d' }, /--watch 8d: it must be a time back such as 24h, 90m or 3d/);
  await refused({ watch: 'none' }, /--watch none: it must be/);
  await refused(
    { template: 'mps-to-cos' },
    /do not allow --watch: the watch looks for tasks by their ids/,
  );
  await refused({ set: [] }, /do not allow --watch: .*no bucket is set/);
  assert.deepEqual(api.changes(), []);

  api.fail = (action) =>
    action === 'ListAttachedRolePolicies' ? 'UnauthorizedOperation.CAM' : undefined;
  const hidden = await deploy({ watch: '24h' });
  assert.match(hidden.output, /! the policies of the role could not be looked up/);
  api.fail = (action) => (action === 'CreatePolicy' ? 'UnauthorizedOperation.CAM' : undefined);
  await refused({}, /its role lacks what the watch needs[\s\S]*run it again/);
  api.fail = () => undefined;
  const again = await deploy({ watch: '24h', yes: true });
  assert.deepEqual(again.changes, [
    'CreatePolicy',
    'AttachRolePolicy',
    'BindTrigger',
    'CreateTrigger',
  ]);
});

test('a plan says what is not named, and what is wrong with what is named', async (t) => {
  const { deploy } = await account(t, { env: {} });
  const bare = await deploy({ role: undefined, region: undefined, template: 'cls-to-cos' });
  for (const expected of [
    /! no --role is named/,
    /! no --topic is named/,
    /! no region is known/,
  ]) {
    assert.match(bare.output.replace(/\n {2}/g, ' '), expected);
  }
  const usage = async (options: Asked, message: RegExp) => {
    await assert.rejects(deploy(options), (error: Error) => {
      assert.ok(error instanceof UsageError, error.message);
      assert.match(error.message, message);
      return true;
    });
  };
  await usage({ runtime: 'Python3.7' }, /--runtime Python3\.7: the function needs Node\.js/);
  await usage({ runtime: 'Nodejs6.10' }, /--runtime Nodejs6\.10: the function needs Node\.js/);
  await usage({ region: 'nowhere' }, /^--region: what is set is not a region/);
  await usage({ set: ['COS_BUCKET=Results'] }, /would refuse its variables: COS_BUCKET must/);
});

test('errors of the API say what to do, and the next run goes on from there', async (t) => {
  const { api, deploy } = await account(t);
  for (const [action, code, expected] of [
    ['GetFunction', 'AuthFailure.SignatureFailure', /TENCENTCLOUD_SECRET_KEY does not belong/],
    ['GetFunction', 'AuthFailure.SignatureExpire', /clock of this machine/],
    ['CreateFunction', 'UnauthorizedOperation.CAM', /QcloudSCFFullAccess/],
    ['CreateFunction', 'InvalidParameterValue.Runtime', /--runtime/],
    ['CreateFunction', 'Something.New', /Look the code up/],
    ['BindTrigger', 'InvalidAction', /only its trigger is missing. Make it in the SCF console/],
  ] as const) {
    api.fail = (called) => (called === action ? code : undefined);
    await assert.rejects(deploy({ yes: true }), (error: Error) => {
      assert.match(error.message, new RegExp(`${action} was refused: ${code}: what the API says`));
      assert.match(error.message, /request r-1/);
      assert.match(error.message, expected);
      return true;
    });
  }
  api.fail = () => undefined;
  assert.deepEqual((await deploy({ yes: true })).changes, ['BindTrigger']);

  api.fail = (called) => (called === 'GetRole' ? 'AuthFailure.UnauthorizedOperation' : undefined);
  const { status, output } = await deploy();
  assert.equal(status, 0);
  assert.match(output, /! whether there is a role mps-webhook could not be looked up/);
});

test('what passes is tried again; a change whose answer was lost is not', async (t) => {
  const { api, deploy, slept } = await account(t);
  const faults = ['RequestLimitExceeded', 'InternalError.System', new Error('reset')];
  api.fail = (action) => (action === 'GetFunction' ? faults.pop() : undefined);
  assert.equal((await deploy()).status, 0);
  assert.deepEqual([faults.length, slept.length], [0, 3]);

  api.fail = (action) => (action === 'CreateFunction' ? new Error('socket hang up') : undefined);
  await assert.rejects(deploy({ yes: true }), /CreateFunction got no answer: socket hang up/);
  assert.equal(api.changes().length, 1);
});

test('a change is waited for that SCF is not done with', async (t) => {
  const { api, deploy } = await account(t);
  await deploy({ yes: true });
  let refusals = 20;
  api.fail = (action) =>
    action === 'UpdateFunctionConfiguration' && refusals-- > 0
      ? 'FailedOperation.FunctionStatusError'
      : undefined;
  assert.equal((await deploy({ yes: true, memory: '256' })).status, 0);
  assert.equal(api.functions.get('mps-webhook').MemorySize, 256);
});

test('a function that SCF cannot make ends the waiting, with the reason', async (t) => {
  const { api, deploy } = await account(t);
  api.looks = Number.POSITIVE_INFINITY;
  await assert.rejects(deploy({ yes: true }), /the function is Creating after 180 s/);
  Object.assign(api.functions.get('mps-webhook'), {
    Status: 'CreateFailed',
    StatusReasons: [{ ErrorCode: 'NoRole', ErrorMessage: 'the role cannot be assumed' }],
  });
  await assert.rejects(
    deploy({ yes: true }),
    /is CreateFailed: NoRole: the role cannot be assumed/,
  );
});

test('whoever interrupts it finds done what was under way, and nothing begun', async (t) => {
  const interruption = new AbortController();
  const { api, deploy } = await account(t, { interrupted: interruption.signal });
  api.fail = (action) => {
    if (action === 'CreateFunction') interruption.abort();
    return undefined;
  };
  await assert.rejects(deploy({ yes: true }), /interrupted: what is done stays/);
  assert.deepEqual(api.changes(), ['CreateFunction']);
});

test('a stand-in for the services is deployed to, where variables name it', async (t) => {
  const api = new CloudApi();
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const url = `${api.endpoint}${request.url}`;
    const headers = request.headers as Record<string, string>;
    try {
      const answer = await api.send({ method: 'POST', url, headers, timeout: 1 }, body);
      response.end(answer.body);
    } catch (error) {
      response.statusCode = 500;
      response.end(`${error}`);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  api.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const endpoints = Object.fromEntries(
    ['SCF', 'CAM', 'CLS', 'MPS'].map((service) => [`${service}_ENDPOINT`, `${api.endpoint}/`]),
  );
  const { deploy } = await account(t, { env: { ...DEPLOYER, ...endpoints }, send });
  assert.equal((await deploy({ yes: true })).status, 0);
  const done = api.changes();
  assert.deepEqual([done[0], done.at(-1)], ['CreateFunction', 'BindTrigger']);
  assert.ok(api.calls.some(({ action }) => action === 'GetRole'));
  await deploy({ yes: true });
  assert.deepEqual(api.changes(), done);

  for (const wrong of [
    '127.0.0.1:9000',
    'ftp://h',
    'http://u:hush@h',
    'http://h/hush',
    'http://h:x',
  ]) {
    const { deploy } = await account(t, { env: { ...DEPLOYER, CAM_ENDPOINT: wrong } });
    await assert.rejects(deploy(), (error: Error) => {
      assert.match(error.message, /^CAM_ENDPOINT must be a base URL/);
      assert.ok(!error.message.includes('hush'));
      return true;
    });
  }
});

test('a usage error and missing keys end it with status 2', async (t) => {
  const { context } = await account(t, { env: {} });
  for (const [words, expected] of [
    [
      ['deploy', '--yes', '--region', 'ap-guangzhou'],
      /no keys to deploy with; set TENCENTCLOUD_SECRET_ID/,
    ],
    [['deploy', '--yes'], /name it with --region/],
    [['deploy', '--nonsense'], /unknown option/],
  ] as const) {
    assert.equal(await runProgram(words, context), 2);
    assert.match(context.output(), expected);
  }
});

test('a plan needs no keys and no region, and says what it has not looked up', async (t) => {
  for (const [env, options, expected] of [
    [{}, {}, /^mps-webhook \(mps-webhook\) in ap-guangzhou: not looked up\n/],
    [{}, { region: undefined }, /^mps-webhook .* in a region that is not named: not looked up\n/],
    [{}, { dryRun: true, yes: true }, /! there are no keys to look the function up with \(TENC/],
    [DEPLOYER, { region: undefined, role: undefined }, /! no region is known .*; name it\s+with/],
    [{}, { role: undefined }, /of a\s+function that is there, what is not named stays/],
  ] as const) {
    const { api, deploy } = await account(t, { env });
    const { status, output } = await deploy(options);
    assert.deepEqual([status, api.calls], [0, []]);
    assert.match(output, expected);
    assert.match(output, /\+ {2}COS_BUCKET +– +results-1250000000\n/);
    assert.match(output, /Nothing was changed.*--yes/);
  }
  // What is wrong is wrong without a look, too.
  const { deploy } = await account(t, { env: {} });
  await assert.rejects(deploy({ region: 'ap-gangzhou' }), /did you mean ap-guangzhou/);
  await assert.rejects(deploy({ set: ['COS_BUCKET=nope'] }), /would refuse its variables/);
});

test('what services quote of variables and keys is not shown', async (t) => {
  const { api, deploy } = await account(t);
  const key = 'KeyNobodyMaySee/+="x"';
  const secrets = [key, 's3cr', DEPLOYER.TENCENTCLOUD_SECRET_KEY];
  const document =
    '{"notify":[{"kind":"feishu","url":"https://h/hook","secret":"DocNobodyMaySee"}]}';
  const set = [BUCKET, `OWN_KEY=${key}`, 'OWN_PASSWORD=s3cr'];
  const quoted = [...secrets, 'DocNobodyMaySee'].flatMap((it) => [
    it,
    JSON.stringify(it),
    encodeURIComponent(it),
    Buffer.from(`${it} and more`).toString('base64'),
  ]);
  const said = `the value (${quoted.join('), (')}) of results-1250000000 is too long`;
  const isHidden = (text: string) => {
    assert.match(text, /the value \(\*\*\*\).* of results-1250000000 is too long/);
    for (const secret of ['NobodyMaySee', 'Tm9ib2R5TWF5U2Vl', ' (s3cr)', '"s3cr"']) {
      assert.ok(!text.includes(secret), `${secret} in ${text}`);
    }
    return true;
  };
  const send = api.send;
  const refusing = async (action: string, content: object) => {
    const { deploy } = await account(t, {
      send: async (request, body) => {
        const isMeant = request.headers['x-tc-action'] === action;
        if (!isMeant) return send(request, body);
        const text = JSON.stringify({ Response: { ...content, RequestId: key } });
        return { status: 200, headers: {}, body: Buffer.from(text) };
      },
    });
    return deploy({ yes: true, set: [...set, `MPS_WEBHOOK_CONFIG=${document}`] });
  };
  const error = { Code: 'InvalidParameterValue', Message: said };
  await assert.rejects(refusing('CreateFunction', { Error: error }), (it: Error) =>
    isHidden(it.message),
  );
  await assert.rejects(refusing('CreateFunction', { Error: null }), /CreateFunction was refused/);
  for (const answer of [{ Response: null }, { Response: 'x' }, null, []]) {
    api.fail = () => undefined;
    const { deploy } = await account(t, {
      send: async () => ({ status: 200, headers: {}, body: Buffer.from(JSON.stringify(answer)) }),
    });
    await assert.rejects(deploy(), /GetFunction got no answer: the API answered 200 and no result/);
  }

  await deploy({ yes: true, set: [...set, `MPS_WEBHOOK_CONFIG=${document}`] });
  Object.assign(api.functions.get('mps-webhook'), {
    looks: Number.POSITIVE_INFINITY,
    Status: 'UpdateFailed',
    StatusDesc: said,
    StatusReasons: [{ ErrorCode: 'Bad', ErrorMessage: said }],
  });
  await assert.rejects(deploy({ yes: true, memory: '256' }), (it: Error) => isHidden(it.message));
});

test('no usage error quotes what may be a secret', async (t) => {
  const { context } = await account(t);
  const config = '{"notify":[{"kind":"wecom","url":"hush-hush-hush"}]}';
  const words = ['deploy', '--region', 'ap-guangzhou', '--role', 'mps-webhook'];
  for (const more of [
    ['--set', 'WECOM_WEBHOOK_KEY hush-hush-hush'],
    ['--set', 'NOTIFY_ON=all', '--set', 'WECOM WEBHOOK KEY=hush-hush-hush'],
    ['--set', 'COS_REGION=hush+hush-hush'],
    ['--set', 'COS_BUKET=hush-hush-hush'],
    ['--set', `MPS_WEBHOOK_CONFIG=${config}`],
    ['--sett=WECOM_WEBHOOK_KEY=hush-hush-hush'],
  ]) {
    const status = await runProgram([...words, ...more], context);
    const output = context.output();
    assert.ok(status !== 0 && /error: /.test(output), output);
    assert.ok(!/hush/.test(output), output);
  }
});

test('triggers that are answered again and again end in an error', async (t) => {
  const { api, deploy } = await account(t);
  await deploy({ yes: true });
  let asked = 0;
  const { deploy: again } = await account(t, {
    send: async (request, body) => {
      if (request.headers['x-tc-action'] !== 'ListTriggers') return api.send(request, body);
      asked++;
      assert.ok(asked < 10, 'it does not end');
      const Response = { Triggers: [{ Type: 'mps' }], TotalCount: 1e9 };
      return { status: 200, headers: {}, body: Buffer.from(JSON.stringify({ Response })) };
    },
  });
  await assert.rejects(again(), /ListTriggers answers the same triggers again and again/);
});

for (const [template, binding] of [
  ['mps-to-cos', 'BindTrigger'],
  ['cls-to-cos', 'CreateDeliverCloudFunction'],
] as const) {
  test(`the walk-through of ${template} replaces a function of the template store`, async (t) => {
    const page = join(ROOT, 'docs', 'walkthrough', `${template}.en.md`);
    const [steps = ''] = readFileSync(page, 'utf8').split('\n## 8');
    const commands = steps.match(/^node pkg\/cli\.mjs deploy .*$/gm) ?? [];
    assert.equal(commands.length, 2);
    const { api, deploy } = await account(t);
    const changes: string[][] = [];
    for (const command of commands) {
      // Of the account of these tests.
      const words = command
        .replace('<id>', '5f2d1b7e-0000-4000-8000-000000000000')
        .replace(`--role ${template}`, '--role mps-webhook');
      const options = Object.fromEntries(
        [...words.matchAll(/--(\w+) (\S+)/g)].map(([, name = '', value]) => [
          name,
          name === 'set' || name === 'trigger' ? [value] : value,
        ]),
      );
      const none = { role: undefined, set: undefined };
      changes.push((await deploy({ ...none, ...options, yes: true })).changes);
    }
    assert.deepEqual(changes, [['CreateFunction', 'UpdateFunctionEventInvokeConfig'], [binding]]);
    const { Role, Environment } = last(api, 'CreateFunction');
    assert.equal(Role, 'mps-webhook');
    assert.equal(Environment.Variables[0].Key, 'COS_BUCKET');
  });
}
