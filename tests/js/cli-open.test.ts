/** `open`: the inspector of this machine, with an event in it, for everyone who was given the address. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import test, { type TestContext } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { CLI, cli, eventOf, folderOf } from './support/cli';
import { testOnPosix } from './support/programs';

/** The addresses that are printed, each with what stands behind it. */
async function open(t: TestContext, files: Record<string, string>): Promise<string[]> {
  const cwd = await folderOf(t, files);
  const child = spawn(process.execPath, [CLI, 'open', ...Object.keys(files)], {
    cwd,
    env: { PATH: process.env.PATH ?? '' },
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  const closed = once(child, 'close');
  t.after(async () => {
    child.kill('SIGINT');
    // On Windows a signal ends a process at once.
    if (process.platform !== 'win32') assert.deepEqual(await closed, [0, null]);
  });
  const [said] = await once(child.stderr.setEncoding('utf8'), 'data');
  assert.equal(said, 'Ctrl-C ends it\n');
  return stdout.trim().split('\n');
}

function statusOf(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });
}

test('the address leads to the inspector with the event', async (t) => {
  const [url = ''] = await open(t, { 'event.json': eventOf(1) });
  assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}\/1$/);
  const page = await (await fetch(url)).text();
  const [, base = '', packed = ''] = /"([^"#]+)#e=([\w-]+)"/.exec(page) ?? [];
  assert.equal(inflateRawSync(Buffer.from(packed, 'base64url')).toString(), eventOf(1));
  const inspector = await fetch(new URL(base, url));
  assert.match(await inspector.text(), /<script src="inspector\.js">/);
  assert.equal((await fetch(new URL(`${base}inspector.js`, url))).status, 200);
});

test('of several events each has an address', async (t) => {
  const lines = await open(t, {
    'a.ndjson': `${eventOf(1)}\n${eventOf(2)}\n`,
    'b.json': eventOf(3),
  });
  assert.deepEqual(
    lines.map((line) => line.replace(/^\S+\/(\d) {2}/, '$1 ')),
    ['1 a.ndjson:1', '2 a.ndjson:2', '3 b.json'],
  );
});

test('nobody else reads it', async (t) => {
  const [url = ''] = await open(t, { 'event.json': eventOf(1) });
  const { origin } = new URL(url);
  for (const path of ['/', '/1', `/${'0'.repeat(32)}/1`, '/inspector.js']) {
    assert.equal((await fetch(origin + path)).status, 404, path);
  }
  // A page of another site, by whatever name it calls this machine.
  assert.equal(await statusOf(url, { host: 'evil.example' }), 403);
  assert.equal(await statusOf(url, { origin: 'https://evil.example' }), 403);
  const { headers } = await fetch(url);
  assert.equal(headers.get('access-control-allow-origin'), null);
  assert.equal(headers.get('cross-origin-resource-policy'), 'same-origin');
  assert.equal(headers.get('x-frame-options'), 'DENY');
  const outside = new URL(`${new URL(url).pathname.replace(/1$/, '')}..%2f..%2fpackage.json`, url);
  assert.equal((await fetch(outside)).status, 404);
});

test('what cannot be opened is said, and nothing is served', async (t) => {
  const cwd = await folderOf(t, {
    'empty.json': '',
    'large.json': 'x'.repeat(8 * 1024 * 1024 + 1),
  });
  const { status, stdout, stderr } = await cli(['open', 'empty.json'], { cwd });
  assert.deepEqual([status, stdout], [1, '']);
  assert.match(stderr, /empty\.json.*it is empty/);
  const large = await cli(['open', 'large.json'], { cwd });
  assert.deepEqual([large.status, large.stdout], [1, '']);
  assert.match(large.stderr, /larger than the 8 MB/);
});

test('without an event it opens nothing, and says so', async (t) => {
  const cwd = await folderOf(t, {});
  const { status, stdout, stderr } = await cli(['open', '.'], { cwd });
  assert.deepEqual([status, stdout, stderr], [1, '', '– .: no events\n']);
});

testOnPosix('a file of options without an end is refused', async () => {
  for (const option of ['--env', '--config']) {
    const { status, stderr } = await cli(['open', option, '/dev/zero', '-']);
    assert.equal(status, 2);
    assert.match(stderr, /^error: \/dev\/zero has more than 1 MB/);
  }
});
