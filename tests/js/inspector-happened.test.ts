/** The order of what happened to a task. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inOrder } from '../../js/inspector/archive/happened';
import type { Happened } from '../../js/inspector/archive/protocol';

const step = (about: string, at: string): Happened => ({ at, what: 'success', about });
const names = (notifications: Happened[][]) => inOrder(notifications).map(({ about }) => about);

test('what happened to a task is in the order of its times', () => {
  const late = [step('late', '2026-11-21T02:20:00Z'), step('late stored', '2026-11-21T02:20:05Z')];
  const early = [step('early', '2026-11-21T01:20:00+08:00')];
  const dated = [late, early];
  assert.deepEqual(names(dated), ['early', 'late', 'late stored']);

  // One without a time does not keep the others from their order, wherever it was read.
  const undated = [step('undated', '')];
  for (const all of [
    [undated, ...dated],
    [late, undated, early],
    [...dated, undated],
  ]) {
    assert.deepEqual(names(all), ['early', 'late', 'late stored', 'undated']);
  }
  // When it was stored is known: it was there before.
  const stored = [step('live', 'no time'), step('live stored', '2026-11-21T02:00:00Z')];
  for (const all of [
    [stored, ...dated],
    [late, stored, early],
    [...dated, stored],
  ]) {
    assert.deepEqual(names(all), ['early', 'live', 'live stored', 'late', 'late stored']);
  }
});
