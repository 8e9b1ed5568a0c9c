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
const BEGIN = '<!-- table -->\n';

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

/** Every row that was tried must be in the table; what is not to be had here is left as it is. */
export function checkTable(rows: Row[], samples: number): void {
  const text = readFileSync(FILE, 'utf8');
  const head = '| runtime | version | loaded by | API | HTTP |\n| --- | --- | --- | :-: | :-: |\n';
  const tried = rows.filter(({ missing }) => missing === undefined).map(line);
  if (process.env.UPDATE_DOCS !== undefined) {
    const before = text
      .slice(0, text.indexOf(BEGIN))
      .replace(/<!-- samples -->\d*/, `<!-- samples -->${samples}`);
    writeFileSync(FILE, `${before}${BEGIN}\n${head}${tried.join('\n')}\n`);
    return;
  }
  const shown = text.slice(text.indexOf(BEGIN)).split('\n');
  const withoutVersion = (row: string) => row.replace(/^(\|[^|]*\|)[^|]*/, '$1');
  for (const row of rows.filter(({ missing }) => missing === undefined)) {
    const wanted = line(row);
    const is = (other: string) =>
      row.own ? withoutVersion(other) === withoutVersion(wanted) : other === wanted;
    assert.ok(shown.some(is), `docs/runtimes.md lacks "${wanted}": UPDATE_DOCS=1 writes it`);
  }
}
