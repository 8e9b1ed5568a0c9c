/** The emulator of the query API of MPS, asked by the official client. */

import assert from 'node:assert/strict';
import test from 'node:test';
import { mps } from 'tencentcloud-sdk-nodejs-mps';
import { startMps } from '../../js/dev/mps/emulator';
import { ROLE } from './support/function';
import { HOUR, iso, task, taskId } from './support/mps-tasks';

test('the emulator answers the official client', async (t) => {
  const now = Date.now();
  const tasks = Array.from({ length: 7 }, (_, index) => task(index, now - index * HOUR).detail);
  const old = task(99, now - 8 * 24 * HOUR).detail;
  const running = { ...task(98, now).detail, Status: 'PROCESSING' };
  const listed = [...tasks, old, running];
  const service = await startMps({ credentials: [], unsigned: true, tasks: listed });
  t.after(() => service.close());
  const client = new mps.v20190612.Client({
    credential: {
      secretId: ROLE.secretId,
      secretKey: ROLE.secretKey,
      token: ROLE.sessionToken,
    },
    region: 'ap-tokyo',
    profile: {
      httpProfile: { endpoint: service.url.replace('http://', ''), protocol: 'http://' },
    },
  });
  const ids: (string | undefined)[] = [];
  let token: string | undefined;
  do {
    const page = await client.DescribeTasks({
      Status: 'FINISH',
      Limit: 3,
      StartTime: iso(now - 24 * HOUR),
      EndTime: iso(now),
      ...(token && { ScrollToken: token }),
    });
    assert.equal(page.TotalCount, ids.length === 0 ? 7 : 8);
    ids.push(...(page.TaskSet ?? []).map(({ TaskId }) => TaskId));
    token = page.ScrollToken;
    // One that finishes between two pages moves none to another page.
    if (ids.length === 3) listed.push(task(50, now - 1000).detail);
  } while (token);
  assert.deepEqual(
    ids,
    tasks.map((_, index) => taskId(index)),
  );
  const detail = await client.DescribeTaskDetail({ TaskId: taskId(1) });
  assert.deepEqual([detail.Status, detail.WorkflowTask?.TaskId], ['FINISH', taskId(1)]);
  for (const [call, code] of [
    [client.DescribeTaskDetail({ TaskId: taskId(99) }), 'ResourceNotFound'],
    [client.DescribeTasks({ Status: 'DONE' }), 'InvalidParameterValue'],
    [client.DescribeTasks({ Status: 'FINISH', Limit: 101 }), 'InvalidParameterValue'],
    [client.DescribeTasks({ Status: 'FINISH', ScrollToken: 'gone' }), 'InvalidParameterValue'],
  ] as const) {
    await assert.rejects(call, { code });
  }
});
