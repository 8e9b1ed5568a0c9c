import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type * as Package from '../../js/api/index';
import { NOT_AN_EVENT, UNPARSED } from '../../js/input/archive-names';
import { PKG } from './support/project';

test('the names of an archive are those of the core', async () => {
  const { plan }: typeof Package = await import(join(PKG, 'index.mjs'));
  const options = { cos: { bucket: 'b-1250000000', region: 'ap-tokyo' } };
  const keysOf = (event: object) =>
    plan(event, { options }).requests.flatMap(({ method, url }) => (method === 'PUT' ? [url] : []));
  const stored = keysOf({
    EventType: 'WorkflowTask',
    WorkflowTaskEvent: { TaskId: 't', Status: 'FINISH' },
  });
  assert.deepEqual(
    stored.map((key) => NOT_AN_EVENT.test(key)),
    [false, true],
  );
  const quarantined = keysOf({ EventType: 'NewFileUpload' });
  assert.deepEqual(
    quarantined.map((key) => [key.includes(`/${UNPARSED}/`), NOT_AN_EVENT.test(key)]),
    [
      [true, false],
      [true, true],
    ],
  );
});
