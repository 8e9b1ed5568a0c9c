import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
export const PKG = join(ROOT, 'pkg');
/** The function as it is deployed. */
export const TEMPLATE = join(PKG, 'scf', 'mps-webhook');

/** The Node that SCF runs the template on. */
export const SCF_NODE = '8.9.4';
/** What everything is tried on: the Node that SCF has, and the one that runs the tests. */
export const NODES = [SCF_NODE, process.versions.node];

/** A folder of `tests/fixtures/`. */
export type FixtureFolder = 'events' | 'envelopes' | 'malformed' | 'malformed-envelopes';

export interface Fixture {
  name: string;
  path: string;
  bytes: Buffer;
}

export function fixturePath(folder: FixtureFolder, name = ''): string {
  return join(ROOT, 'tests', 'fixtures', folder, name);
}

/** The fixtures of a folder, in the order of their names. */
export function fixtures(folder: FixtureFolder): Fixture[] {
  return readdirSync(fixturePath(folder))
    .filter((name) => name !== 'README.md' && name !== 'expected.json')
    .sort()
    .map((name) => {
      const path = fixturePath(folder, name);
      return { name, path, bytes: readFileSync(path) };
    });
}

/** What the `expected.json` of a folder says of each of its fixtures. */
function expectations<Expected>(folder: FixtureFolder): Record<string, Expected> {
  return JSON.parse(readFileSync(fixturePath(folder, 'expected.json'), 'utf8'));
}

/** The fixtures of a folder, with what its `expected.json` says of each. */
function withExpectations<Expected>(folder: FixtureFolder): (Fixture & { expected: Expected })[] {
  const expected = expectations<Expected>(folder);
  return fixtures(folder).map((fixture) => {
    const { [fixture.name]: expectation } = expected;
    if (expectation === undefined) throw new Error(`nothing is expected of ${fixture.path}`);
    return { ...fixture, expected: expectation };
  });
}

/** The names of all sample notifications. */
export const eventNames = fixtures('events').map(({ name }) => name);

export function eventBytes(name: string): Buffer {
  return readFileSync(fixturePath('events', name));
}

/** A sample notification as SCF hands it over. */
export function eventObject(name: string): Record<string, unknown> {
  return JSON.parse(eventBytes(name).toString());
}

export type Expectation = 'report' | 'error' | 'any';

/** The malformed inputs with what a reader must give for each. */
export const malformed = () => withExpectations<Expectation>('malformed');

/** The same for malformed envelopes. */
export const malformedEnvelopes = () => withExpectations<Expectation>('malformed-envelopes');

/** What is expected of one notification in an envelope: an error of a code, or a report. */
export interface ExpectedNotification {
  error?: string;
  envelope?: string;
  event_type?: string;
  task_id?: string | null;
}

/** The envelopes with what comes out of each. */
export const envelopes = () => withExpectations<ExpectedNotification[]>('envelopes');
