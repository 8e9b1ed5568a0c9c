/**
 * After a trap the package takes a new instance of the core: no call sees what another left behind, and no delivery but the
 * one that trapped loses anything by it.
 */

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import test from 'node:test';
import type * as Edge from '../../js/entries/edge-node';
import type * as Package from '../../js/entries/index';
import { startServices } from './support/callbacks';
import { BUCKET } from './support/function';
import { eventBytes, eventObject, PKG } from './support/project';

const EVENT = eventBytes('workflow-partial.json');

for (const [entry, load] of [
  ['index.js', () => createRequire(import.meta.url)(join(PKG, 'index.js'))],
  ['index.mjs', () => import(join(PKG, 'index.mjs'))],
] as const) {
  test(`a trap in ${entry}`, async (t) => {
    let made = 0;
    let traps = false;
    const Instance = WebAssembly.Instance;
    // Instances whose functions trap when they are told to.
    class Trapping extends Instance {
      constructor(module: WebAssembly.Module, imports: object) {
        super(module, imports);
        made++;
        const exports: Record<string, unknown> = {};
        for (const [name, value] of Object.entries(this.exports)) {
          exports[name] =
            typeof value !== 'function' || name.startsWith('__wb')
              ? value
              : (...args: unknown[]) => {
                  if (traps) throw new WebAssembly.RuntimeError('unreachable');
                  return value(...args);
                };
        }
        Object.defineProperty(this, 'exports', { value: exports });
      }
    }
    Object.defineProperty(WebAssembly, 'Instance', { value: Trapping, configurable: true });
    t.after(() => Object.defineProperty(WebAssembly, 'Instance', { value: Instance }));

    const { parse, plan, render, safeParse, toCloudEvents }: typeof Package = await load();
    const before = JSON.stringify(parse(EVENT));
    assert.equal(made, 1);
    for (const call of [parse, safeParse, render, toCloudEvents, plan]) {
      traps = true;
      // A fault of the core is not a result of an event.
      assert.throws(() => call(EVENT), WebAssembly.RuntimeError);
      traps = false;
      assert.equal(JSON.stringify(parse(EVENT)), before);
    }
    assert.equal(made, 6);
  });
}

/** Text in events whose understanding traps, and in events that cannot even be opened. */
const [BAD, WORST] = ['this-lets-the-core-trap', 'this-lets-the-core-trap-at-once'];

/**
 * Instances that trap by what is in an event, and whose memory tells what they are used for: a handle of another instance is
 * misused.
 */
function trapByContent(t: Parameters<typeof startServices>[0]) {
  const Instance = WebAssembly.Instance;
  const seen = { instances: 0, misused: [] as string[], traps: [] as string[] };
  class Trapping extends Instance {
    constructor(module: WebAssembly.Module, imports: object) {
      super(module, imports);
      seen.instances++;
      const real = this.exports as Record<string, (...args: number[]) => number>;
      const memory = this.exports.memory as unknown as { buffer: ArrayBuffer };
      const text = (at = 0, length = 0) => Buffer.from(memory.buffer, at, length).toString();
      const own = new Map<number, { isBad: boolean; mode: string }>();
      let isTrapped = false;
      const trap = (where: string) => {
        isTrapped = true;
        seen.traps.push(where);
        throw new WebAssembly.RuntimeError('unreachable');
      };
      const exports: Record<string, unknown> = { ...real };
      for (const [name, call] of Object.entries(real)) {
        if (!name.startsWith('delivery_') && name !== '__wbg_delivery_free') continue;
        exports[name] = (...args: number[]) => {
          if (isTrapped) seen.misused.push(`${name} of a trapped instance`);
          if (name === 'delivery_new') {
            const [event, { mode }] = [text(args[0], args[1]), JSON.parse(text(args[2], args[3]))];
            if (event.includes(WORST) && mode !== 'quarantine') trap(`${mode} in new`);
            const handle = call(...args);
            own.set(handle, { isBad: event.includes(BAD), mode });
            return handle;
          }
          const handle = own.get((name.endsWith('_poll') ? args[1] : args[0]) ?? 0);
          if (handle === undefined) seen.misused.push(`${name} of another instance`);
          if (name === 'delivery_onResponse' && handle?.isBad && handle.mode === 'full') {
            trap('full after the first answer');
          }
          return call(...args);
        };
      }
      Object.defineProperty(this, 'exports', { value: exports });
    }
  }
  Object.defineProperty(WebAssembly, 'Instance', { value: Trapping, configurable: true });
  t.after(() => Object.defineProperty(WebAssembly, 'Instance', { value: Instance }));
  return seen;
}

test('one of many deliveries traps, and each is answered for itself', async (t) => {
  const seen = trapByContent(t);
  const { env, cos, wecom, api } = await startServices(t);
  const { MPS_NOTIFY_KEY: _, ...open } = env;
  // A module of its own, whose first instance is not made yet.
  const { createFetchHandler }: typeof Edge = await import(join(PKG, 'edge.mjs'));
  const { loader } = await import(join(PKG, 'shared.mjs'));
  loader.discard();
  const lines: { level?: string; msg?: string }[] = [];
  const handle = createFetchHandler({ env: {}, log: (line) => lines.push(line) });
  const event = (TaskId: string, SessionContext = '') => {
    const { EditMediaTaskEvent, ...rest } = eventObject('edit-media-success.json');
    const task = { ...Object(EditMediaTaskEvent), TaskId, SessionContext };
    return JSON.stringify({ ...rest, EditMediaTaskEvent: task });
  };
  const good = Array.from({ length: 8 }, (_, index) => event(`good-${index}`));
  const all = [...good.slice(0, 4), event('bad', BAD), event('worst', WORST), ...good.slice(4)];
  const answers = await Promise.all(
    all.map(async (body) => {
      const response = await handle(
        new Request('http://handler.example/', { method: 'POST', body }),
        open,
      );
      return [response.status, JSON.parse(await response.text()).code] as const;
    }),
  );
  const [bad, worst] = answers.splice(4, 2);
  for (const answer of answers) assert.deepEqual(answer, [200, undefined]);
  assert.deepEqual(
    [bad, worst],
    [
      [500, 'trapped'],
      [500, 'trapped'],
    ],
  );

  // Everything is stored: the good ones with their reports, the bad one as it came, the worst unread.
  const keys = (await cos.objects(BUCKET)).map(({ key }) => key);
  for (let index = 0; index < 8; index++) {
    const own = keys.filter((key) => key.includes(`/good-${index}/`));
    assert.deepEqual(own.map((key) => key.split('.').at(-2)).sort(), ['event', 'report']);
  }
  assert.equal(keys.filter((key) => /\/bad\/.*\.event\.json$/.test(key)).length, 1);
  assert.equal(keys.filter((key) => /\/unparsed\/.*\.event/.test(key)).length, 1);
  // And everybody was told of them. (Of what was told at the moment of a trap there is no receipt: it is told again.)
  for (const told of [wecom.messages, api.invoked]) assert.ok(told.length >= 8);

  assert.deepEqual(seen.misused, []);
  assert.deepEqual(seen.traps.sort(), [
    'full after the first answer',
    'full in new',
    'store in new',
  ]);
  assert.equal(seen.instances, 4);
});
