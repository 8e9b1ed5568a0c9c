/** The codes of errors: those of the core, those of the types and those of the documentation are the same. */

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
  const documented = all(source('docs', 'errors.md'), /^\| `(\w+)` \| [^|]+\. \| [^|]+\. \|$/gm);
  assert.deepEqual(documented, [...core, ...quoted(ofPackage)]);
});
