/** The handler's two forms, and what SCF's runtimes pass or do not pass. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import test from 'node:test';
import { startCosEmulator } from '../../js/dev/cos/emulator';
import { BUCKET, deploy, functionFolder, ROLE, roleEnv, steps } from './support/function';
import { nodeFor } from './support/nodes';
import { eventObject, NODES, TEMPLATE } from './support/project';

const EVENT = eventObject('edit-media-success.json');

/**
 * Calls the handler as the event says and tells what it did: the calls of the callback, how the promise ended, and the
 * rejections that nobody handled.
 */
const OBSERVER = `
  const { main_handler } = require(${JSON.stringify(TEMPLATE)});
  const unhandled = [];
  process.on('unhandledRejection', (error) => unhandled.push(String(error)));
  const contexts = {
    none: undefined,
    null: null,
    empty: {},
    'without a clock': { request_id: 'r', time_limit_in_ms: 60000 },
    'with texts': { request_id: 'r', time_limit_in_ms: '60', memory_limit_in_mb: '128' },
    'with a clock': { request_id: 'r', getRemainingTimeInMillis: () => 60000 },
  };
  exports.main_handler = ({ event, context, form }) => {
    const calls = [];
    let called;
    const once = new Promise((resolve) => { called = resolve; });
    const callback = (...values) => {
      calls.push(values.map((value) => value instanceof Error ? [value.name, value.code] : value));
      called();
    };
    const parameters = [event, contexts[context]];
    if (form === 'throwing') parameters.push(() => { throw new Error('of the platform'); });
    else if (form !== 'promise') parameters.push(callback);
    const returned = main_handler.apply(null, parameters);
    const settled = form === 'callback' ? once : returned.then(
      (done) => ({ done }), (error) => ({ error: [error.name, error.code] }));
    return settled
      // Enough turns for whatever else is to come of it.
      .then((result) => new Promise((resolve) => setTimeout(() => resolve(result), 20)))
      .then((promise) => ({ calls, promise, unhandled, isPromise: typeof returned.then === 'function' }));
  };`;

interface Seen {
  calls: unknown[][];
  promise?: { done?: { ok: boolean }; error?: [string, string] };
  unhandled: string[];
  isPromise: boolean;
}

for (const version of NODES) {
  test(`the handler on Node ${version}`, async (t) => {
    const node = await nodeFor(t, version);
    if (node === undefined) return;
    const folder = await functionFolder(t, OBSERVER);
    const deployed = await deploy(t, { node, scf: { folder } });
    const call = async (input: object): Promise<Seen> => {
      const { result, error } = await deployed.invoke({ event: EVENT, context: 'empty', ...input });
      assert.equal(error, undefined);
      return result;
    };
    const refused = ['MpsWebhookError', 'not_a_notification'];

    await t.test('the promise alone', async () => {
      const good = await call({ form: 'promise' });
      assert.equal(good.promise?.done?.ok, true);
      const bad = await call({ form: 'promise', event: {} });
      assert.deepEqual(bad.promise, { error: refused });
      assert.deepEqual([good.calls, bad.calls, bad.unhandled], [[], [], []]);
    });

    await t.test('the callback alone: called once, and no rejection is left over', async () => {
      const good = await call({ form: 'callback' });
      assert.equal(good.calls.length, 1);
      const [error, done] = good.calls[0] ?? [];
      assert.deepEqual([error, (done as { ok: boolean }).ok], [null, true]);
      const bad = await call({ form: 'callback', event: {} });
      assert.deepEqual(bad.calls, [[refused]]);
      assert.deepEqual([good.unhandled, bad.unhandled], [[], []]);
    });

    await t.test('both', async () => {
      const good = await call({ form: 'both' });
      assert.ok(good.isPromise);
      assert.deepEqual(good.calls, [[null, good.promise?.done]]);
      const bad = await call({ form: 'both', event: {} });
      assert.deepEqual([bad.calls, bad.promise], [[[refused]], { error: refused }]);
      assert.deepEqual(bad.unhandled, []);
    });

    await t.test('a callback that throws: nothing is left over', async () => {
      const good = await call({ form: 'throwing' });
      assert.equal(good.promise?.done?.ok, true);
      const bad = await call({ form: 'throwing', event: {} });
      assert.deepEqual(bad.promise, { error: refused });
      assert.deepEqual([good.unhandled, bad.unhandled], [[], []]);
    });

    for (const context of [
      'none',
      'null',
      'empty',
      'without a clock',
      'with texts',
      'with a clock',
    ]) {
      await t.test(`a context: ${context}`, async () => {
        const event = { ...EVENT, SessionContext: context };
        const before = deployed.emulator.requests.length;
        const { promise } = await call({ form: 'promise', context, event });
        assert.equal(promise?.done?.ok, true, JSON.stringify(promise));
        const sent = deployed.emulator.requests.slice(before);
        assert.deepEqual(steps(sent), ['PUT event 200', 'PUT report 200']);
      });
    }
  });

  test(`an event that is not there at all, on Node ${version}`, async (t) => {
    const node = await nodeFor(t, version);
    if (node === undefined) return;
    const folder = await functionFolder(
      t,
      `const { main_handler } = require(${JSON.stringify(TEMPLATE)});
      exports.main_handler = () => main_handler(undefined, {});`,
    );
    const { invoke, objects } = await deploy(t, { node, scf: { folder } });
    const { statusCode, error } = await invoke(0);
    assert.equal(statusCode, 430);
    assert.match(error?.message ?? '', /not an MPS notification/);
    assert.equal((await objects()).size, 2);
  });
}

for (const version of NODES) {
  test(`a log that nobody takes ends nothing, on Node ${version}`, async (t) => {
    const node = await nodeFor(t, version);
    if (node === undefined) return;
    const folder = await functionFolder(t, '');
    const cos = await startCosEmulator({ folder, credentials: [ROLE] });
    t.after(() => cos.close());
    // It begins when its log has nobody at the other end.
    const script = `
      const { main_handler } = require(${JSON.stringify(TEMPLATE)});
      const event = ${JSON.stringify(EVENT)};
      const deliver = () => main_handler(event, {});
      process.stdin.on('end', () => {
        deliver().then(deliver).then(() => process.exit(0), () => process.exit(5));
      }).resume();`;
    const child = spawn(node, ['-e', script], {
      env: { COS_BUCKET: BUCKET, COS_ENDPOINT: cos.url, ...roleEnv(ROLE) },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child.stdout.destroy();
    child.stdin.end();
    assert.deepEqual(await once(child, 'exit'), [0, null]);
    assert.equal((await cos.objects(BUCKET)).length, 2);
  });
}
