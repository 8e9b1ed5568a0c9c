/** How much of the core a usual event needs: on old Node.js that is the time until the event is in the archive. */

import assert from 'node:assert/strict';
import test from 'node:test';
import { measureCalledCode } from '../../scripts/called-code.mjs';

/** Bytes. */
const MOST = { untilSent: 75_000, untilDone: 145_000 };

test('what a usual event does not need stands in functions that it does not call', async (t) => {
  const { untilSent, untilDone, all } = await measureCalledCode();
  t.diagnostic(
    `${untilSent} until it is on its way, ${untilDone} until its report is stored, of ${all}`,
  );
  assert.ok(untilSent > 10_000 && untilSent < untilDone && untilDone < all);
  assert.ok(untilSent <= MOST.untilSent, `${untilSent} bytes: see node scripts/called-code.mjs`);
  assert.ok(untilDone <= MOST.untilDone, `${untilDone} bytes: see node scripts/called-code.mjs`);
});
