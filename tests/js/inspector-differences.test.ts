/** What the inspector says that two events differ in. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedParts, differencesOf } from '../../js/inspector/compare/differences';
import { share } from '../../js/inspector/units';

const transcode = (Definition: number, Status = 'SUCCESS') => ({
  Type: 'Transcode',
  TranscodeTask: { Status, Input: { Definition } },
});

test('sub-tasks are matched by what they are, so one more of them is one difference', () => {
  const left = { Set: [transcode(10), transcode(20), transcode(20)] };
  const right = { Set: [transcode(5), transcode(10), transcode(20, 'FAIL'), transcode(20)] };
  assert.deepEqual(
    differencesOf(left, right).map(({ path }) => path),
    ['Set[Transcode 20].TranscodeTask.Status', 'Set[Transcode 5]'],
  );
  const task = (kind: string, definition: number) => ({ kind, definition, outputs: [{ size: 1 }] });
  assert.deepEqual(
    differencesOf(
      { tasks: [task('Transcode', 1), task('ImageSprites', 2)] },
      { tasks: [task('ImageSprites', 2), task('Transcode', 1)] },
    ),
    [],
  );
});

test('other lists are compared by place, and texts that are JSON are looked into', () => {
  assert.deepEqual(
    differencesOf({ a: [1, 2], b: '{"c":[{"Type":1}]}' }, { a: [1, 3], b: '{"c":[{"Type":2}]}' }),
    [
      { path: 'a[1]', left: 2, right: 3 },
      { path: 'b.c[0].Type', left: 1, right: 2 },
    ],
  );
  assert.deepEqual(differencesOf([], []), []);
});

test('of two texts the parts that differ are marked, in both or in none', () => {
  const marked = (left: string, right: string) => {
    const parts = changedParts(left, right);
    return parts && [left.slice(...parts.left), right.slice(...parts.right)];
  };
  assert.deepEqual(marked('ap-nanjing', 'ap-beijing'), ['nan', 'bei']);
  assert.equal(marked('same', 'same'), undefined);
  // What one has more of is marked with the word that it is in, in both.
  assert.deepEqual(marked('"/out/1.mp4"', '"/out/12.mp4"'), ['1', '12']);
  assert.deepEqual(marked('"/out/12.mp4"', '"/out/1.mp4"'), ['12', '1']);
  assert.deepEqual(marked('one, two and three', 'one, two, and three'), ['two', 'two,']);
  assert.deepEqual(marked('aa aa aa', 'aa aa'), ['aa aa', 'aa']);
  // What is different for the most part, in both, is not marked in either.
  assert.equal(marked('true', 'false'), undefined);
  assert.equal(marked('1', '1000'), undefined);
  // A character of two halves is marked as one.
  assert.deepEqual(marked('file 😀 of the day', 'file 😁 of the day'), ['😀', '😁']);
});

test('a share is said in percent while that means something', () => {
  assert.deepEqual(
    [0.004, 0.042, 0.98, 4.5, 4538.45].map((part) => share(part, 'en')),
    ['0.4%', '4.2%', '98%', '450%', '4,538×'],
  );
});
