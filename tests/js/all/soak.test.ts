/** Many events over real sockets, with services that fail and processes that are killed. (More: `npm run soak`.) */

import assert from 'node:assert/strict';
import test from 'node:test';
import { soak } from '../../../js/dev/soak';
import { nodeFor } from '../support/nodes';
import { SCF_NODE, TEMPLATE } from '../support/project';

test(`nothing is lost and nothing is repeated on Node ${SCF_NODE}`, async (t) => {
  const node = await nodeFor(t, SCF_NODE);
  if (node === undefined) return;
  const { events, kills, faults, lost, storedTwice, undispatched, repeated } = await soak({
    node,
    folder: TEMPLATE,
    events: 300,
    concurrency: 6,
    seed: 894,
  });
  assert.deepEqual(
    { events, lost, storedTwice, undispatched, repeated },
    {
      events: 300,
      lost: 0,
      storedTwice: 0,
      undispatched: 0,
      repeated: 0,
    },
  );
  // That nothing was lost means something only if much went wrong.
  assert.ok(kills > 0 && faults > 100, `${kills} kills, ${faults} faults`);
});
