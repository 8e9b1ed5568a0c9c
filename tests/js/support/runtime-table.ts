/** The table of `docs/runtimes.md` with what was tried where. */

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './project';

export interface Row {
  runtime: string;
  version: string;
  /** How it was loaded. */
  by?: string;
  /** Whether what all calls say was compared. */
  api?: boolean;
  /** Whether callbacks over HTTP were handled. */
  http?: boolean;
  /** Whether it is whatever version this machine has. */
  own?: boolean;
  /** Why it was not tried. */
  missing?: string;
}

const FILE = join(ROOT, 'docs', 'runtimes.md');
const HEAD = '| runtime | version | loaded by | API | HTTP |\n| --- | --- | --- | :-: | :-: |\n';

function line({ runtime, version, by = '', api, http }: Row): string {
  const mark = (is: boolean | undefined) => (is ? '✓' : '');
  return `| ${[runtime, version, by, mark(api), mark(http)].join(' | ')} |`;
}

/** Says on the terminal what was tried and what was not. */
export function report(rows: Row[]): void {
  for (const row of rows) {
    const { runtime, version, by = '', missing } = row;
    const tried = [row.api ? 'API' : '', row.http ? 'HTTP' : ''].filter(Boolean).join(' and ');
    console.log(
      `${runtime} ${version} ${by}: ${missing === undefined ? tried : `SKIPPED, ${missing}`}`,
    );
  }
}

/**
 * Every row that was tried must be in the table; what is not to be had here is left as it is.
 *
 * @param name of the table: it stands between the comments `table NAME` and `end of table NAME`
 * @param samples how many samples were compared, where that is said
 */
export function checkTable(name: string, rows: Row[], samples?: number): void {
  const text = readFileSync(FILE, 'utf8');
  const [begin, end] = [`<!-- table ${name} -->\n`, `<!-- end of table ${name} -->`];
  const [before = '', rest = ''] = text.split(begin);
  const [shown = '', after = ''] = rest.split(end);
  const tried = rows.filter(({ missing }) => missing === undefined);
  if (process.env.UPDATE_DOCS !== undefined) {
    const counted = before.replace(/<!-- samples -->\d*/, (was) =>
      samples === undefined ? was : `<!-- samples -->${samples}`,
    );
    const table = `${HEAD}${tried.map(line).join('\n')}`;
    writeFileSync(FILE, `${counted}${begin}\n${table}\n\n${end}${after}`);
    return;
  }
  const withoutVersion = (row: string) => row.replace(/^(\|[^|]*\|)[^|]*/, '$1');
  for (const row of tried) {
    const wanted = line(row);
    const is = (other: string) =>
      row.own ? withoutVersion(other) === withoutVersion(wanted) : other === wanted;
    assert.ok(
      shown.split('\n').some(is),
      `docs/runtimes.md lacks "${wanted}": UPDATE_DOCS=1 writes it`,
    );
  }
}
