/** What is drawn of an archive over time. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { State } from '../../js/inspector/archive/protocol';
import { timelineOf } from '../../js/inspector/archive/timeline';

const ORDER: readonly State[] = ['unreadable', 'failure', 'success'];
const row = (time: string, verdict: State = 'success', codes: string[] = []) => ({
  at: Date.parse(time),
  verdict,
  codes,
});

test('every notification with a time is in one stretch, the worst verdict first', () => {
  const timeline = timelineOf(
    [
      row('2026-11-20T00:00:10Z'),
      row('2026-11-20T00:59:59Z', 'failure', ['A', 'B']),
      row('2026-11-21T01:00:00Z', 'failure', ['A']),
      row('', 'unreadable', ['C']),
    ],
    ORDER,
  );
  assert.ok(timeline);
  const { from, step, length, verdicts, codes, undated } = timeline;
  assert.equal(new Date(from).toISOString(), '2026-11-20T00:00:00.000Z');
  assert.equal(step, 3_600_000);
  assert.equal(length, 26);
  assert.equal(undated, 1);
  assert.deepEqual(
    verdicts.map(({ name, counts }) => [name, counts[0], counts[25]]),
    [
      ['failure', 1, 1],
      ['success', 1, 0],
    ],
  );
  assert.deepEqual(
    codes.map(({ name, counts }) => [name, counts[0], counts[25]]),
    [
      ['A', 1, 1],
      ['B', 1, 0],
    ],
  );
});

test('whatever the times, there are at most sixty stretches, and nothing is lost', () => {
  const spans = [1, 59, 61, 3600, 86_400, 40 * 86_400, 20 * 365 * 86_400, 250_000_000_000];
  for (const seconds of spans) {
    const rows = [0, 0.3, 0.5, 1].map((part) => ({
      ...row(''),
      at: 1_000_000 + part * seconds * 1000,
      codes: [`code ${part}`],
    }));
    const timeline = timelineOf(rows, ORDER);
    assert.ok(timeline && timeline.length <= 60, `${seconds}: ${timeline?.length}`);
    const sum = (lists: readonly { counts: readonly number[] }[]) =>
      lists.flatMap(({ counts }) => counts).reduce((all, it) => all + it, 0);
    assert.equal(sum(timeline.verdicts), 4);
    assert.equal(sum(timeline.codes), 4);
    for (const { counts } of timeline.verdicts) assert.equal(counts.length, timeline.length);
  }
});

test('codes beyond the five most frequent are one series; one time alone is not drawn', () => {
  const rows = Array.from({ length: 40 }, (_, at) =>
    row(`2026-11-20T00:00:${10 + at}Z`, 'failure', [`code ${Math.min(at % 8, 6)}`]),
  );
  const names = timelineOf(rows, ORDER)?.codes.map(({ name }) => name);
  assert.equal(names?.length, 6);
  assert.equal(names?.at(-1), '');
  assert.equal(timelineOf([row('2026-11-20T00:00:00Z'), row('')], ORDER), undefined);
  assert.equal(timelineOf([], ORDER), undefined);
});

test('a few times that are far from all others do not stretch the rest', () => {
  const day = Array.from({ length: 24 }, (_, hour) =>
    row(`2026-11-20T${String(hour).padStart(2, '0')}:30:00Z`),
  );
  const usual = timelineOf(day, ORDER);
  assert.equal(usual?.outside, 0);
  for (const wrong of [['1970-01-01T00:00:00Z'], ['2062-11-20T00:00:00Z']]) {
    const timeline = timelineOf([...day, ...wrong.map((time) => row(time, 'failure'))], ORDER);
    assert.deepEqual({ ...timeline, outside: 0 }, usual);
    assert.equal(timeline?.outside, 1);
  }
  const both = timelineOf(
    [row('1970-01-01T00:00:00Z'), ...day, row('2062-11-20T00:00:00Z')],
    ORDER,
  );
  assert.deepEqual({ ...both, outside: 0 }, usual);
  assert.equal(both?.outside, 2);
  // What comes regularly is drawn, however seldom.
  const yearly = Array.from({ length: 30 }, (_, at) => row(`${1997 + at}-01-01T00:00:00Z`));
  assert.equal(timelineOf(yearly, ORDER)?.outside, 0);
  // As is a second time of which there are many.
  const twice = [...day, ...Array.from({ length: 3 }, () => row('2030-01-01T00:00:00Z'))];
  assert.equal(timelineOf(twice, ORDER)?.outside, 0);
});
