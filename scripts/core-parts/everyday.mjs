// What functions do every day: the deliveries of which nothing may have to be loaded that is not in the first module, or
// not in the parts up to one. All without an answer that is not as usual; what is rarer loads the last part.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { gzipSync, strToU8 } from 'fflate';

import { root } from '../tools.mjs';

/** As SCF gives it. */
const PLATFORM = {
  PATH: '/usr/local/bin:/usr/bin',
  HOME: '/root',
  LANG: 'en_US.UTF8',
  LC_ALL: 'en_US.UTF8',
  PWD: '/var/user',
  USER_CODE_ROOT: '/var/user/',
  TZ: 'UTC',
  TENCENTCLOUD_TZ: 'UTC',
  TENCENTCLOUD_RUNENV: 'SCF',
  TENCENTCLOUD_APPID: '1250000000',
  TENCENTCLOUD_UIN: '100000000001',
  SCF_FUNCTIONVERSION: '$LATEST',
  _SCF_SERVER_PORT: '28902',
  TENCENTCLOUD_REGION: 'ap-guangzhou',
  // As long as they are.
  TENCENTCLOUD_SECRETID: `AKID${'OfTheRole'.repeat(6)}x_`,
  TENCENTCLOUD_SECRETKEY: 'KeyOfTheRole+0123456789/abcdefgh=',
  TENCENTCLOUD_SESSIONTOKEN: `${'TokenOfTheRole_0123-'.repeat(30)}==`,
  SCF_FUNCTIONNAME: 'on-mps',
  SCF_NAMESPACE: 'default',
};

/** A function that stores, one that does it elsewhere, one that also hands on. */
const ARCHIVE = { ...PLATFORM, COS_BUCKET: 'archive-1250000000' };
const ELSEWHERE = { ...ARCHIVE, COS_ENDPOINT: 'https://cos.example', COS_PREFIX: 'video/' };
const LOCAL = { ...ARCHIVE, COS_ENDPOINT: 'http://127.0.0.1:9000' };
const HAND_ON = {
  ...ARCHIVE,
  WECOM_WEBHOOK_KEY: '693a91f6-7aoc-4bc4-97a0-0ec2sifa5aaa',
  INVOKE_FUNCTIONS: 'next',
};

const fixture = (name) =>
  JSON.parse(readFileSync(join(root, 'tests', 'fixtures', 'events', `${name}.json`), 'utf8'));

const WORKFLOWS = ['workflow-many-outputs', 'workflow-null-siblings', 'workflow-partial'].map(
  fixture,
);
const OTHERS = ['edit-media-success', 'schedule-success'].map(fixture);

let time = Date.UTC(2025, 11, 31, 23, 59, 59);

/** Every delivery is some days later than the one before. */
function nextTime() {
  time += 86_461_001 * 9;
  return time;
}

/** As many as a block of the hashes has bytes: how what is hashed ends is the least of what depends on lengths. */
const VARIATIONS = 64;

/** Names of files and ids that owners choose; with them texts get every length, and characters of every kind. */
const CHOSEN = new Set(['TaskId', 'SessionId', 'SessionContext', 'Object', 'Path', 'Bucket']);
const CHARACTERS = [...'x0-_. %+":/?#&=\\\n\t\u0001éя视ก한힣ｱ😀'];

/** What looks like a part of a URL, of a setting or of an escape, and is none. */
const FRAGMENTS = [
  '50%25 ',
  '%2Fa%2',
  '\\u0041',
  '\\x41\\',
  '&amp;&#65;&#x',
  'a=b&c=d;',
  'https://u@h.example:8/a?b=c#d',
  "key='v'",
  '{"a":"b"}',
  'QUJDREVGR0hJSktMTU5P',
];

/** Numbers below 2^31 that look random; the same ones for the same seed. */
function* random(seed) {
  let state = seed + 1;
  for (;;) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    yield state >> 8;
  }
}

/** A text of so many parts, other ones for every seed: characters of ASCII and of everywhere, and fragments. */
function mixture(seed, length) {
  const numbers = random(seed);
  const next = (bound) => numbers.next().value % bound;
  const part = () => {
    switch (next(4)) {
      case 0:
        return CHARACTERS[next(CHARACTERS.length)];
      case 1:
        return next(3) === 0 ? FRAGMENTS[next(FRAGMENTS.length)] : 'a';
      case 2:
        return String.fromCharCode(32 + next(95));
      default:
        // No surrogates, which are no characters.
        return String.fromCodePoint(
          0xa0 + (next(2) === 0 ? next(0xd700) : 0x10000 + next(0x20000)),
        );
    }
  };
  return Array.from({ length }, part).join('');
}

/** What becomes of numbers that are not whole: of any length, below one, whole, and as services round them. */
const NUMBERS = [
  (value, round) => value * (1 + round / 7),
  (_, round) => (round * 7_919_333) / 1000,
  (_, round) => round / 1000,
  (_, round) => (round * 1_234_567) / 100,
  (_, round) => round / 8,
];

/** The same notification as other owners have it. */
function variations(event) {
  return Array.from({ length: VARIATIONS }, (_, round) => {
    let place = round;
    const vary = (name, value) => {
      if (Array.isArray(value) && name === 'MediaProcessResultSet' && round % 32 === 31) {
        return Array.from({ length: 2 * round }, () => value).flat();
      }
      if (typeof value === 'number' && !Number.isInteger(value)) {
        return NUMBERS[round % NUMBERS.length](value, round);
      }
      if (name === 'TaskId' && round % 4 === 3) {
        return createHash('md5')
          .update(String(round))
          .digest('hex')
          .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
      }
      if (typeof value !== 'string' || !CHOSEN.has(name)) {
        return value;
      }
      place += 7;
      const isPlain = name === 'Bucket' || name === 'TaskId';
      const character = isPlain ? 'x' : CHARACTERS[place % CHARACTERS.length];
      if (isPlain) {
        return `${character.repeat(round % 24)}${value}`;
      }
      return `${round % 2 === 0 ? character.repeat(round) : mixture(place, round)}${value}`;
    };
    return JSON.parse(JSON.stringify(event), (name, value) => vary(name, value));
  });
}

/** Batches of the log service, with texts of every length. */
function batches() {
  return Array.from({ length: VARIATIONS }, (_, round) => {
    const record = (index) => {
      const text = CHARACTERS[(round + index) % CHARACTERS.length].repeat(round + (index % 90));
      const content = index % 3 === 0 ? { __CONTENT__: text } : { level: 'info', msg: text };
      return { timestamp: `${time + index}000`, content: JSON.stringify(content) };
    };
    const batch = {
      topic_id: '5f6d7c8b-0000-4a1e-9f00-000000000001',
      topic_name: 'x'.repeat(round),
      records: Array.from(
        { length: round % 32 === 31 ? 30 * round : 1 + (round % 5) },
        (__, index) => record(index),
      ),
    };
    // Not by zlib, whose bytes differ from one Node.js to the other, and what the build makes with them.
    const packed = gzipSync(strToU8(JSON.stringify(batch)), { level: round % 10, mtime: 0 });
    return { clslogs: { data: Buffer.from(packed).toString('base64') } };
  });
}

const deliveries = (env, events) => events.map((event) => ({ event, env }));

/** What each template does every day, the most usual first: a module for each list, and one more for the rest. */
export const EVERYDAY = {
  'mps-webhook': [
    [
      ...deliveries(ARCHIVE, WORKFLOWS.flatMap(variations)),
      ...deliveries(ELSEWHERE, WORKFLOWS),
      ...deliveries(LOCAL, WORKFLOWS.flatMap(variations)),
    ],
    deliveries(ARCHIVE, OTHERS.flatMap(variations)),
    deliveries(HAND_ON, [...WORKFLOWS, ...OTHERS].flatMap(variations)),
  ],
  'mps-to-cos': [
    [
      ...deliveries(ARCHIVE, WORKFLOWS.flatMap(variations)),
      ...deliveries(ELSEWHERE, WORKFLOWS),
      ...deliveries(LOCAL, WORKFLOWS.flatMap(variations)),
    ],
    deliveries(ARCHIVE, OTHERS.flatMap(variations)),
  ],
  'cls-to-cos': [[...deliveries(ARCHIVE, batches()), ...deliveries(ELSEWHERE, batches())]],
};

/**
 * Makes a delivery, with services that answer as they usually do.
 *
 * @param {object} glue wasm-bindgen's code, with an instance
 */
export function deliver(glue, template, { event, env }) {
  const services = new Services();
  const settings = {
    template,
    env,
    request_id: '764b07b3-0053-4bc6-96eb-636526a22832',
    mode: 'full',
    process: false,
  };
  let now = nextTime();
  const delivery = new glue.Delivery(bytes(event), bytes(settings), now + 30_000, 1, now);
  for (;;) {
    now += 20;
    const { requests, done } = JSON.parse(delivery.poll(now));
    if (done !== undefined) {
      if (!done.ok) {
        throw new Error(`an everyday delivery of ${template} fails: ${JSON.stringify(done)}`);
      }
      delivery.free();
      return;
    }
    for (const { id, request } of requests) {
      const parts = [delivery.body(id, 0)];
      for (let at = parts[0].length; at < delivery.bodyLength(id); ) {
        const part = delivery.body(id, at);
        if (part.length === 0) throw new Error(`${delivery.bodyLength(id)} bytes, but ${at} come`);
        parts.push(part);
        at += part.length;
      }
      const sent = Buffer.concat(parts);
      const { status, headers, body } = services.answer(request, sent);
      delivery.onResponse(id, status, bytes(headers), Buffer.from(body), now);
    }
  }
}

function bytes(value) {
  return Buffer.from(JSON.stringify(value));
}

/** The ids of requests are Base64, another one for each. */
let requests = 0;

function requestId() {
  requests += 1;
  const hash = createHash('md5').update(String(requests)).digest('hex');
  return Buffer.from(
    `${hash.slice(0, 8)}_${hash.slice(8, 16)}_${hash.slice(16, 20 + (requests % 3))}_${hash.slice(-4)}`,
  ).toString('base64');
}

class Services {
  #objects = new Map();

  answer({ method, url }, body) {
    const id = { 'x-cos-request-id': requestId() };
    if (method === 'PUT') {
      this.#objects.set(url, body);
      return respond(200, { etag: etag(body), ...id }, '');
    }
    if (method === 'GET') {
      const object = this.#objects.get(url);
      return object === undefined
        ? respond(
            404,
            { 'content-type': 'application/xml', ...id },
            noSuchKey(url, id['x-cos-request-id']),
          )
        : respond(200, { etag: etag(object), ...id }, object);
    }
    const isBot = url.includes('/webhook/');
    return respond(200, {}, JSON.stringify(isBot ? { errcode: 0, errmsg: 'ok' } : INVOKED));
  }
}

const INVOKED = {
  Response: { Result: { FunctionRequestId: 'f-1', InvokeResult: 0 }, RequestId: 'r-2' },
};

const noSuchKey = (url, id) => `<?xml version='1.0' encoding='utf-8' ?>
<Error>
	<Code>NoSuchKey</Code>
	<Message>The specified key does not exist.</Message>
	<Resource>${url.replace(/^https?:\/\//, '')}</Resource>
	<RequestId>${id}</RequestId>
	<TraceId>${Buffer.from(createHash('sha256').update(id).digest('hex')).toString('base64')}</TraceId>
</Error>
`;

function respond(status, headers, body) {
  // As many as services send.
  const usual = {
    'content-type': 'application/octet-stream',
    'content-length': String(body.length),
    connection: 'keep-alive',
    date: 'Thu, 01 Jan 2026 00:00:00 GMT',
    server: 'tencent-cos',
  };
  return { status, headers: { ...usual, ...headers }, body };
}

function etag(body) {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}
