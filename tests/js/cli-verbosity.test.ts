/** `--quiet` and `--verbose`. */

import assert from 'node:assert/strict';
import test from 'node:test';
import { run } from '../../js/cli/commands/deploy';
import { runProgram } from '../../js/cli/program';
import { type Verbosity, withVerbosity } from '../../js/cli/verbosity';
import { startCosEmulator } from '../../js/dev/cos/emulator';
import { cli, eventOf, folderOf } from './support/cli';
import { CloudApi, DEPLOYER, NEW_FUNCTION } from './support/cloud-api';
import { ASSETS, commandContext } from './support/command-context';

test('--verbose names every request and its end, and no path, query, header or body', async (t) => {
  const answers = [
    { status: 200, headers: { 'x-cos-request-id': 'NjU=' }, body: Buffer.from('hush') },
    { status: 503, headers: {}, body: Buffer.from('{"Response":{"RequestId":"r-1"}}') },
    { status: 200, headers: {}, body: Buffer.from('{"Response":{"RequestId":"r-\\u001b1"}}') },
    { status: 200, headers: {}, body: Buffer.from('null') },
  ];
  const context = await commandContext(t, {
    send: async () => {
      const answer = answers.shift();
      if (answer === undefined) throw Object.assign(new Error('hush'), { code: 'ECONNREFUSED' });
      return answer;
    },
  });
  const { send } = withVerbosity(context, { verbose: true });
  const request = {
    method: 'POST' as const,
    url: 'https://qyapi.weixin.qq.com/hush?key=hush',
    headers: { authorization: 'hush', 'x-tc-token': 'hush', 'x-tc-action': 'GetFunction' },
    timeout: 1,
  };
  for (let left = answers.length; left > 0; left--) await send(request, Buffer.from('hush'));
  await assert.rejects(send(request, undefined));
  const what = '> POST qyapi.weixin.qq.com GetFunction';
  assert.equal(
    context.output(),
    [
      `${what}: 200, request NjU=`,
      `${what}: 503, request r-1`,
      `${what}: 200`,
      `${what}: 200`,
      `${what}: no answer (ECONNREFUSED)`,
      '',
    ].join('\n'),
  );
});

test('deploy: --verbose shows what is sent, --quiet nothing, and both are a usage error', async (t) => {
  const api = new CloudApi();
  const context = await commandContext(t, { env: DEPLOYER, send: api.send });
  const options = { ...NEW_FUNCTION, set: ['COS_BUCKET=b-1250000000'] };
  const ended = async (verbosity: Verbosity, more: object = {}) => {
    const given = { assets: ASSETS, sleep: async () => {} };
    const status = await run({ ...options, ...more }, withVerbosity(context, verbosity), given);
    assert.equal(status, 0);
    return context.output();
  };
  const verbose = await ended({ verbose: true });
  assert.match(verbose, /^> POST scf\.tencentcloudapi\.com GetFunction: 200, request r-1\n/);
  assert.match(verbose, /> POST cam\.tencentcloudapi\.com GetRole: 200, request r-1\n/);
  assert.doesNotMatch(verbose, /NobodyMaySee|AKID|TC3/);
  // What is only planned is the result.
  assert.match(await ended({ quiet: true }), /\+ {2}code/);
  assert.equal(await ended({ quiet: true }, { yes: true }), '');
  const tested = await ended({ quiet: true }, { yes: true, test: true });
  assert.match(tested, /^Test with the sample/);
  const both = ['doctor', 'deploy'].map((command) => [command, '--quiet', '--verbose']);
  for (const words of both) assert.equal(await runProgram(words, context), 2, words.join(' '));
});

test('replay: --quiet leaves its summary, --verbose adds the requests', async (t) => {
  const cwd = await folderOf(t, { 'a.json': eventOf(1) });
  const bucket = await folderOf(t, {});
  const keys = { secretId: 'id-of-the-cos', secretKey: 'key-of-the-cos' };
  const cos = await startCosEmulator({ folder: bucket, credentials: [keys] });
  t.after(() => cos.close());
  const env = {
    COS_BUCKET: 'b-1250000000',
    COS_ENDPOINT: cos.url,
    COS_SECRET_ID: keys.secretId,
    COS_SECRET_KEY: keys.secretKey,
  };
  const verbose = await cli(['replay', '--verbose', '--archive-only', 'a.json'], { cwd, env });
  assert.equal(verbose.status, 0, verbose.stderr);
  assert.match(
    verbose.stderr,
    new RegExp(`^> PUT ${new URL(cos.url).host}: 200(, request .*)?$`, 'm'),
  );
  assert.doesNotMatch(verbose.stderr, /of-the-cos|q-sign/);
  const quiet = await cli(['replay', '--quiet', '--archive-only', 'a.json'], { cwd, env });
  assert.deepEqual([quiet.status, quiet.stderr], [0, '']);
  assert.match(quiet.stdout, /^1 event/);
});
