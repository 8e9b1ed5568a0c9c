/** The JSON Schema of reports: it is made of the types, and every report is as it says. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import test from 'node:test';
import { Ajv } from 'ajv';
import type { Report } from '../../js/core/report';
import type * as Package from '../../js/entries/index';
import { reportSchema, reportSchemaText } from '../../scripts/make-report-schema.mjs';
import { events } from '../conformance/events';
import { deploy } from './support/function';
import { eventNames, eventObject, malformed, PKG, ROOT } from './support/project';

const { safeParse }: typeof Package = createRequire(import.meta.url)(`${PKG}/index.js`);

/** Of the members that it names, and of no others. */
const isExact = new Ajv().compile(reportSchema(false));

function check(report: unknown, name: string): void {
  assert.ok(isExact(report), `${name}: ${JSON.stringify(isExact.errors)}`);
}

test('the schema that is shipped is made of the types', () => {
  const file = readFileSync(join(ROOT, 'schema', 'report.schema.json'), 'utf8');
  assert.equal(file, reportSchemaText(), 'run `node scripts/make-report-schema.mjs`');
  assert.equal(readFileSync(join(PKG, 'report.schema.json'), 'utf8'), file);
});

test('readers of this version take what later ones add', () => {
  const takesMore = new Ajv().compile(reportSchema(true));
  const [report] = reports(eventObject('schedule-success.json'));
  assert.ok(report);
  const later = { ...report, later: 1 };
  assert.deepEqual([takesMore(later), isExact(later)], [true, false]);
  assert.ok(!takesMore({ ...report, outcome: 'later' }));
});

function reports(event: object | Buffer): Report[] {
  const parsed = safeParse(event);
  return parsed.ok ? parsed.reports : [];
}

test('the reports of samples, of malformed events and of generated ones are as the schema says', () => {
  let count = 0;
  const checkAll = (event: object | Buffer, name: string) => {
    for (const report of reports(event)) {
      check(report, name);
      count += 1;
    }
  };
  for (const name of eventNames) checkAll(eventObject(name), name);
  for (const { name, bytes } of malformed()) checkAll(bytes, name);
  for (const event of events(20_261_129, 2000)) checkAll(event, JSON.stringify(event));
  assert.ok(count > 2000, `${count}`);
});

test('so is a report in the archive, with its receipts', async (t) => {
  const { invoke, objects } = await deploy(t, { node: process.execPath });
  await invoke(eventObject('schedule-success.json'));
  const stored = [...(await objects())].filter(([key]) => key.endsWith('.report.json'));
  for (const [key, bytes] of stored) {
    const report = JSON.parse(bytes.toString());
    check(report, key);
    assert.equal(report.receipts[0].step, 'event');
  }
  assert.equal(stored.length, 1);
});
