/** Files of variables, for `--env`. */

import assert from 'node:assert/strict';
import test from 'node:test';
import { parseVariables } from '../../js/cli/env-file';

const parsed = (text: string) => Object.entries(parseVariables(text, '.env'));

test('a variable has the value that people mean', () => {
  for (const [text, value] of [
    ['A=b', 'b'],
    ['\ufeff  export A = b c \r\n', 'b c'],
    // A password has its `#`; a comment is behind a blank.
    ['A=b#c', 'b#c'],
    ['A=#b', '#b'],
    ['A=b # c', 'b'],
    ['A=b\t#c', 'b'],
    ['A=', ''],
    ['A= # c', ''],
    ['A="b # c"  # d', 'b # c'],
    ['A=\'b\\n # "c"\'', 'b\\n # "c"'],
    ['A=`it\'s "b"`', 'it\'s "b"'],
    ['A="b\\n\\"c\\" \\\\ \\d"', 'b\n"c" \\ \\d'],
    ['A="b\n# c\nB=d"', 'b\n# c\nB=d'],
    ['A=b"c"', 'b"c"'],
    ['A=b==', 'b=='],
    ['A={"a": "b#c"}', '{"a": "b#c"}'],
    ['A=$B $(C)', '$B $(C)'],
    ['A=1\nA=2', '2'],
  ] as const) {
    assert.deepEqual(parsed(text), [['A', value]], text);
  }
  assert.deepEqual(parsed('\n# A=1\n  # B=2\n\n'), []);
  assert.deepEqual(parsed('__proto__=1\nA=2'), [
    ['__proto__', '1'],
    ['A', '2'],
  ]);
});

test('an invalid line is refused by its number, and not quoted', () => {
  for (const [text, line, what] of [
    ['A=1\nhush-hush', 2, 'it must be NAME=value'],
    ['A=1\n\n# x\nSECRET hush', 4, 'it must be NAME=value'],
    ['A="1\n2"\nSECRET: hush', 3, 'it must be NAME=value'],
    ['=hush', 1, 'it must be NAME=value'],
    ['A B=hush', 1, 'it must be NAME=value'],
    ['A="hush', 1, 'the quote at the beginning of the value has no end'],
    ["A=1\r\nB='hush\r\nC=2", 2, 'the quote at the beginning of the value has no end'],
    ['A="b"hush', 1, 'behind the quotes of the value stands something else'],
  ] as const) {
    assert.throws(() => parsed(text), { message: `.env, line ${line}: ${what}` });
  }
});
