/** `process.js` beside the deployed function, as an owner puts it there. */

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { startWeCom } from '../../js/dev/wecom';
import { deploy, steps } from './support/function';
import { nodeFor } from './support/nodes';
import { eventObject, NODES, ROOT, TEMPLATE } from './support/project';

const NAME = 'workflow-many-outputs.json';
const EVENT = eventObject(NAME);
const KEY = 'KeyOfTheBotNobodyMaySee';

interface Stored {
  receipts: { step: string }[];
  [member: string]: unknown;
}

/** The deployed function with a `process.js`, a bot to notify, and its report object. */
async function withProcess(
  t: TestContext,
  node: string,
  source: string | undefined,
  {
    env = {},
    timeLimitMs = 60_000,
  }: { env?: { [name: string]: string | undefined }; timeLimitMs?: number } = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'process-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(TEMPLATE, folder, { recursive: true });
  const write = (text: string) => writeFileSync(join(folder, 'process.js'), text);
  if (source !== undefined) write(source);
  const bot = await startWeCom({ keys: [KEY] });
  t.after(() => bot.close());
  const deployed = await deploy(t, {
    node,
    env: { WECOM_WEBHOOK_URL: `${bot.url}/cgi-bin/webhook/send?key=${KEY}`, ...env },
    scf: { folder, timeLimitMs },
  });
  const record = async (): Promise<Stored> => {
    const found = [...(await deployed.objects())].find(([key]) => key.endsWith('.report.json'));
    assert.ok(found, 'there is no report object');
    return JSON.parse(found[1].toString());
  };
  /** The report object without its receipts, and the steps these are of. */
  const stored = async () => {
    const { receipts, ...rest } = await record();
    return { rest, receipts: receipts.map(({ step }) => step) };
  };
  return { ...deployed, bot, folder, write, record, stored };
}

/** The members of a report, for what is to be stored as it is. */
function assertReport(rest: object): void {
  const { event_type, outcome, tasks } = rest as { [member: string]: unknown };
  assert.deepEqual([event_type, outcome, Array.isArray(tasks)], ['WorkflowTask', 'success', true]);
}

const ALL = ['event', 'process', 'notify'];

for (const version of NODES) {
  test(`process.js on Node ${version}`, async (t) => {
    const node = await nodeFor(t, version);
    if (node === undefined) return;

    await t.test('what it returns is stored in the place of the report, once', async (t) => {
      const { invoke, bot, stored } = await withProcess(
        t,
        node,
        'let calls = 0; exports.process = (report, event) => ({ calls: ++calls, report, event });',
      );
      const first = await invoke(EVENT);
      assert.equal(first.ok, true, JSON.stringify(first.error));
      assert.equal(first.result.events[0].processed, 'done');
      const { rest, receipts } = await stored();
      assert.deepEqual(receipts, ALL);
      const { calls, report, event } = rest as { calls: number; report: object; event: object };
      assert.equal(calls, 1);
      assertReport(report);
      assert.deepEqual(event, EVENT);

      const duplicate = await invoke(EVENT);
      assert.equal(duplicate.ok, true);
      assert.equal(duplicate.result.events[0].processed, 'seen_before');
      assert.deepEqual(steps(duplicate.requests), ['PUT event 409', 'GET report 200']);
      assert.deepEqual((await stored()).rest, rest);
      assert.equal(bot.messages.length, 1);
    });

    for (const [name, source, expected] of [
      ['a promise', 'module.exports = async () => ({ later: true })', { later: true }],
      ['null', 'module.exports = () => null', {}],
      ['an empty object', 'module.exports = () => ({})', {}],
      ['a text', 'module.exports = () => "done"', { result: 'done' }],
      ['a list', 'module.exports = () => [1, [2]]', { result: [1, [2]] }],
      ['false', 'module.exports = () => false', { result: false }],
      [
        'receipts of its own',
        'module.exports = () => ({ receipts: 1 })',
        { result: { receipts: 1 } },
      ],
      ['nothing', 'exports.process = (report) => { report.outcome = "?"; }', undefined],
      ['a date', 'exports.process = () => new Date(0)', { result: '1970-01-01T00:00:00.000Z' }],
      [
        'an object of a class',
        'exports.process = () => new (class { constructor() { this.a = 1; } })()',
        { a: 1 },
      ],
    ] as const) {
      await t.test(`it returns ${name}; a duplicate does nothing`, async (t) => {
        const { invoke, bot, stored } = await withProcess(t, node, source);
        const { ok, error } = await invoke(EVENT);
        assert.equal(ok, true, JSON.stringify(error));
        const { rest, receipts } = await stored();
        assert.deepEqual(receipts, ALL);
        if (expected === undefined) assertReport(rest);
        else assert.deepEqual(rest, expected);
        const duplicate = await invoke(EVENT);
        assert.deepEqual(steps(duplicate.requests), ['PUT event 409', 'GET report 200']);
        assert.equal(bot.messages.length, 1);
      });
    }

    for (const [name, source, message] of [
      [
        'throws',
        '\nexports.process = () => { throw new TypeError("no such field"); };',
        /TypeError: no such field \(process\.js:2:\d+\)/,
      ],
      ['rejects', 'exports.process = async () => { throw "a text"; };', /a text/],
      [
        'cannot be loaded',
        'exports.process = (report) => {\n',
        /SyntaxError: .*\(process\.js:\d+\)/,
      ],
      ['needs what is not there', 'require("./missing");', /missing/],
      ['exports no function', 'exports.proces = () => 1;', /process\.js exports no function/],
      [
        'exports what cannot be looked at',
        'Object.defineProperty(exports, "process", { get() { throw new Error("not yet"); } });',
        /Error: not yet/,
      ],
      [
        'returns a circle',
        'exports.process = () => { const a = {}; a.a = a; return a; };',
        /circular/,
      ],
      ...(
        [
          ['() => {}', /it returned a function, which is not JSON/],
          ['Symbol("a")', /a symbol/],
          ['NaN', /returned NaN/],
          ['-Infinity', /a number/],
          ['new Map([[1, 2]])', /a Map/],
          ['(function* () { yield 1; })()', /a Generator/],
          ['({ toJSON() {} })', /an Object/],
        ] as const
      ).map(
        ([value, message]) =>
          [`returns ${value}`, `exports.process = async () => (${value});`, message] as const,
      ),
      [
        'throws what has no text',
        'exports.process = () => { throw { toString() { throw null; } }; };',
        /what was thrown cannot be shown/,
      ],
      [
        'rejects with what has no text',
        'exports.process = async () => { throw Object.create(null); };',
        /what was thrown cannot be shown/,
      ],
      [
        'throws an error that does not show its place',
        `exports.process = () => {
          throw Object.defineProperty(new Error("odd"), "stack", { get() { throw null; } });
        };`,
        /Error: odd/,
      ],
      [
        'returns what throws when it is written',
        'exports.process = () => ({ toJSON() { throw { get message() { throw null; } }; } });',
        /\[object Object\]/,
      ],
    ] as const) {
      await t.test(`it ${name}: all else is done, and the invocation fails`, async (t) => {
        const { invoke, bot, stored, write } = await withProcess(t, node, source);
        const failed = await invoke(EVENT);
        assert.equal(failed.statusCode, 430);
        assert.match(failed.error?.message ?? '', message);
        assert.match(failed.error?.message ?? '', /the report was not processed/);
        assert.ok(
          failed.lines.some(({ level, error }) => level === 'error' && message.test(String(error))),
        );
        const before = await stored();
        assertReport(before.rest);
        assert.deepEqual(before.receipts, ['event', 'notify']);
        assert.equal(bot.messages.length, 1);

        // SCF delivers it again: nothing is repeated but what failed.
        const again = await invoke(EVENT);
        assert.equal(again.statusCode, 430);
        assert.deepEqual(steps(again.requests), ['PUT event 409', 'GET report 200']);
        assert.deepEqual(await stored(), before);
        assert.equal(bot.messages.length, 1);
        write('exports.process = () => ({ mended: true });');
      });
    }

    await t.test('once it is mended, what it returns takes the place of the report', async (t) => {
      const { invoke, bot, stored } = await withProcess(
        t,
        node,
        'let calls = 0; exports.process = async () => { if (calls++ === 0) throw new Error("down"); return { calls }; };',
      );
      assert.equal((await invoke(EVENT)).statusCode, 430);
      const mended = await invoke(EVENT);
      assert.equal(mended.ok, true, JSON.stringify(mended.error));
      assert.deepEqual(await stored(), {
        rest: { calls: 2 },
        receipts: ['event', 'notify', 'process'],
      });
      assert.equal(bot.messages.length, 1);
    });

    await t.test('one that never ends leaves time for all else', async (t) => {
      const { invoke, bot, stored } = await withProcess(
        t,
        node,
        'exports.process = () => new Promise(() => {});',
        {
          timeLimitMs: 8_000,
        },
      );
      const { statusCode, error } = await invoke(EVENT);
      assert.equal(statusCode, 430);
      assert.match(error?.message ?? '', /took longer than \d+ ms/);
      assertReport((await stored()).rest);
      assert.equal(bot.messages.length, 1);
    });

    await t.test('a clock that it replaces is not that of the deliveries', async (t) => {
      const { invoke, bot, stored } = await withProcess(
        t,
        node,
        'Date.now = () => 0; exports.process = () => { Date.now = () => NaN; return { done: 1 }; };',
      );
      for (const delivery of ['first', 'duplicate']) {
        const { ok, error } = await invoke(EVENT);
        assert.equal(ok, true, `${delivery}: ${JSON.stringify(error)}`);
      }
      assert.deepEqual(await stored(), { rest: { done: 1 }, receipts: ALL });
      assert.equal(bot.messages.length, 1);
    });

    await t.test('it is not called for an event that is not a notification', async (t) => {
      const { invoke, objects } = await withProcess(
        t,
        node,
        'exports.process = () => { process.exit(3); };',
      );
      const { statusCode, error } = await invoke({ hello: 'world' });
      assert.equal(statusCode, 430);
      assert.match(error?.message ?? '', /not an MPS notification/);
      assert.equal((await objects()).size, 2);
    });

    await t.test('without a bucket it is called all the same', async (t) => {
      const { invoke, objects } = await withProcess(
        t,
        node,
        'exports.process = () => { throw new Error("called"); };',
        {
          env: { COS_BUCKET: undefined },
        },
      );
      assert.match((await invoke(EVENT)).error?.message ?? '', /called/);
      assert.equal((await objects()).size, 0);
    });

    await t.test('the examples of the documentation', async (t) => {
      const text = readFileSync(join(ROOT, 'docs', 'processing.md'), 'utf8');
      const [first, second, third, ...more] = [...text.matchAll(/```js\n([\s\S]*?)```/g)].map(
        ([, code]) => code,
      );
      assert.deepEqual(more, []);
      const example = async (source: string | undefined) => {
        const { invoke, stored } = await withProcess(t, node, source);
        const { ok, error } = await invoke(EVENT);
        assert.equal(ok, true, JSON.stringify(error));
        return (await stored()).rest;
      };
      const { video, ok, files, asked_by } = (await example(first)) as {
        [member: string]: unknown;
      };
      assert.match(String(video), /^cos:\/\//);
      assert.deepEqual([ok, asked_by], [true, 'workflow']);
      assert.ok(
        Array.isArray(files) && files.length > 1 && files.every((uri) => /^cos:/.test(uri)),
        String(files),
      );
      assertReport(await example(second));
      assert.deepEqual(await example(third), {});
    });
  });
}
