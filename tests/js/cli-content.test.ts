/** How much of a file is read. */

import assert from 'node:assert/strict';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { eventsIn } from '../../js/cli/input/content';

const MB = 1024 * 1024;

test('no more of an event is read or unpacked than it may have', async () => {
  const chunk = Buffer.alloc(MB, ' ');
  for (const name of ['a.json', 'a.ndjson', 'a.event.json']) {
    let read = 0;
    const stream = (async function* () {
      for (let at = 0; at < 1000; at++) {
        read += chunk.length;
        yield chunk;
      }
    })();
    const found = [];
    for await (const input of eventsIn(stream, name, true)) found.push(input);
    const [only] = found as { reason: string; help: string; isFailure: boolean }[];
    assert.equal(found.length, 1);
    assert.match(only?.reason ?? '', /longer than 64 MB, the most that an event may have/);
    assert.match(only?.help ?? '', /on a line of its own/);
    assert.ok(read <= 68 * MB, `${name}: ${read}`);
  }
  const packed = gzipSync(Buffer.alloc(200 * MB, ' '));
  let unpacked = 0;
  const { concat } = Buffer;
  Buffer.concat = (list, length) => {
    const joined = concat.call(Buffer, list, length);
    unpacked += joined.length;
    return joined;
  };
  try {
    for await (const input of eventsIn(
      (async function* () {
        yield packed;
      })(),
      'a.json.gz',
      true,
    )) {
      assert.match((input as { reason: string }).reason, /longer than 64 MB/);
    }
  } finally {
    Buffer.concat = concat;
  }
  assert.ok(unpacked <= 65 * MB, `${unpacked}`);
});
