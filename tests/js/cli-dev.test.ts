/** `dev`: the function on this machine, and what it lets be seen. */

import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { startCosEmulator } from '../../js/dev/cos/emulator';
import { startReceivers } from '../../js/dev/local/receivers';
import { startWeCom } from '../../js/dev/wecom';
import { CLI, cli, eventOf, folderOf } from './support/cli';
import { testOnPosix } from './support/programs';

interface Dev {
  url: string;
  cwd: string;
  child: ChildProcess;
  /** Waits until the terminal shows a text. */
  shown(text: string | RegExp): Promise<string>;
}

async function startDev(
  t: TestContext,
  words: string[] = [],
  files = {},
  language = ['--lang', 'en'],
): Promise<Dev> {
  const cwd = await folderOf(t, files);
  await mkdir(join(cwd, 'tmp'));
  const child = spawn(process.execPath, [CLI, 'dev', '--port', '0', ...language, ...words], {
    cwd,
    env: { PATH: process.env.PATH ?? '', LANG: 'en_US.UTF-8', TMPDIR: join(cwd, 'tmp') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  t.after(async () => {
    child.kill('SIGINT');
    await ended;
  });
  let text = '';
  let look = () => {};
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (more) => {
      text += more;
      look();
    });
  }
  const shown = (wanted: string | RegExp) =>
    new Promise<string>((resolve, reject) => {
      look = () => {
        const found = typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
        if (found) resolve(text);
      };
      look();
      child.once('close', () => reject(new Error(`it ended: ${text}`)));
    });
  const started = await shown(/Ctrl-C/);
  const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(started) ?? [];
  return { url, cwd, child, shown };
}

const post = (url: string, body: string, headers = {}) =>
  fetch(url, { method: 'POST', body, headers });

// biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect
const jsonOf = async (response: Response): Promise<any> => response.json();

test('an event by POST is delivered locally and shown everywhere', async (t) => {
  const { url, cwd, shown } = await startDev(t);
  const response = await post(url, eventOf(1));
  assert.equal(response.status, 200);
  const { ok, reports, stored, notified } = await jsonOf(response);
  assert.deepEqual(
    [ok, reports[0].outcome, stored.length, notified.length],
    [true, 'success', 2, 1],
  );
  assert.match(notified[0].content, /clips\/1\.mp4|Succeeded/);
  await shown(/✓ Succeeded {2}EditMediaTask\n.*2 stored · 1 notified · 0 invoked/);

  const events = await jsonOf(await fetch(`${url}/events`));
  assert.deepEqual(
    events.map(({ number, source }: { number: number; source: string }) => [number, source]),
    [[1, 'POST']],
  );
  const whole = await jsonOf(await fetch(`${url}/events/1`));
  assert.equal(whole.event, eventOf(1));
  const key = stored.find((it: { key: string }) => it.key.endsWith('.event.json')).key;
  assert.equal(await (await fetch(`${url}/objects/${key}`)).text(), eventOf(1));
  assert.ok(existsSync(join(cwd, 'dev-archive', 'local-1250000000', key)));
  assert.match(await (await fetch(url)).text(), /<title>mps-webhook dev<\/title>/);
  assert.equal((await fetch(`${url}/objects/../../package.json`)).status, 404);
});

test('an event that is lost is found by the watch, and one that comes twice is said to be', async (t) => {
  const { url, shown } = await startDev(t);
  const lost = await post(`${url}/lost`, eventOf(1));
  assert.deepEqual([lost.status, /POST \/watch/.test(await lost.text())], [202, true]);
  assert.equal((await post(`${url}/lost`, '{"a":1}')).status, 400);
  assert.deepEqual(await jsonOf(await fetch(`${url}/events`)), []);
  const { watched, stored, notified, reports } = await jsonOf(await post(`${url}/watch`, ''));
  assert.deepEqual([watched.tasks, watched.missing, watched.fetched], [1, 1, 1]);
  assert.deepEqual([notified.length, reports], [1, []]);
  const { key } = stored.find((it: { key: string }) => it.key.endsWith('.report.json'));
  assert.equal((await jsonOf(await fetch(`${url}/objects/${key}`))).reconciled, true);
  await shown(/a round of the watch: 1 task, 1 had not arrived, 1 fetched\n/);
  await post(url, eventOf(2));
  const again = await jsonOf(await post(url, eventOf(2)));
  assert.deepEqual([again.ok, again.isDuplicate, again.stored], [true, true, []]);
  const text = await shown('seen before: nothing was left to do');
  assert.match(
    text,
    /\n {2}MPS_ENDPOINT=http:\S+ COS_ENDPOINT=http:\S+ COS_BUCKET=local-1250000000 COS_SECRET_ID=local /,
  );
});

test('reconcile finds what was lost, with the variables that are printed', async (t) => {
  const { url, shown } = await startDev(t);
  await post(`${url}/lost`, eventOf(1));
  const [, printed = ''] = /\n {2}(MPS_ENDPOINT=\S.*)\n/.exec(await shown('Ctrl-C')) ?? [];
  const env = Object.fromEntries(printed.split(' ').map((pair) => pair.split(/=(.*)/s)));
  const { status, stdout } = await cli(['reconcile', '--yes'], { env });
  assert.equal(status, 0);
  assert.match(stdout, /1 had not arrived and (was|were) fetched/);
  const listed = await cli(['inspect', '--oneline', 'cos://local-1250000000/mps/'], { env });
  assert.match(listed.stdout, /^✓ Succeeded {2}EditMediaTask/);
});

test('an event that is not a notification fails and is shown', async (t) => {
  const { url, shown } = await startDev(t);
  for (const [body, code] of [
    ['nonsense', 'invalid_json'],
    ['{"a":1}', 'not_a_notification'],
  ] as const) {
    const response = await post(url, body);
    assert.equal(response.status, 500);
    assert.equal((await jsonOf(response)).reports[0].error.code, code);
  }
  await shown('✗ not an MPS notification');
  // It is in the archive, as unparsed.
  const again = await jsonOf(await post(url, '{"a":1}'));
  assert.deepEqual([again.ok, again.isDuplicate, again.stored], [false, true, []]);
  assert.equal(again.reports[0].error.code, 'not_a_notification');
  await shown(/✗ not an MPS notification[^✗]*seen before: nothing was left to do/);
});

test('files that are put into the folder are delivered; process.js is loaded when it changes', async (t) => {
  const { cwd, url, shown } = await startDev(t, ['--inbox', 'in/coming']);
  await shown('the folder in/coming was made: what is put into it is taken');
  // As programs do that want a file to be whole: written elsewhere, then moved.
  await writeFile(join(cwd, 'two.ndjson'), `${eventOf(1)}\n${eventOf(2)}\n`);
  await rename(join(cwd, 'two.ndjson'), join(cwd, 'in', 'coming', 'two.ndjson'));
  await shown(/in\/coming\/two\.ndjson:1 [\s\S]*in\/coming\/two\.ndjson:2 /);
  await writeFile(join(cwd, 'name.js'), 'module.exports = "mine";');
  await writeFile(
    join(cwd, 'process.js'),
    'exports.process = () => ({ from: require("./name.js") });',
  );
  await shown('process.js changed');
  const { stored } = await jsonOf(await post(url, eventOf(3)));
  const { key } = stored.find((it: { key: string }) => it.key.endsWith('.report.json'));
  assert.equal((await jsonOf(await fetch(`${url}/objects/${key}`))).from, 'mine');
});

test('options are those of the function, but nothing gets out', async (t) => {
  const options = {
    cos: {
      bucket: 'mine-1250000000',
      region: 'ap-guangzhou',
      prefix: 'p/',
      secret_id: 'a',
      secret_key: 'b',
    },
    notify: [{ kind: 'slack', url: 'https://hooks.slack.com/services/T0/B0/x' }],
    invoke: [{ function: 'next' }],
  };
  const files = { 'options.json': JSON.stringify(options) };
  const { url } = await startDev(t, ['--config', 'options.json'], files);
  const { ok, stored, notified, invoked, log } = await jsonOf(await post(url, eventOf(1)));
  assert.equal(ok, true);
  assert.ok(stored.every(({ key }: { key: string }) => key.startsWith('p/EditMediaTask/')));
  assert.deepEqual(
    [notified[0].target, invoked[0].target],
    ['slack-46e1e49d', 'next:$DEFAULT@default'],
  );
  assert.equal(invoked[0].content, eventOf(1));
  // As `plan` names it: by its real address, in the log too.
  const named = log.join('\n').match(/slack-\w+/g);
  assert.deepEqual([...new Set(named)], ['slack-46e1e49d']);
});

test('what waits in the outbox is said, with the names that its bots have here and in the archive', async (t) => {
  const options = { notify: [{ url: '00000000-0000-4000-8000-000000000000', digest: 'hourly' }] };
  const files = { 'options.json': JSON.stringify(options) };
  const { url, cwd, shown } = await startDev(t, ['--config', 'options.json'], files);
  const { notified, queued } = await jsonOf(await post(url, eventOf(1)));
  assert.deepEqual(notified, []);
  assert.equal(queued[0].target, 'wecom-8af766bc');
  const text = await shown(/queued for wecom-8af766bc: the hourly digest, until 2/);
  const [, archived = ''] = /wecom-8af766bc is (wecom-\w+) in its archive/.exec(text) ?? [];
  const outbox = join(cwd, 'dev-archive', 'local-1250000000', 'mps', 'outbox');
  assert.deepEqual(await readdir(outbox), [archived]);
});

test('without bots of the owner there is one, with the same name everywhere', async (t) => {
  const { url } = await startDev(t);
  const { notified, stored, log } = await jsonOf(await post(url, eventOf(1)));
  const [{ target }] = notified;
  assert.match(target, /^wecom-[0-9a-f]{8}$/);
  assert.deepEqual([...new Set(log.join('\n').match(/wecom-\w+/g))], [target]);
  const { key } = stored.find((it: { key: string }) => it.key.endsWith('.report.json'));
  const { receipts } = await jsonOf(await fetch(`${url}/objects/${key}`));
  assert.ok(JSON.stringify(receipts).includes(target));
});

test('a misspelt variable is named, and what is wrong is to be corrected here, not deployed', async (t) => {
  const files = { '.env': 'NOTIFY_ON=never\nNOTFY_LANG=en\n' };
  const { url, shown } = await startDev(t, ['--env', '.env'], files);
  await shown('NOTFY_LANG is not a variable of the function: it does nothing; did you mean');
  const { error } = await jsonOf(await post(url, eventOf(1)));
  assert.match(error, /NOTIFY_ON must be .* and send the event again$/);
});

test('messages are in the language of the options, which is said where nobody has named it', async (t) => {
  const messageOf = async (url: string) =>
    (await jsonOf(await post(url, eventOf(1)))).notified[0].content;
  const usual = await startDev(t, [], {}, []);
  await usual.shown(
    '\nmessages are in zh, as those of a deployed function; NOTIFY_LANG=en changes that\n',
  );
  assert.match(await messageOf(usual.url), /成功/);
  const asked = await startDev(t);
  await asked.shown(
    '\nmessages are in en, by --lang; those of a deployed function are in zh unless NOTIFY_LANG is en\n',
  );
  assert.match(await messageOf(asked.url), /Succeeded/);
  const files = {
    '.env': 'NOTIFY_LANG=ja\n',
    'options.json': JSON.stringify({
      lang: 'ko',
      notify: [{ url: '00000000-0000-4000-8000-000000000000' }],
    }),
  };
  for (const [words, message] of [
    [['--env', '.env'], /成功/],
    [['--config', 'options.json'], /성공/],
  ] as const) {
    const named = await startDev(t, [...words], files, []);
    assert.doesNotMatch(await named.shown('Ctrl-C'), /messages are in/);
    assert.match(await messageOf(named.url), message);
    const both = await startDev(t, [...words], files, ['--lang', 'en']);
    await both.shown('\nmessages are in en, by --lang; those of a deployed function are in ');
    assert.match(await messageOf(both.url), /Succeeded/);
  }
});

test('an inbox that cannot be made is a usage error', async (t) => {
  const cwd = await folderOf(t, { file: '' });
  for (const [inbox, reason] of [
    ['file', 'something else is there'],
    ['file/in', 'a part of the path is not a folder'],
  ]) {
    const { status, stderr } = await cli(['dev', '--inbox', `${inbox}`], { cwd });
    assert.deepEqual([status, stderr], [2, `error: ${inbox} cannot be written: ${reason}\n`]);
  }
});

test('what waits is said of an invocation that failed, too, in the language of the page', async (t) => {
  const options = { notify: [{ url: '00000000-0000-4000-8000-000000000000', digest: 'hourly' }] };
  const files = {
    'options.json': JSON.stringify(options),
    'process.js': 'module.exports = () => { throw new Error("boom"); };',
  };
  const { url } = await startDev(t, ['--config', 'options.json', '--lang', 'zh'], files);
  const { ok, queued } = await jsonOf(await post(url, eventOf(1)));
  assert.deepEqual([ok, queued[0]?.target], [false, 'wecom-8af766bc']);
  const [shown] = await jsonOf(await fetch(`${url}/events`));
  assert.match(shown.error, /^报告未处理：Error: boom .*请改正 process\.js/);
  assert.match(await (await post(`${url}/lost`, '{}')).text(), /^只有 WorkflowTask/);
});

testOnPosix('variables from a pipe are read once, and every instance has them', async (t) => {
  const pipe = join(await folderOf(t, {}), 'variables');
  await once(spawn('mkfifo', [pipe]), 'close');
  spawn('sh', ['-c', 'echo NOTIFY_ON=none > "$0"', pipe]);
  const { url, cwd, shown } = await startDev(t, ['--env', pipe]);
  assert.deepEqual((await jsonOf(await post(url, eventOf(1)))).notified, []);
  await writeFile(join(cwd, 'process.js'), 'module.exports = (report) => report;');
  await shown('process.js changed');
  const { ok, isCold, notified } = await jsonOf(await post(url, eventOf(2)));
  assert.deepEqual([ok, isCold, notified], [true, true, []]);
});

test('every template can be run', async (t) => {
  const { url } = await startDev(t, ['--template', 'mps-to-cos']);
  const { ok, stored, notified } = await jsonOf(await post(url, eventOf(1)));
  assert.deepEqual([ok, notified], [true, []]);
  assert.match(stored[0].key, /^mps\/\d{4}-\d\d-\d\d-\d\d\//);
});

test('pages of others in the same browser get nothing', async (t) => {
  const { url } = await startDev(t);
  assert.equal((await post(url, eventOf(1), { origin: 'https://evil.example' })).status, 403);
  const { host } = new URL(url);
  const status = (method: string, path: string, headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      const outgoing = request(`${url}${path}`, { method, headers }, (incoming) => {
        incoming.destroy();
        resolve(incoming.statusCode);
      });
      outgoing.on('error', reject).end(method === 'POST' ? eventOf(1) : undefined);
    });
  const other = host.replace('127.0.0.1', 'evil.example');
  const headersOfOthers: Record<string, string>[] = [
    { host: other },
    { host: other, origin: `http://${other}` },
    { host: '127.0.0.1.evil.example' },
    { host: 'localhost@evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:1' },
    { origin: `https://${host}` },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
    { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' },
  ];
  for (const headers of headersOfOthers) {
    for (const path of ['/', '/events', '/live', '/objects/a', '/inspector/']) {
      assert.equal(await status('GET', path, headers), 403, `${path} ${JSON.stringify(headers)}`);
    }
    assert.equal(await status('POST', '/', headers), 403, JSON.stringify(headers));
  }
  const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
  assert.deepEqual([await status('GET', '/', link), await status('POST', '/', link)], [200, 403]);
  const own = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors', origin: url };
  assert.equal(await status('GET', '/live', own), 200);
  assert.deepEqual(await jsonOf(await fetch(`${url}/events`)), []);
});

test('the inspector is served, with an event that came', async (t) => {
  const { url } = await startDev(t);
  assert.equal((await fetch(`${url}/inspector/`)).status, 200);
  await post(url, eventOf(1));
  const page = await (await fetch(`${url}/events/1/inspector`)).text();
  const [, packed = ''] = /"\/inspector\/#e=([\w-]+)"/.exec(page) ?? [];
  assert.equal(inflateRawSync(Buffer.from(packed, 'base64url')).toString(), eventOf(1));
  assert.equal((await fetch(`${url}/events/2/inspector`)).status, 404);
  assert.equal((await fetch(`${url}/inspector/..%2f..%2fpackage.json`)).status, 404);
});

test('a port that is taken is reported', async (t) => {
  const { url } = await startDev(t);
  const port = new URL(url).port;
  const child = spawn(process.execPath, [CLI, 'dev', '--port', port], {
    cwd: await folderOf(t, {}),
  });
  let said = '';
  child.stderr.on('data', (text) => {
    said += text;
  });
  const [status] = await once(child, 'close');
  assert.deepEqual(
    [status, said],
    [1, `error: port ${port} is taken; choose another one with --port\n`],
  );
});

/** What is answered to bytes that no client would send: the status; undefined if the connection is just closed. */
async function answerTo(url: string, text: string | Buffer): Promise<number | undefined> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let answer = '';
  socket.setEncoding('latin1').on('data', (part) => {
    answer += part;
    // The answer is what counts; the connection may be kept.
    if (/^HTTP\/1\.1 (?!100)\d+ [\s\S]*\r\n\r\n/.test(answer)) socket.destroy();
  });
  socket.on('error', () => undefined);
  socket.write(text);
  await once(socket, 'close');
  const status = /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1];
  return status === undefined ? undefined : Number(status);
}

/** Requests that no client would send, and what is answered to each. */
function strange(host: string): [string, number | undefined][] {
  const head = (line: string, ...headers: string[]) =>
    [`${line} HTTP/1.1`, `host: ${host}`, ...headers, '', ''].join('\r\n');
  const get = (path: string) => head(`GET ${path}`);
  return [
    ['nonsense\r\n\r\n', 400],
    ['GET / HTTP/1.1\r\n\r\n', 400],
    ['GET / HTTP/1.1\r\nhost: evil.example\r\n\r\n', 403],
    ['GET / HTTP/1.1\r\nhost: 127.0.0.1.evil.example\r\n\r\n', 403],
    ['GET / HTTP/1.1\r\nhost: [\r\n\r\n', 403],
    [get('//'), 404],
    [get('/inspector/%zz'), 400],
    [get('/inspector/%'), 400],
    [get('/inspector/%ff%fe'), 400],
    [get('/objects/%zz'), 400],
    [get('/events/%'), 400],
    [get('/%c0%ae'), 400],
    [head('POST /%zz', 'content-length: 0'), 400],
    [get('/inspector/%00'), 404],
    [get('/inspector/../../package.json'), 404],
    [get('/inspector/%2e%2e/%2e%2e/package.json'), 404],
    [get('/inspector/..%5c..%5cpackage.json'), 404],
    [get('/inspector//etc/passwd'), 404],
    [get(`/inspector/${'a'.repeat(5000)}`), 404],
    [get('/objects/../../../../etc/passwd'), 404],
    [get('/events/99999999999999999999'), 404],
    [head('OPTIONS *'), 405],
    [head('GET /', `x: ${'a'.repeat(100_000)}`), 431],
    [`${head('POST /', 'transfer-encoding: chunked')}zz\r\n`, 400],
    [head('POST /', 'content-length: x'), 400],
  ];
}

test('whatever is sent to it is answered, and it goes on', async (t) => {
  const { url } = await startDev(t);
  const { host } = new URL(url);
  for (const [text, status] of strange(host)) {
    assert.equal(await answerTo(url, text), status, JSON.stringify(text.slice(0, 80)));
  }
  // A body whose sender goes away.
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(`POST / HTTP/1.1\r\nhost: ${host}\r\ncontent-length: 100\r\n\r\n{`, () =>
    socket.destroy(),
  );
  await once(socket, 'close');
  const long = await post(url, 'x'.repeat(33 * 1024 * 1024));
  assert.deepEqual([long.status, await long.text()], [413, 'an event may have 32 MB\n']);
  assert.equal((await jsonOf(await post(url, eventOf(1)))).ok, true);
  assert.equal((await jsonOf(await fetch(`${url}/events`))).length, 1);
});

test('an object whose file has gone is not there, and it goes on', async (t) => {
  const { url, cwd } = await startDev(t);
  const { stored } = await jsonOf(await post(url, eventOf(1)));
  const [{ key }] = stored;
  const file = join(cwd, 'dev-archive', 'local-1250000000', key);
  await rm(file);
  assert.equal((await fetch(`${url}/objects/${key}`)).status, 404);
  await mkdir(file);
  assert.equal((await fetch(`${url}/objects/${key}`)).status, 404);
  assert.equal((await fetch(url)).status, 200);
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  testOnPosix(`${signal} ends it in order: nothing is left behind`, async (t) => {
    const { url, cwd, child } = await startDev(t);
    await post(url, eventOf(1));
    assert.equal((await readdir(join(cwd, 'tmp'))).length, 1);
    child.kill(signal);
    const [status] = await once(child, 'close');
    assert.equal(status, 0);
    assert.deepEqual(await readdir(join(cwd, 'tmp')), []);
  });
}

testOnPosix('output that cannot be written ends it, and nothing is left behind', async (t) => {
  const { url, cwd, child } = await startDev(t);
  const ended = once(child, 'close');
  child.stdout?.destroy();
  await post(url, eventOf(1)).catch(() => undefined);
  assert.deepEqual([(await ended)[0], await readdir(join(cwd, 'tmp'))], [1, []]);
});

test('the services beside it answer whatever comes', async (t) => {
  const folder = await folderOf(t, {});
  const cos = await startCosEmulator({ folder, credentials: [] });
  const wecom = await startWeCom({ keys: ['k'] });
  const receivers = await startReceivers();
  for (const service of [cos, wecom, receivers]) t.after(() => service.close());
  const requests = ['GET //', 'GET /%zz', 'PUT /%', 'POST http://[', 'PUT /a-1/../../x'].map(
    (line) => `${line} HTTP/1.1\r\nhost: [\r\ncontent-length: 0\r\n\r\n`,
  );
  for (const { url } of [cos, wecom, receivers]) {
    for (const text of [
      ...requests,
      'POST /cgi-bin/webhook/send?key=k HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\n\r\nnull',
      'POST / HTTP/1.1\r\nhost: a\r\nx-tc-action: Invoke\r\ncontent-length: 1\r\n\r\n{',
      'POST / HTTP/1.1\r\nhost: a\r\nx-tc-action: Invoke\r\ncontent-length: 4\r\n\r\nnull',
    ]) {
      assert.ok((await answerTo(url, text)) !== undefined, `${url} ${text}`);
    }
  }
  assert.deepEqual(wecom.messages, []);
});
