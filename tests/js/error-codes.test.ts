/** Codes of errors and warnings, and kinds of sub-tasks: those of the core, of the types and of the documentation are the same. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { ROOT } from './support/project';

const source = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name);

const core = all(source('src', 'error.rs'), /ErrorCode::\w+ => "(\w+)",/g);
const [, ofCore = '', ofPackage = ''] =
  /type CoreErrorCode =([^;]*);[^;]*type ErrorCode = CoreErrorCode([^;]*);/.exec(
    source('js', 'core', 'error.ts'),
  ) ?? [];
const quoted = (text: string) => all(text, /'(\w+)'/g);

test('the types have the codes of the core', () => {
  assert.ok(core.length > 8);
  assert.deepEqual(quoted(ofCore), core);
});

test('the documentation says of every code what to do', () => {
  const [errors = ''] = source('docs', 'errors.md').split('## Warnings');
  const documented = all(errors, /^\| `(\w+)` \| [^|]+\. \| [^|]+\. \|$/gm);
  assert.deepEqual(documented, [...core, ...quoted(ofPackage)]);
});

const reportTypes = source('js', 'core', 'report.ts');
const union = (name: string) => {
  const [, members = ''] = new RegExp(`type ${name} =([^;]*);`).exec(reportTypes) ?? [];
  return all(members, /'([\w.]+)'/g);
};
const [ofWarnings = ''] =
  /enum WarningCode[\s\S]*?\n {4}\}/.exec(source('src', 'report', 'names.rs')) ?? [];
const warnings = all(ofWarnings, /= "(\w+)"/g);

test('the types have the kinds of sub-tasks and the codes of warnings of the core', () => {
  const rows = /\b(?:kind|makes|finds)\((?:FindingType::\w+, )?"([\w.]+)"\)/g;
  const kinds = [...new Set(all(source('src', 'mps', 'kinds.rs'), rows))];
  assert.ok(kinds.length > 50);
  assert.deepEqual(union('TaskKind'), kinds);
  assert.ok(warnings.length > 10);
  assert.deepEqual(union('WarningCode'), warnings);
});

test('the documentation says of every code of a warning what to do', () => {
  const [, of = ''] = source('docs', 'errors.md').split('## Warnings');
  assert.deepEqual(all(of, /^\| `(\w+)` \| [^|]+\. \| [^|]+\. \|$/gm), warnings);
});
