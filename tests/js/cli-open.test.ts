/** `open`: the inspector of this machine, with events in it, for everyone who was given the address. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import test, { type TestContext } from 'node:test';
import { CLI, cli, eventOf, folderOf } from './support/cli';
import { testOnPosix } from './support/programs';

/** The address that is printed. */
async function open(
  t: TestContext,
  files: Record<string, string>,
  paths: readonly string[] = Object.keys(files),
  passed = '',
): Promise<string> {
  const cwd = await folderOf(t, files);
  const child = spawn(process.execPath, [CLI, 'open', ...paths], {
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
  let stderr = '';
  for await (const said of child.stderr.setEncoding('utf8')) {
    stderr += said;
    if (stderr.endsWith('Ctrl-C ends it\n')) break;
  }
  assert.equal(stderr, `${passed}Ctrl-C ends it\n`);
  return stdout.replace(/\n$/, '');
}

/** The events that the page at an address is given, by their names. */
async function givenAt(url: string): Promise<[name: string, event: string][]> {
  const script = await (await fetch(new URL('given.js', url))).text();
  const [, given = '[]'] = /^globalThis\.mpsWebhookGiven=(.*);\n$/s.exec(script) ?? [];
  return JSON.parse(given).map(([name, packed]: [string, string]) => [
    name,
    Buffer.from(packed, 'base64').toString(),
  ]);
}

function statusOf(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });
}

test('the address leads to the inspector with the event', async (t) => {
  const url = await open(t, { 'event.json': eventOf(1) });
  assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}\/$/);
  const page = await (await fetch(url)).text();
  // The events are there before the page looks for them.
  assert.match(page, /<script src="given\.js"><\/script>\s*<script src="inspector\.js">/);
  assert.deepEqual(await givenAt(url), [['event.json', eventOf(1)]]);
  assert.equal((await fetch(new URL('inspector.js', url))).status, 200);
});

test('several events have one address, and the names of their files', async (t) => {
  const url = await open(
    t,
    {
      'mps/a.ndjson': `${eventOf(1)}\n${eventOf(2)}\n`,
      'mps/x/b.event.json': eventOf(3),
      'mps/x/b.report.json': '{}',
      'c.json': eventOf(4),
    },
    ['mps', 'c.json'],
  );
  assert.deepEqual(await givenAt(url), [
    ['mps/a.ndjson:1', eventOf(1)],
    ['mps/a.ndjson:2', eventOf(2)],
    ['mps/x/b.event.json', eventOf(3)],
    ['c.json', eventOf(4)],
  ]);
});

test('other files of a folder are named and passed over; a text with an event in it is not', async (t) => {
  const log = `2024-06-01 got ${eventOf(2)}\nend\n`;
  const folder = {
    'mps/a.json': eventOf(1),
    'mps/notes.md': '# Notes\n',
    'mps/log.txt': log,
    'mps/z.zip': 'PK\u0003\u0004',
  };
  const passed = '– mps/notes.md: no events\n– mps/z.zip: no events\n';
  const url = await open(t, folder, ['mps'], passed);
  assert.deepEqual(await givenAt(url), [
    ['mps/a.json', eventOf(1)],
    ['mps/log.txt', log.trimEnd()],
  ]);
});

test('nobody else reads it', async (t) => {
  const page = await open(t, { 'event.json': eventOf(1) });
  const url = new URL('given.js', page).href;
  const { origin } = new URL(url);
  for (const path of ['/', '/given.js', `/${'0'.repeat(32)}/given.js`, '/inspector.js']) {
    assert.equal((await fetch(origin + path)).status, 404, path);
  }
  // A page of another site, by whatever name it calls this machine.
  assert.equal(await statusOf(url, { host: 'evil.example' }), 403);
  assert.equal(await statusOf(url, { origin: 'https://evil.example' }), 403);
  const { headers } = await fetch(url);
  assert.equal(headers.get('access-control-allow-origin'), null);
  assert.equal(headers.get('cross-origin-resource-policy'), 'same-origin');
  assert.equal(headers.get('x-frame-options'), 'DENY');
  const outside = new URL('..%2f..%2fpackage.json', url);
  assert.equal((await fetch(outside)).status, 404);
});

test('what cannot be opened is said, and nothing is served', async (t) => {
  const cwd = await folderOf(t, {
    'empty.json': '',
    'large/a.json': eventOf(1).padEnd(40 * 1024 * 1024),
    'large/b.json': eventOf(2).padEnd(40 * 1024 * 1024),
  });
  const { status, stdout, stderr } = await cli(['open', 'empty.json'], { cwd });
  assert.deepEqual([status, stdout], [1, '']);
  assert.match(stderr, /empty\.json.*it is empty/);
  const large = await cli(['open', 'large'], { cwd });
  assert.deepEqual([large.status, large.stdout], [1, '']);
  assert.match(large.stderr, /^error: there are more than 64 MB of events; name fewer/);
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
