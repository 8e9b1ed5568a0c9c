import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
export const PKG = join(ROOT, 'pkg');
/** The function as it is deployed. */
export const TEMPLATE = join(PKG, 'scf', 'mps-webhook');

const EVENTS = join(ROOT, 'tests', 'fixtures', 'events');
const ENVELOPES = join(ROOT, 'tests', 'fixtures', 'envelopes');
const MALFORMED = join(ROOT, 'tests', 'fixtures', 'malformed');

/** The Node that SCF runs the template on. */
export const SCF_NODE = '8.9.4';
/** What everything is tried on: the Node that SCF has, and the one that runs the tests. */
export const NODES = [SCF_NODE, process.versions.node];

/** The names of all sample notifications. */
export const eventNames = readdirSync(EVENTS).filter((name) => name.endsWith('.json'));

export function eventBytes(name: string): Buffer {
  return readFileSync(join(EVENTS, name));
}

/** A sample notification as SCF hands it over. */
export function eventObject(name: string): Record<string, unknown> {
  return JSON.parse(eventBytes(name).toString());
}

export type Expectation = 'report' | 'error' | 'any';

/** The malformed inputs with what a reader must give for each. */
export function malformed(): { name: string; bytes: Buffer; expected: Expectation }[] {
  const expected: Record<string, Expectation> = JSON.parse(
    readFileSync(join(MALFORMED, 'expected.json'), 'utf8'),
  );
  return Object.entries(expected).map(([name, expectation]) => {
    return { name, bytes: readFileSync(join(MALFORMED, name)), expected: expectation };
  });
}

/** What is expected of one notification in a wrapping: an error of a code, or a report. */
export interface ExpectedNotification {
  error?: string;
  envelope?: string;
  event_type?: string;
  task_id?: string | null;
}

/** The wrappings with what comes out of each. */
export function envelopes(): { name: string; bytes: Buffer; expected: ExpectedNotification[] }[] {
  const expected: Record<string, ExpectedNotification[]> = JSON.parse(
    readFileSync(join(ENVELOPES, 'expected.json'), 'utf8'),
  );
  return Object.entries(expected).map(([name, notifications]) => {
    return { name, bytes: readFileSync(join(ENVELOPES, name)), expected: notifications };
  });
}
