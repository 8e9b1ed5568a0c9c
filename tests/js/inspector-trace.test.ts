/** Where fields of a report are from, and how often the event is read to find out. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Report } from '../../js/core/report';
import { Tracer } from '../../js/inspector/raw/trace';

interface Event {
  Type: string;
  Body: string;
  Tasks: { Status: string; Size: number; Code?: string }[];
}

/** Reads a small format of its own, and counts. */
function reader() {
  const counter = { readings: 0 };
  const read = (bytes: Uint8Array): Report => {
    counter.readings++;
    const event: Event = JSON.parse(new TextDecoder().decode(bytes));
    const report = {
      type: event.Type,
      session: JSON.parse(event.Body).Session,
      tasks: event.Tasks.map(({ Status, Size, Code }) => ({
        status: Status.toLowerCase(),
        outputs: [{ size: Size }],
        advice: Code && `${event.Type}: ${Code}`,
      })),
      outcome: event.Tasks.every(({ Status }) => Status === 'FAIL') ? 'failure' : 'partial',
    };
    return report as unknown as Report;
  };
  return { counter, read };
}

function eventOf(count: number): Uint8Array {
  const event: Event = {
    Type: 'Workflow',
    Body: JSON.stringify({ Text: 'a "quoted" \\ text\n', Session: 'one' }),
    Tasks: Array.from({ length: count }, (_, at) => ({
      Status: at % 3 === 0 ? 'FAIL' : 'SUCCESS',
      Size: 1_000_000 + at,
      ...(at % 2 === 0 && { Code: `Error.${at % 10}` }),
    })),
  };
  return new TextEncoder().encode(JSON.stringify(event));
}

test('in an event of a usual size all sources are known at once', () => {
  const { read, counter } = reader();
  const bytes = eventOf(4);
  const traced = new Tracer(read).start(bytes);
  assert.ok(typeof traced === 'object');
  const text = new TextDecoder().decode(bytes);
  const found = Object.fromEntries(
    traced.origins.map(({ path, start, end, fields }) => [
      path,
      [text.slice(start, end), ...fields],
    ]),
  );
  assert.deepEqual(found['Tasks[2].Size'], ['1000002', 'tasks[2].outputs[0].size']);
  assert.deepEqual(found['Body › Session'], ['\\"one\\"', 'session']);
  assert.deepEqual(found.Type, ['"Workflow"', 'type', 'tasks[0].advice', 'tasks[2].advice']);
  assert.equal(found['Body › Text'], undefined);
  // Each value once, and the event as it is.
  assert.equal(counter.readings, 1 + 3 + 4 + 4 + 2);
});

test('in a large one they are looked for by halves', () => {
  const { read, counter } = reader();
  const tracer = new Tracer(read);
  assert.equal(tracer.start(eventOf(6000)), 'on demand');
  const readingsOf = (field: string) => {
    const before = counter.readings;
    return { path: tracer.originOf(field)?.path, readings: counter.readings - before };
  };
  assert.deepEqual(readingsOf('tasks[4321].outputs[0].size'), {
    path: 'Tasks[4321].Size',
    readings: 2,
  });
  const status = readingsOf('tasks[4321].status');
  assert.equal(status.path, 'Tasks[4321].Status');
  assert.ok(status.readings <= 15, `${status.readings}`);
  assert.equal(readingsOf('session').path, 'Body › Session');
  // Not spelled alike: of the values it is from, the one that changes the least else.
  const advice = readingsOf('tasks[4322].advice');
  assert.equal(advice.path, 'Tasks[4322].Code');
  assert.ok(advice.readings <= 30, `${advice.readings}`);
  // One status more or less changes nothing.
  assert.equal(readingsOf('outcome').path, undefined);
});

test('a value of a large event is read once for the fields that are from it', () => {
  const { read, counter } = reader();
  const tracer = new Tracer(read);
  const bytes = eventOf(6000);
  tracer.start(bytes);
  const before = counter.readings;
  const text = new TextDecoder().decode(bytes);
  assert.deepEqual(tracer.at(text.indexOf('1004321')), {
    path: 'Tasks[4321].Size',
    start: text.indexOf('1004321'),
    end: text.indexOf('1004321') + 7,
    fields: ['tasks[4321].outputs[0].size'],
  });
  assert.equal(counter.readings - before, 1);
});
