/** The option `select`: what is stored of a report, with the function as it ships. */

import assert from 'node:assert/strict';
import test from 'node:test';
import { deploy, steps } from './support/function';
import { nodeFor } from './support/nodes';
import { eventObject, NODES } from './support/project';

const EVENT = eventObject('workflow-partial.json');
const task = EVENT.WorkflowTaskEvent as {
  TaskId: string;
  MediaProcessResultSet: { Type: string }[];
};

const SELECT = {
  id: '/task_id',
  kinds: '/tasks/*/kind',
  type: '/event/EventType',
  absent: '/no/such/member',
};
const SELECTED = {
  id: task.TaskId,
  kinds: task.MediaProcessResultSet.map(({ Type }) => Type),
  type: EVENT.EventType,
  absent: null,
};

for (const version of NODES) {
  test(`select on Node ${version}`, async (t) => {
    const node = await nodeFor(t, version);
    if (node === undefined) return;
    const withSelect = (select: object) =>
      deploy(t, { node, env: { MPS_WEBHOOK_CONFIG: JSON.stringify({ select }) } });

    await t.test('only what is selected is stored, beside the receipts', async () => {
      const { invoke, objects } = await withSelect(SELECT);
      const stored = async () => {
        const reports = [...(await objects())].filter(([key]) => key.endsWith('.report.json'));
        assert.equal(reports.length, 1);
        const { receipts, ...rest } = JSON.parse(String(reports[0]?.[1]));
        return { rest, receipts: receipts.map(({ step }: { step: string }) => step) };
      };
      const first = await invoke(EVENT);
      assert.equal(first.ok, true, JSON.stringify(first.error));
      const expected = { rest: SELECTED, receipts: ['event'] };
      assert.deepEqual(await stored(), expected);

      const duplicate = await invoke(EVENT);
      assert.equal(duplicate.ok, true, JSON.stringify(duplicate.error));
      assert.deepEqual(steps(duplicate.requests), ['PUT event 409', 'GET report 200']);
      assert.deepEqual(await stored(), expected);
    });

    await t.test('an invalid pointer is refused with its place', async () => {
      const { invoke } = await withSelect({ id: 'task_id' });
      const { ok, error } = await invoke(EVENT);
      assert.equal(ok, false);
      assert.match(error?.message ?? '', /select\.id/);
    });
  });
}
