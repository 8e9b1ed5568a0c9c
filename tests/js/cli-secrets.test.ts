/** What the command line was given and must not show. */

import assert from 'node:assert/strict';
import test from 'node:test';
import { checkProxies } from '../../js/cli/proxy-variables';
import { Secrets, withoutSecrets } from '../../js/cli/secrets';
import { cli, eventOf, folderOf } from './support/cli';
import { commandContext } from './support/command-context';

test('a secret is hidden in all output, and other text stays', async (t) => {
  const given = await commandContext(t, {
    env: { COS_SECRET_KEY: 'hush/hush"hush', COS_BUCKET: 'b-1250000000', PATH: '/usr/local/bin' },
  });
  const context = withoutSecrets(given);
  context.secrets.addVariables([
    ['OWN_PASSWORD', 'hush-own-hush'],
    ['OWN_BUCKET', 'b-1250000000'],
    ['SHORT', 'hush'],
    ['COS_REGION', 'HushHushHush'],
    [
      'MPS_WEBHOOK_CONFIG',
      '{"notify":[{"url":"https://h.example/hook/hush-hook?key=hush-param"}]}',
    ],
  ]);
  context.secrets.addDocument({ cos: { secret_id: 'AKIDhushhush', region: 'ap-guangzhou' } });
  context.stdout.write('a hush/hush"hush hush%2Fhush%22hush hush/hush\\"hush b');
  context.stderr.write(' hush-own-hush AKIDhushhush HushHushHush hush-hook hush-param');
  context.stdout.write(' b-1250000000 ap-guangzhou /usr/local/bin hush');
  assert.equal(
    given.output(),
    `a ${'*** '.repeat(3)}b${' ***'.repeat(5)} b-1250000000 ap-guangzhou /usr/local/bin hush`,
  );
  // Signals are listened to once a command asks for them, and not before.
  let asked = 0;
  const lazy = withoutSecrets({
    ...given,
    get interrupted() {
      asked++;
      return given.interrupted;
    },
  });
  lazy.stdout.write('');
  assert.equal(asked, 0);
  assert.equal(lazy.interrupted.aborted, false);
  assert.equal(asked, 1);
  assert.equal(new Secrets({ COS_REGION: 'ap-guangzhou' }).hide('ap-guangzhou'), 'ap-guangzhou');
});

test('an example of ours is whole, though a part of it was set', async (t) => {
  const secrets = new Secrets({ COS_SECRET_ID: '127.0.0.1:9000', COS_SECRET_KEY: '1250000000' });
  const said = 'such as `http://127.0.0.1:9000` and results-1250000000';
  assert.equal(secrets.hide(said), said);
  assert.equal(secrets.hide('127.0.0.1:9000, b-1250000000'), '***, b-***');
  const longer = new Secrets({ COS_SECRET_KEY: 'results-1250000000-and-more' });
  assert.equal(longer.hide('results-1250000000-and-more'), '***');

  const cwd = await folderOf(t, { 'a.json': eventOf(1) });
  for (const [env, help] of [
    [{ COS_REGION: 'guangzhou' }, /there is no region guangzhou\n.*did you mean ap-guangzhou\?/],
    [{ COS_ENDPOINT: '127.0.0.1:9000' }, /such as\s+`http:\/\/127\.0\.0\.1:9000`/],
    [
      { COS_REGION: 'key-of-somebody-XYZ' },
      /what is set is not a region\n.*write it as ap-guangzhou/,
    ],
  ] as const) {
    const { stdout } = await cli(['doctor'], { cwd, env: { COS_BUCKET: 'b-1250000000', ...env } });
    assert.match(stdout, help);
    assert.doesNotMatch(stdout, /\*\*\*|somebody/);
  }
});

test('the URL of a proxy is checked before anything is sent, and not quoted', async (t) => {
  const cwd = await folderOf(t, { 'a.json': eventOf(1) });
  for (const [proxy, reason] of [
    ['http://user:hush%zz@127.0.0.1:1', /its user or password has a % that encodes nothing/],
    ['http://hu%sh:x@127.0.0.1:1', /its user or password has a % that encodes nothing/],
    ['http://hush hush', /it must be the URL of a proxy, such as/],
    ['http://:hush@', /it must be the URL of a proxy, such as/],
    ['socks5://user:hush@127.0.0.1:1', /no other kind is known here/],
  ] as const) {
    for (const words of [
      ['replay', '--no-journal', 'a.json'],
      ['inspect', 'cos://b-1250000000/mps/'],
      ['deploy', '--region', 'ap-guangzhou', '--role', 'r'],
    ]) {
      const env = {
        COS_BUCKET: 'b-1250000000',
        COS_REGION: 'ap-tokyo',
        COS_SECRET_ID: 'i',
        COS_SECRET_KEY: 'k',
        TENCENTCLOUD_SECRET_ID: 'i',
        TENCENTCLOUD_SECRET_KEY: 'k',
        HTTPS_PROXY: proxy,
      };
      const { status, stdout, stderr } = await cli(words, { cwd, env });
      assert.equal(status, 2, `${words}: ${stdout}${stderr}`);
      assert.match(stderr, new RegExp(`^error: HTTPS_PROXY: .*${reason.source}`));
      assert.ok(!/hush| at /.test(stdout + stderr), stderr);
    }
    // What sends nothing does without it.
    assert.equal(
      (await cli(['inspect', 'a.json'], { cwd, env: { HTTPS_PROXY: proxy } })).status,
      0,
    );
  }
  checkProxies({ https_proxy: 'user:a%20b@proxy:8080', ALL_PROXY: 'https://p', NO_PROXY: '%' });
});

test('what our own sentences give as an example is no secret', async (t) => {
  const cwd = await folderOf(t, {});
  // As somebody has it who follows them and misspells the name.
  const env = { COS_BUKET: 'results-1250000000', COS_REGIN: 'ap-guangzhou' };
  const { stdout } = await cli(['doctor'], { cwd, env });
  assert.match(stdout, /such as\s+results-1250000000/);
  assert.doesNotMatch(stdout, /\*\*\*/);
});
