/** Broken and hostile inputs through `parse` of the package, on the Node that SCF has and on the one that runs this. */

import assert from 'node:assert/strict';
import test from 'node:test';
import { nodeFor } from './support/nodes';
import { type Parsed, parseEach } from './support/parse-each';
import { malformed, NODES } from './support/project';

const inputs = malformed();
const outputs = new Map<string, Parsed[]>();

for (const version of NODES) {
  test(`malformed inputs on Node ${version}`, async (t) => {
    const node = await nodeFor(t, version);
    if (node === undefined) return;
    const parsed = await parseEach(
      node,
      inputs.map(({ bytes }) => bytes),
    );
    outputs.set(version, parsed);
    for (const [index, input] of inputs.entries()) {
      await t.test(input.name, () => check(input, parsed[index]));
    }
  });
}

test('malformed inputs give the same on every Node', () => {
  const [first, ...others] = outputs.values();
  for (const other of others) assert.deepEqual(other, first);
});

function check({ bytes, expected }: (typeof inputs)[number], parsed: Parsed | undefined): void {
  assert.ok(parsed);
  assert.ok(parsed.survived, 'a good event was not parsed the same after it');
  if (expected !== 'any') {
    const given = parsed.error === undefined ? 'report' : 'error';
    assert.equal(given, expected, JSON.stringify(parsed).slice(0, 500));
  }
  if (parsed.error !== undefined) {
    checkError(parsed.error, bytes);
    return;
  }
  assert.equal(parsed.reports?.length, 1);
  const [report] = parsed.reports;
  assert.match(report?.event_type ?? '', /^\w+$/);
  assert.match(report?.outcome ?? '', /^(success|partial|failure|processing|unknown)$/);
  assert.ok(Array.isArray(report?.tasks) && Array.isArray(report.warnings));
}

function checkError(error: NonNullable<Parsed['error']>, bytes: Buffer): void {
  assert.ok(error.isError);
  assert.equal(error.name, 'MpsWebhookError');
  assert.ok(error.message.length > 10 && error.help.length > 10);
  assert.ok(error.message.includes(error.help), 'the message alone does not help');
  // A text that JSON.parse refuses is refused here too, and the error says where it becomes invalid.
  const json = isJson(bytes);
  if (!json) assert.equal(error.code, 'invalid_json');
  if (error.code !== 'invalid_json') {
    assert.equal(error.code, 'not_a_notification');
    assert.equal(error.offset, undefined);
    return;
  }
  const { offset } = error;
  assert.ok(offset !== undefined && offset >= 0 && offset <= bytes.length, `offset ${offset}`);
  assert.ok(error.message.includes(`at byte ${offset}`));
  // (JavaScript sets no limit to nesting, and does not look into a text for JSON.)
  if (!json && !error.message.includes('nesting'))
    assert.equal(offset, firstWrongByte(bytes), error.message);
}

function isJson(bytes: Buffer): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return true;
  } catch {
    return false;
  }
}

/**
 * The byte where the first character begins that is not UTF-8 or, if all are, the one with which a text stops being
 * the beginning of some JSON text, as JavaScript reads JSON.
 */
function firstWrongByte(bytes: Buffer): number {
  const broken = firstBrokenCharacter(bytes);
  if (broken !== undefined) return broken;
  const mark = bytes.subarray(0, 3).equals(Buffer.from('\ufeff')) ? 3 : 0;
  const text = bytes.subarray(mark).toString();
  let at = 0;
  while (at < text.length && isBeginning(text.slice(0, at + 1))) at++;
  return mark + Buffer.byteLength(text.slice(0, at));
}

/** Whether JavaScript finds nothing wrong with a text but that it ends. */
function isBeginning(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const { message } = error as Error;
    const position = /at position (\d+)/.exec(message)?.[1];
    return position === undefined
      ? /Unexpected end/.test(message)
      : Number(position) >= text.length;
  }
}

function firstBrokenCharacter(bytes: Buffer): number | undefined {
  // A byte that is not UTF-8 is decoded to a character that the bytes do not hold at that place.
  const replacement = Buffer.from('\ufffd');
  const text = bytes.toString();
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) {
    const offset = Buffer.byteLength(text.slice(0, at));
    if (!bytes.subarray(offset, offset + 3).equals(replacement)) return offset;
  }
  return undefined;
}
