/** `verify`: the signature of notifications, computed here by Node's own MD5. */

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import test from 'node:test';
import type * as Package from '../../js/entries/index';
import { md5 } from './support/function';
import { eventNames, eventObject, PKG } from './support/project';

const { verify, MpsWebhookError }: typeof Package = createRequire(import.meta.url)(
  `${PKG}/index.js`,
);

const KEY = 'the key, 密钥 🔑';
const EXPIRY = 1_716_278_400;
/** The clock may be so far ahead of the service's, s. */
const TOLERANCE = 60;

const at = (seconds: number) => ({ now: new Date(seconds * 1000) });
const inTime = at(EXPIRY - 600);

interface Signed {
  Timestamp: number | string;
  Sign: string;
}

/** `Sign` is the MD5 of `Timestamp` and the key (`ParseNotification` in MPS document 862/39228). */
function signature(key = KEY, timestamp: number | string = EXPIRY): Signed {
  return { Timestamp: timestamp, Sign: md5(`${timestamp}${key}`) };
}

function signed(name = 'workflow-partial.json', by: Partial<Signed> = signature()): object {
  return { ...eventObject(name), ...by };
}

/** That an event is refused, because of a member; `envelope` is where the notification is. */
function refused(
  event: object | string | Uint8Array,
  member: string,
  options = inTime,
  envelope = '',
): void {
  assert.throws(
    () => verify(event, KEY, options),
    (error) => {
      assert.ok(error instanceof MpsWebhookError, `${error}`);
      assert.deepEqual(
        [error.name, error.code, error.path],
        ['MpsWebhookError', 'unverified', `${envelope}${member}`],
      );
      assert.match(error.help, /NotifyKey/);
      assert.ok(error.message.includes(error.help));
      // Whoever reads it must not learn how to do it right.
      assert.ok(!error.message.includes(KEY) && !error.message.includes(signature().Sign));
      return true;
    },
  );
}

test('every sample is verified with its key, and with no other', () => {
  for (const name of eventNames) {
    verify(signed(name), KEY, inTime);
    verify(JSON.stringify(signed(name)), KEY, inTime);
    verify(Buffer.from(JSON.stringify(signed(name), null, 2)), KEY, inTime);
    for (const other of ['', 'x', `${KEY} `, KEY.slice(0, -2), '0'.repeat(10_000)]) {
      refused(signed(name, signature(other)), 'Sign');
    }
    refused(eventObject(name), 'Sign');
  }
});

test('a signature counts until it expires, and a minute longer', () => {
  const last = EXPIRY + TOLERANCE;
  for (const second of [0, EXPIRY - 1, EXPIRY, EXPIRY + 1, last, last + 0.999]) {
    verify(signed(), KEY, at(second));
  }
  for (const second of [last + 1, last + 2, 2 * EXPIRY]) refused(signed(), 'Timestamp', at(second));
});

test('the time is now if none is given', () => {
  const seconds = Math.floor(Date.now() / 1000);
  verify(signed(undefined, signature(KEY, seconds + 600)), KEY);
  assert.throws(() => verify(signed(undefined, signature(KEY, seconds - 600)), KEY), {
    code: 'unverified',
    path: 'Timestamp',
  });
});

test('what is missing is named', () => {
  const { Timestamp, Sign } = signature();
  refused(signed(undefined, { Timestamp }), 'Sign');
  refused(signed(undefined, { Sign }), 'Timestamp');
  refused({ ...signed(), Sign: '' }, 'Sign');
  refused({ ...signed(), Sign: null }, 'Sign');
  refused({ ...signed(), Sign: 5 }, 'Sign');
  for (const wrong of [null, '', 'tomorrow', true, [], 1.5, '1e9']) {
    // Signed as it stands there, so that nothing else can be what is wrong.
    refused({ ...signed(), Timestamp: wrong, Sign: md5(`${wrong}${KEY}`) }, 'Timestamp');
  }
});

test('Sign in capitals, and Timestamp as a text, are as good', () => {
  const { Timestamp, Sign } = signature();
  verify(signed(undefined, { Timestamp, Sign: Sign.toUpperCase() }), KEY, inTime);
  verify(signed(undefined, { Timestamp: `${Timestamp}`, Sign }), KEY, inTime);
  refused(signed(undefined, { Timestamp: `${EXPIRY + TOLERANCE}`, Sign }), 'Sign');
});

test('a signature that is not one', () => {
  const { Sign } = signature();
  const others = [Sign.slice(0, -1), `${Sign}0`, Sign.slice(1), ` ${Sign}`, 'x', '0'.repeat(32)];
  for (const other of [...others, `${Sign}\0`, Sign.replace(/\d/, '٣'), 'K'.repeat(1 << 16)]) {
    refused({ ...signed(), Sign: other }, 'Sign');
  }
  for (let place = 0; place < Sign.length; place++) {
    const digit = ((Number.parseInt(Sign[place] ?? '', 16) + 1) % 16).toString(16);
    refused({ ...signed(), Sign: Sign.slice(0, place) + digit + Sign.slice(place + 1) }, 'Sign');
  }
});

test('of several notifications each has to be signed', () => {
  const good = [signed(), signed('schedule-success.json'), signed('live-review.json')];
  verify(good, KEY, inTime);
  for (let place = 0; place <= good.length; place++) {
    const goodBut = (one: object) => [...good.slice(0, place), one, ...good.slice(place)];
    const where = `[${place}].`;
    refused(goodBut(eventObject('batch-task.json')), 'Sign', inTime, where);
    refused(goodBut(signed('batch-task.json', signature('x'))), 'Sign', inTime, where);
    const late = signed('batch-task.json', signature(KEY, EXPIRY - 10_000));
    refused(goodBut(late), 'Timestamp', inTime, where);
    assert.throws(() => verify(goodBut({ no: 'notification' }), KEY, inTime), {
      code: 'not_a_notification',
    });
  }
});

/** A callback as API Gateway hands it over (SCF document 583/12513). */
function callback(body: string, isBase64Encoded = false): object {
  return {
    headers: { 'content-type': 'application/json', Sign: 'not this one' },
    httpMethod: 'POST',
    path: '/mps',
    requestContext: { httpMethod: 'ANY', path: '/mps', stage: 'release' },
    body: isBase64Encoded ? Buffer.from(body).toString('base64') : body,
    isBase64Encoded,
  };
}

test('inside a callback through API Gateway', () => {
  for (const isBase64 of [false, true]) {
    verify(callback(JSON.stringify(signed()), isBase64), KEY, inTime);
    const unsigned = JSON.stringify(eventObject('workflow-partial.json'));
    refused(callback(unsigned, isBase64), 'Sign', inTime, 'body.');
    const other = JSON.stringify(signed(undefined, signature('x')));
    refused(callback(other, isBase64), 'Sign', inTime, 'body.');
    refused(callback(JSON.stringify(signed()), isBase64), 'Timestamp', at(2 * EXPIRY), 'body.');
    // What is beside the notification signs nothing.
    const beside = {
      ...callback(JSON.stringify(eventObject('live-eof.json')), isBase64),
      ...signature(),
    };
    refused(beside, 'Sign', inTime, 'body.');
  }
});

test('an empty key verifies nothing', () => {
  // Everybody can compute this one.
  const event = signed(undefined, signature(''));
  for (const key of ['', ' ', '\t\n']) {
    assert.throws(() => verify(event, key, inTime), {
      code: 'invalid_argument',
      message: /notifyKey/,
    });
  }
});

test('of repeated members the last one counts, as for JSON.parse', () => {
  const text = JSON.stringify(eventObject('workflow-partial.json')).slice(0, -1);
  const { Timestamp, Sign } = signature();
  const wrong = '0'.repeat(32);
  verify(`${text},"Timestamp":${Timestamp},"Sign":"${wrong}","Sign":"${Sign}"}`, KEY, inTime);
  refused(`${text},"Timestamp":${Timestamp},"Sign":"${Sign}","Sign":"${wrong}"}`, 'Sign');
  refused(`${text},"Timestamp":${Timestamp},"Sign":"${Sign}","Timestamp":${EXPIRY + 1}}`, 'Sign');
});

test('an event that is not a notification is not "unverified"', () => {
  assert.throws(() => verify('{"a":', KEY, inTime), { code: 'invalid_json', offset: 5 });
  const inside = { httpMethod: 'POST', body: '{"a":' };
  const offset = JSON.stringify(inside).length - '"}'.length;
  assert.throws(() => verify(inside, KEY, inTime), {
    code: 'invalid_json',
    offset,
    inner_offset: 5,
  });
  assert.throws(() => verify({ Type: 'Timer' }, KEY, inTime), { code: 'not_a_notification' });
  assert.throws(() => verify([], KEY, inTime), { code: 'not_a_notification' });
});
