/**
 * Everything that MPS can send is understood: thousands of random notifications made from the types of the official SDK go
 * through the built package, and a second reader of the notification says what has to come out.
 */

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import test from 'node:test';
import Table from 'cli-table3';
import type { Report } from '../../js/core/report';
import type * as Package from '../../js/entries/index';
import { type Aspect, check, type Problem } from '../conformance/check';
import { Coverage } from '../conformance/coverage';
import { ANSWER_ONLY, events } from '../conformance/events';
import { type Field, fieldsOf, loadSchema, type Schema } from '../conformance/schema';
import { SECRET_MARK } from '../conformance/values';
import { PKG } from './support/project';

const { parse }: typeof Package = createRequire(import.meta.url)(`${PKG}/index.js`);

const SEEDS = [862, 1041, 20_190_612];
const EVENTS_PER_SEED = 1700;

/** Fields that no notification may have as null, though the types let them be: without them it says nothing. */
const NEVER_NULL: [pattern: RegExp, why: string][] = [
  [/Response\.(EventType|NotificationType)$/, 'the type of the notification'],
  [/(Result|BatchOutput)\.Status$/, 'only Status tells the state of a sub-task'],
  [/^ActivityResult\.ActivityResItem$/, 'the result of the activity'],
  ...ANSWER_ONLY.map((name): [RegExp, string] => [new RegExp(`\\.${name}$`), 'not in callbacks']),
];

const schema = loadSchema();
const coverage = new Coverage(schema);
const problems = new Map<string, Problem & { count: number; first: string }>();
let bytes = 0;
const counted = (text: string) => {
  bytes += Buffer.byteLength(text);
  return parse(text);
};
for (const seed of SEEDS) {
  let index = 0;
  for (const event of events(seed, EVENTS_PER_SEED, schema)) {
    coverage.add(event);
    for (const problem of check(event, counted)) {
      const key = `${problem.aspect} ${problem.message}`;
      const known = problems.get(key) ?? {
        ...problem,
        count: 0,
        first: `seed ${seed} event ${index}`,
      };
      problems.set(key, { ...known, count: known.count + 1 });
    }
    index += 1;
  }
}

test('the events hold every interface and every field of the official types, and null where it may be', () => {
  const { interfaces, missingInterfaces, fields, nulls } = coverage.result();
  const missing = fields.missing.filter((name) => !ANSWER_ONLY.includes(name.split('.')[1] ?? ''));
  const neverNull = nulls.missing.filter(
    (name) => !NEVER_NULL.some(([pattern]) => pattern.test(name)),
  );
  const table = new Table({ style: { head: [], border: [] } });
  const hit = (all: number, { length }: string[]) => `${all - length} of ${all}`;
  table.push(
    ['events', `${SEEDS.length * EVENTS_PER_SEED}`],
    ['megabytes', (bytes / 1e6).toFixed(1)],
    ['interfaces', `${interfaces.hit} of ${interfaces.all}`],
    ['fields', hit(fields.all, fields.missing)],
    ['fields as null', hit(nulls.all, nulls.missing)],
    ['problems', `${problems.size}`],
  );
  console.log(table.toString());
  assert.deepEqual(missingInterfaces, []);
  assert.deepEqual(missing, []);
  assert.deepEqual(neverNull, []);
  assert.equal(fields.missing.length - missing.length, 2, 'a field that is excepted is filled');
});

for (const [aspect, name] of [
  ['understood', 'every notification is one report, with no type, kind, state or result unknown'],
  ['tasks', 'there are as many sub-tasks as in the notification, in the same states'],
  ['files', 'every file is in the outputs, at its place, and nothing else is'],
  ['secrets', 'no credential and no key of an encryption comes out'],
  ['findings', 'what was recognised and the verdicts of reviews are in the findings'],
] satisfies [Aspect, string][]) {
  test(name, () => {
    const found = [...problems.values()].filter((problem) => problem.aspect === aspect);
    assert.ok(found.length === 0, describe(found));
  });
}

test('the events of a seed are the same each time', () => {
  const text = (count: number) => JSON.stringify([...events(7, count, schema)]);
  assert.equal(text(30), text(30));
  assert.ok(text(30).startsWith(text(20).slice(0, -1)));
});

const WRONG: [name: string, aspect: Aspect, change: (report: Report) => void][] = [
  ['another type', 'understood', (report) => Object.assign(report, { event_type: 'other' })],
  ['another task', 'understood', (report) => Object.assign(report, { task_id: '1' })],
  [
    'another state of the whole',
    'understood',
    (report) =>
      Object.assign(report, { status: report.status === 'finished' ? 'processing' : 'finished' }),
  ],
  ['a task too few', 'tasks', ({ tasks }) => tasks.pop()],
  [
    'another state',
    'tasks',
    ({ tasks: [task] }) => task && Object.assign(task, { status: 'other' }),
  ],
  ['a file too few', 'files', ({ tasks }) => tasks.find(({ outputs }) => outputs.shift())],
  [
    'another bucket',
    'files',
    ({ tasks }) => Object.assign(tasks.flatMap(({ outputs }) => outputs)[0] ?? {}, { bucket: 'b' }),
  ],
  [
    'a file too many',
    'files',
    ({ tasks: [task] }) => task?.outputs.push({ storage: 'cos', key: 'made-up', member: 'Path' }),
  ],
  ['a secret', 'secrets', (report) => Object.assign(report, { message: `${SECRET_MARK}0` })],
  [
    'no findings',
    'findings',
    ({ tasks }) => tasks.map((task) => Object.assign(task, { findings: [] })),
  ],
];

test('whatever is wrong in a report is noticed', () => {
  const some = [...events(3, 40, schema)];
  const count = (aspect: Aspect, change: (report: Report) => void) => {
    const changed = (text: string) => {
      const reports = parse(text);
      reports.forEach(change);
      return reports;
    };
    return some.flatMap((event) => check(event, changed)).filter((each) => each.aspect === aspect)
      .length;
  };
  for (const [name, aspect, change] of WRONG) {
    assert.ok(count(aspect, change) > count(aspect, () => {}), name);
  }
  const understood = (broken: (text: string) => Report[]) =>
    some.every((event) => check(event, broken).some(({ aspect }) => aspect === 'understood'));
  assert.ok(understood(() => []));
  assert.ok(understood((text) => [...parse(text), ...parse(text)]));
  assert.ok(
    understood(() => {
      throw new Error('no');
    }),
  );
});

/*
 * What follows changes the types as a new version of the SDK may, and expects to be told of it.
 */

test('a kind that the core does not know is noticed', () => {
  for (const [owner, like] of [
    ['AiAnalysisResult', 'CutoutTask'],
    ['MediaProcessTaskResult', 'TranscodeTask'],
  ] as const) {
    const found = problemsWith(owner, like, {
      name: 'HologramTask',
      doc: '全息任务的查询结果，当任务类型为 Hologram 时有效。',
    });
    assert.ok(
      found.some(({ message }) => /^unknown_kind .*Hologram/.test(message)),
      `${owner}: ${describe(found)}`,
    );
  }
});

test('a result in a member that the core does not know is noticed', () => {
  const found = problemsWith('WorkflowTask', 'SmartEraseTaskResult', {
    name: 'HologramTaskResult',
  });
  assert.ok(found.some(({ message }) => /^unknown_kind .*Hologram/.test(message)));
});

test('an event type that nothing is known of is noticed', () => {
  const found = problemsWith('ParseNotificationResponse', 'ScheduleTaskEvent', {
    name: 'HologramTaskEvent',
    doc: '仅当 EventType 为 HologramTask，该字段有值。',
  });
  assert.ok(found.some(({ message }) => /^unknown_event_type .*HologramTask/.test(message)));
});

test('a member whose type the documentation does not give has to be looked into', () => {
  assert.throws(
    () => problemsWith('ActivityResItem', 'TranscodeTask', { name: 'HologramTask' }),
    /ActivityResItem\.HologramTask is new/,
  );
});

/** The problems with events of types in which an interface has one field more, like one that it has. */
function problemsWith(owner: string, like: string, change: Partial<Field>): Problem[] {
  const changed: Schema = new Map(
    [...schema].map(([name, fields]) => {
      if (name !== owner) return [name, fields];
      const model = fieldsOf(schema, owner).find((field) => field.name === like) as Field;
      return [name, [...fields, { ...model, ...change }]];
    }),
  );
  return [...events(1, 150, changed)].flatMap((event) => check(event, parse));
}

/** Problems for a person: the most frequent ones first. */
function describe(found: (Problem & { count?: number; first?: string })[]): string {
  const lines = [...found]
    .sort((one, other) => (other.count ?? 0) - (one.count ?? 0))
    .map(({ message, count = 1, first = '' }) => `  ${count} × ${message} (first: ${first})`);
  const more = lines.length > 60 ? [`  and ${lines.length - 60} more`] : [];
  return [`${lines.length} problems`, ...lines.slice(0, 60), ...more].join('\n');
}
