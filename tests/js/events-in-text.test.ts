/** Events in what people copy: what is found, and what it costs. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventsInText } from '../../js/input/events-in-text';

const EVENT = { EventType: 'WorkflowTask', Text: `it's "quoted" 100% 中文\n`, List: [{ a: 1 }] };
const PRETTY = JSON.stringify(EVENT, null, 2);
const LINE = JSON.stringify(EVENT);
const escaped = (text: string) => JSON.stringify(text).slice(1, -1);

const isEvent = (json: string) => {
  try {
    return JSON.parse(json).EventType !== undefined;
  } catch {
    return false;
  }
};
const namesEvent = (text: string) => text.includes('EventType');
const judge = { isEvent, namesEvent };
const found = (text: string) => eventsInText(text, judge).map(({ json }) => JSON.parse(json));

const bytes = (text: string) => [...Buffer.from(text)];
const nginx = bytes(LINE)
  .map((byte) =>
    byte === 0x22 || byte === 0x5c || byte > 126
      ? `\\x${byte.toString(16).toUpperCase()}`
      : String.fromCharCode(byte),
  )
  .join('');

const COPIED: Record<string, [text: string, count: number]> = {
  'Markdown, with words around it': [`See:\n\n\`\`\`json\n${PRETTY}\n\`\`\`\nand \`{x}\``, 1],
  'a log of SCF': [
    `START RequestId: 7c6e\nEvent RequestId: 7c6e\n2024-06-30T12:00:00.000Z\t7c6e\tINFO\t${LINE}\n[2024-06-30 12:00:00] {INFO} end\nReport {"Duration": 3}`,
    1,
  ],
  'a log of docker': [
    [LINE, 'started', LINE]
      .map((log) => JSON.stringify({ log: `${log}\n`, stream: 'stdout', time: '2024' }))
      .join('\n'),
    2,
  ],
  'docker compose': [PRETTY.replace(/^/gm, '\u001b[36mweb-1  | \u001b[0m'), 1],
  'lines of CLS': [
    `{"__TIMESTAMP__":"1719748800","__CONTENT__":${JSON.stringify(LINE)}}\n{"__CONTENT__":"no"}`,
    1,
  ],
  'a log of nginx': [`1.2.3.4 - - [30/Jun/2024] "POST / HTTP/1.1" 200 "${nginx}" "-"`, 1],
  'several, one after the other': [`${PRETTY}\n${PRETTY}\n\n${PRETTY}`, 3],
  'several, with commas and names': [`first: ${PRETTY},\nsecond: ${LINE},`, 2],
  'an escaped text': [`message: "${escaped(PRETTY)}"`, 1],
  'a text escaped twice': [`"${escaped(escaped(LINE))}"`, 1],
  'a text in a text in an object': [JSON.stringify({ a: { b: JSON.stringify({ c: LINE }) } }), 1],
  'an object in an object': [JSON.stringify({ level: 'info', data: { event: EVENT } }), 1],
  curl: [
    `curl -X POST 'https://example.com/' -H 'Content-Type: application/json' \\\n  --data-raw '${LINE.replaceAll("'", `'\\''`)}' --compressed`,
    1,
  ],
  'curl, quoted as $ and double quotes': [
    `curl -d $'${LINE.replace(/[\\']/g, '\\$&')}' a\ncurl -d "${LINE.replace(/["\\]/g, '\\$&')}" a`,
    2,
  ],
  'curl of cmd.exe': [
    `curl ^"https://a/^" --data-raw ^"${LINE.replace(/["\\]/g, '\\$&').replace(/[{}"%\\]/g, '^$&')}^"`,
    1,
  ],
  'a form': [
    `curl -d 'event=${encodeURIComponent(LINE).replaceAll("'", '%27')}&a=b' https://a/`,
    1,
  ],
  'a HAR file': [
    JSON.stringify({
      log: {
        entries: [
          { request: { url: 'https://a/', postData: { mimeType: 'x', text: LINE } } },
          {
            request: { postData: { text: '{"Action":"DescribeTaskDetail"}' } },
            response: {
              content: { text: Buffer.from(PRETTY).toString('base64'), encoding: 'base64' },
            },
          },
        ],
      },
    }),
    2,
  ],
};

for (const [name, [text, count]] of Object.entries(COPIED)) {
  test(`events are found in: ${name}`, () => {
    assert.deepEqual(found(text), Array(count).fill(EVENT));
    assert.deepEqual(found(text.replaceAll('\n', '\r\n')).length, count);
  });
}

test('a text that is one event, or one broken event, is not searched', () => {
  for (const text of [PRETTY, `${LINE}\n`, LINE.slice(0, -1)]) {
    assert.deepEqual(eventsInText(text, judge), []);
  }
});

test('an envelope around a broken event is left to the core', () => {
  const broken = LINE.slice(0, -3);
  assert.deepEqual(eventsInText(JSON.stringify({ body: broken }, null, 2), judge), []);
  assert.equal(eventsInText(JSON.stringify([{ a: broken }, { a: LINE }]), judge).length, 2);
});

test('texts without an event have none', () => {
  for (const text of [
    '',
    'no',
    '{',
    '{}',
    '[]',
    '{"a":1}',
    '{"a":"{\\"b\\":1}"}',
    '{{{{[[[[',
    "'{'",
  ]) {
    assert.deepEqual(eventsInText(text, judge), [], text);
  }
});

test('a broken event is found beside others, and hides none of them', () => {
  const cut = LINE.slice(0, -9);
  const list = eventsInText(`a ${cut}\nb ${LINE}\nc ${cut} [truncated]\nd ${LINE}`, judge);
  assert.deepEqual(
    list.map(({ json, line }) => [line, isEvent(json)]),
    [
      [1, false],
      [2, true],
      [3, false],
      [4, true],
    ],
  );
  const pretty = eventsInText(
    `${PRETTY.slice(0, -2)}\n${PRETTY}\n${PRETTY.replace(',', ',,')}`,
    judge,
  );
  assert.deepEqual(pretty.map(({ json }) => isEvent(json)).sort(), [false, false, true]);
});

test('the cost is in proportion to the text', () => {
  const worst: ((n: number) => string)[] = [
    (n) => '{"a":'.repeat(n),
    (n) => '[{"a":[1,\n'.repeat(n),
    (n) => '{"a":{"b":1}x,\n'.repeat(n),
    (n) => '{\\"'.repeat(n),
    (n) => `'{"`.repeat(n),
    (n) => '\\'.repeat(n) + '{\\'.repeat(n),
    (n) => '%7B%22'.repeat(n),
    (n) => `{"a":${'"{'.repeat(n)}`,
    (n) => JSON.stringify({ a: '{"b":"'.repeat(n) }),
    (n) => '{\\x22'.repeat(n),
  ];
  for (const make of worst) {
    const cost = (n: number) => {
      let read = 0;
      const text = make(n);
      const look = (part: string) => {
        read += part.length;
        return false;
      };
      eventsInText(text, { isEvent: look, namesEvent: look });
      return read / text.length;
    };
    assert.ok(cost(2000) <= 6 && cost(20_000) <= 6, make(2));
    eventsInText(make(300_000), { isEvent: () => false, namesEvent: () => false });
  }
});
