/** What the command line takes from the machine it runs on: proxies, files of variables for buckets, colours. */

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import test, { type TestContext } from 'node:test';
import { startServices } from './support/callbacks';
import { cli, eventOf, folderOf } from './support/cli';

/** A proxy that tunnels, and what it was asked for. */
async function startProxy(t: TestContext) {
  const asked: string[] = [];
  const server = createServer((_, outgoing) => outgoing.writeHead(501).end());
  server.on('connect', (incoming, client, head) => {
    asked.push(incoming.url ?? '');
    const [host, port] = (incoming.url ?? '').split(':');
    const target = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      target.write(head);
      target.pipe(client).pipe(target);
    });
    for (const socket of [target, client]) {
      socket.on('error', () => {
        target.destroy();
        client.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, asked };
}

/** A bucket with an event in it, and the variables it is read with. */
async function startBucket(t: TestContext) {
  const { env: all, cos } = await startServices(t);
  const env = Object.fromEntries(Object.entries(all).filter(([name]) => name.startsWith('COS_')));
  const cwd = await folderOf(t, {
    'a.json': eventOf(1),
    'bucket.env': Object.entries(env)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
    'bucket.json': JSON.stringify({
      cos: {
        endpoint: env.COS_ENDPOINT,
        secret_id: env.COS_SECRET_ID,
        secret_key: env.COS_SECRET_KEY,
        session_token: env.COS_SESSION_TOKEN,
      },
    }),
  });
  const stored = await cli(['replay', '--archive-only', 'a.json'], { cwd, env });
  assert.equal(stored.status, 0, stored.stderr);
  return { env, cwd, bucket: `cos://${env.COS_BUCKET}/`, host: new URL(cos.url).host };
}

test('a bucket is read with the variables or the options of a file', async (t) => {
  const { cwd, bucket } = await startBucket(t);
  for (const option of [
    ['--env', 'bucket.env'],
    ['--config', 'bucket.json'],
  ]) {
    const { status, stdout, stderr } = await cli(['inspect', '--oneline', ...option, bucket], {
      cwd,
    });
    assert.equal(status, 0, stderr);
    assert.match(stdout, /1250000000-EditMedia-000001/);
  }
});

test('requests go through the proxy that is named, but for hosts that are excepted', async (t) => {
  const { cwd, env, bucket, host } = await startBucket(t);
  const proxy = await startProxy(t);
  const inspect = (more: Record<string, string>) =>
    cli(['inspect', '--oneline', bucket], { cwd, env: { ...env, ...more } });

  const through = await inspect({ HTTP_PROXY: proxy.url });
  assert.equal(through.status, 0, through.stderr);
  assert.match(through.stdout, /1250000000-EditMedia-000001/);
  assert.deepEqual([...new Set(proxy.asked)], [host]);

  proxy.asked.length = 0;
  const beside = await inspect({ HTTP_PROXY: proxy.url, NO_PROXY: '127.0.0.1' });
  assert.equal(beside.status, 0, beside.stderr);
  // That of another protocol.
  assert.equal((await inspect({ HTTPS_PROXY: proxy.url })).status, 0);
  assert.deepEqual(proxy.asked, []);
});

test('a proxy that does not answer is named', async (t) => {
  const { cwd, env } = await startBucket(t);
  const { status, stdout } = await cli(['doctor'], {
    cwd,
    env: { ...env, HTTP_PROXY: 'http://127.0.0.1:1' },
  });
  assert.equal(status, 1);
  assert.match(stdout.replace(/\s+/g, ' '), /ECONNREFUSED.* \(by the proxy 127\.0\.0\.1:1\)/);
});

test('NO_COLOR keeps colours out, whatever asks for them', async (t) => {
  const cwd = await folderOf(t, { 'a.json': eventOf(1) });
  const coloured = await cli(['inspect', 'a.json'], { cwd, env: { FORCE_COLOR: '1' } });
  assert.ok(coloured.stdout.includes('\u001b['));
  const plain = await cli(['inspect', 'a.json'], { cwd, env: { FORCE_COLOR: '1', NO_COLOR: '1' } });
  assert.ok(!plain.stdout.includes('\u001b'));
});

test('the id of a task is never broken, however narrow the terminal is', async (t) => {
  const id = `1250000000-WorkflowTask-${'0123456789abcdef'.repeat(6)}`;
  const cwd = await folderOf(t, { 'a.json': eventOf(1, { TaskId: id }) });
  const { stdout } = await cli(['inspect', 'a.json'], { cwd });
  assert.ok(stdout.split('\n').includes(`  ${id}`), stdout);
});

test('a region that is misspelt is named with the one that was meant', async (t) => {
  const cwd = await folderOf(t, {});
  const deploy = (region: string) => cli(['deploy', '--region', region], { cwd });
  const near = await deploy('ap-guangzho');
  assert.deepEqual(
    [near.status, near.stderr],
    [2, 'error: --region: there is no region ap-guangzho; did you mean ap-guangzhou?\n'],
  );
  assert.match(
    (await deploy('Tokyo')).stderr,
    /^error: --region: there is no region Tokyo; did you mean ap-tokyo\?\n$/,
  );
  assert.match(
    (await deploy('Atlantis')).stderr,
    /^error: --region: what is set is not a region; write it as ap-guangzhou\n$/,
  );
  // One that is newer than this.
  assert.doesNotMatch((await deploy('ap-somewhere-2')).stderr, /region/);
  const { stdout } = await cli(['doctor'], {
    cwd,
    env: { COS_BUCKET: 'b-1250000000', COS_REGION: 'ap-tokio' },
  });
  assert.match(stdout, /there is no region ap-tokio\n +→ did you mean ap-tokyo\?/);
});

test('doctor says what is to be done on this machine', async (t) => {
  const cwd = await folderOf(t, {});
  const doctor = async (env: Record<string, string>) =>
    (await cli(['doctor'], { cwd, env })).stdout.replace(/\s+/g, ' ');
  const bucket = { COS_BUCKET: 'b-1250000000' };
  assert.match(
    await doctor({ ...bucket, COS_REGION: 'ap-tokyo' }),
    /this machine has no keys .* set TENCENTCLOUD_SECRET_ID/,
  );
  const keys = { COS_SECRET_ID: 'a', COS_SECRET_KEY: 'b' };
  assert.match(
    await doctor({ ...bucket, ...keys }),
    /COS_REGION is not set.* or TENCENTCLOUD_REGION/,
  );
  assert.doesNotMatch(await doctor({ ...bucket, ...keys, COS_REGION: 'ap tokyo' }), /deploy again/);
});
