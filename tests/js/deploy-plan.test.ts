/** Plans of made-up functions: done once, there is nothing left to do, and nothing is lost that nobody named. */

import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { DeployedFunction, DeployedTrigger } from '../../js/cli/deploy/function';
import { planOf } from '../../js/cli/deploy/plan';
import { variablesOf } from '../../js/cli/deploy/rows';
import type { Wanted } from '../../js/cli/deploy/settings';
import { isEmpty, renderPlan } from '../../js/cli/deploy/view';
import type { FunctionPackage } from '../../js/cli/function/package';
import { EVENT_TYPES } from '../../js/cli/function/template';
import { coloursFor } from '../../js/cli/terminal/colours';

const name = fc.constantFrom('COS_BUCKET', 'COS_PREFIX', 'NOTIFY_ON', 'WECOM_WEBHOOK_KEY', 'MINE');
const value = fc.string({ maxLength: 12 });
const variables = fc.dictionary(name, value).map((it) => new Map(Object.entries(it)));
const filled = fc.dictionary(name, fc.string({ minLength: 1, maxLength: 12 }));
const maybe = <T>(it: fc.Arbitrary<T>) => fc.option(it, { nil: undefined });
const digest = fc.stringMatching(/^[0-9a-f]{64}$/);

const NO_QUEUE = { Type: '', Name: '' };
const invocation = fc.record({ retries: fc.integer({ min: 0, max: 2 }), eventAge: fc.nat(21600) });

const existing: fc.Arbitrary<DeployedFunction> = fc.record({
  Status: fc.constant('Active'),
  Handler: fc.constantFrom('index.main_handler', 'main.handler'),
  Runtime: fc.constantFrom('Nodejs8.9', 'Nodejs18.15'),
  MemorySize: fc.constantFrom(64, 128),
  Timeout: fc.integer({ min: 1, max: 20 }),
  Role: fc.constantFrom('', 'a', null),
  Description: fc.oneof(
    fc.constant(null),
    value,
    digest.map((it) => `mine Code ${it.slice(0, 16)}, own processing`),
  ),
  DeadLetterConfig: fc.constantFrom(null, NO_QUEUE, { Type: 'CMQ-QUEUE', Name: 'q' }),
  Environment: filled.map((it) => ({
    Variables: Object.entries(it).map(([Key, Value]) => ({ Key, Value })),
  })),
});

const wanted: fc.Arbitrary<Wanted> = fc.record({
  template: fc.constantFrom('mps-webhook' as const, 'mps-to-cos' as const),
  name: fc.constant('mine'),
  namespace: fc.constantFrom('default', 'other'),
  region: fc.constant('ap-guangzhou'),
  runtime: maybe(fc.constantFrom('Nodejs8.9', 'Nodejs16.13')),
  memory: maybe(fc.constantFrom(128, 256)),
  timeout: maybe(fc.constantFrom(5, 10)),
  retries: maybe(fc.integer({ min: 0, max: 2 })),
  eventAge: maybe(fc.constantFrom(60, 21600)),
  deadLetter: maybe(
    fc.constantFrom({ Type: 'CMQ-QUEUE', Name: 'q' }, { Type: 'CMQ-TOPIC', Name: 't' }, NO_QUEUE),
  ),
  role: maybe(fc.constantFrom('a', 'b')),
  variables,
  triggers: fc.subarray([...EVENT_TYPES]),
  topic: maybe(fc.constantFrom('topic-one', 'topic-two')),
  watch: maybe(fc.constantFrom('watch 24h', 'watch 7d')),
  process: maybe(fc.constant({ name: 'process.js', path: 'process.js' })),
});

const trigger: fc.Arbitrary<DeployedTrigger> = fc.record({
  Type: fc.constantFrom('mps', 'timer'),
  ResourceId: fc.constantFrom(...EVENT_TYPES.map((type) => `x/TriggerType/${type}Event`)),
  BindStatus: fc.constantFrom('on', 'off'),
  TriggerName: fc.constantFrom('watch', 'mine'),
  CustomArgument: fc.constantFrom('watch 24h', 'watch', 'tick', null),
});

const VIEW = {
  colours: coloursFor({ write: () => true }, {}),
  width: 80,
  language: 'en' as const,
};

test('what was done once is not done again, and what was not named stays', () => {
  fc.assert(
    fc.property(
      fc.option(existing, { nil: undefined }),
      wanted,
      digest,
      fc.array(trigger, { maxLength: 3 }),
      maybe(invocation),
      (before, want, sha256, triggers, looked) => {
        const invoked = before && looked;
        const code: FunctionPackage = { zip: new Uint8Array([1]), files: [], sha256 };
        const plan = planOf(want, code, before, triggers, invoked);
        const after = {
          Status: 'Active',
          ...before,
          ...plan.create,
          ...plan.updateCode,
          ...plan.updateConfiguration,
        } as DeployedFunction;
        const bound = plan.bind.map(({ what, parameters }): DeployedTrigger => {
          const [, Type = '', id] = /^(\w+) trigger ?(.*)/.exec(what.toLowerCase()) ?? [];
          const type = EVENT_TYPES.find((name) => what.includes(name));
          const ResourceId = type === undefined ? `x/topic/${id}` : `x/TriggerType/${type}Event`;
          const { TriggerName, CustomArgument } = parameters as DeployedTrigger;
          return {
            Type,
            ResourceId,
            BindStatus: 'on',
            TriggerName,
            CustomArgument,
          } as DeployedTrigger;
        });
        const others = triggers.filter((it) => !plan.bind.some(({ isIt }) => isIt(it)));

        const { AsyncTriggerConfig: sent } = Object(plan.updateInvocation);
        const now = sent
          ? { retries: sent.RetryConfig[0].RetryNum, eventAge: sent.MsgTTL }
          : invoked;
        const again = planOf(want, code, after, [...bound, ...others], now);
        assert.ok(isEmpty(again), renderPlan(again, want, VIEW));
        const named = new Map([...variablesOf(before), ...want.variables]);
        for (const [key, text] of named) if (text === '') named.delete(key);
        assert.deepEqual(variablesOf(after), named);
        if (want.role === undefined && before) assert.equal(after.Role, before.Role);
        if (invoked && want.retries === undefined) assert.equal(now?.retries, invoked.retries);
        if (invoked && want.eventAge === undefined) assert.equal(now?.eventAge, invoked.eventAge);
        if (before && want.deadLetter === undefined) {
          assert.deepEqual(after.DeadLetterConfig, before.DeadLetterConfig);
        }
        if (before) assert.equal(after.Runtime, before.Runtime);
      },
    ),
    { numRuns: 500, seed: 11 },
  );
});

test('no value that may be secret is shown', () => {
  const code: FunctionPackage = { zip: new Uint8Array([1]), files: [], sha256: 'a'.repeat(64) };
  fc.assert(
    fc.property(existing, wanted, (before, want) => {
      const secret = 'NobodyMaySee';
      for (const key of ['WECOM_WEBHOOK_KEY', 'MINE', 'MPS_WEBHOOK_CONFIG', 'COS_SECRET_KEY']) {
        before.Environment?.Variables?.push({ Key: key, Value: `${secret}1` });
        want.variables.set(key, `${secret}2`);
      }
      const shown = renderPlan(planOf(want, code, before, []), want, VIEW);
      assert.ok(!shown.includes(secret), shown);
    }),
    { numRuns: 200, seed: 11 },
  );
});
