/** The types that the package publishes: what a program sees of it changes only where it is meant to. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { ROOT } from './support/project';

const TYPES = join(ROOT, 'pkg', 'types');
const VECTOR = join(ROOT, 'tests', 'vectors', 'api.txt');

/** All declarations, without what is said of them. */
function declarations(): string {
  return readdirSync(TYPES)
    .filter((name) => name.endsWith('.d.ts'))
    .sort()
    .map((name) => `// ${name}\n${withoutComments(readFileSync(join(TYPES, name), 'utf8'))}`)
    .join('\n');
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\n/gm, '');
}

test('the declarations are those of tests/vectors/api.txt', () => {
  if (process.env.UPDATE_VECTORS !== undefined) writeFileSync(VECTOR, declarations());
  assert.equal(declarations(), readFileSync(VECTOR, 'utf8'));
});
