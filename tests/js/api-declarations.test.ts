/** The types that the package publishes: what a program sees of it changes only where it is meant to. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
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

test('what the declarations export as values is there, and nothing else is', async () => {
  for (const entry of ['index', 'edge', 'scf']) {
    const declared = valuesIn(`${entry}.d.ts`);
    for (const [path, exported] of [
      [`${entry}.js`, createRequire(import.meta.url)(join(ROOT, 'pkg', `${entry}.js`))],
      [`${entry}.mjs`, await import(pathToFileURL(join(ROOT, 'pkg', `${entry}.mjs`)).href)],
    ] as const) {
      const names = Object.keys(exported).filter((name) => name !== 'default');
      assert.deepEqual(names.sort(), declared, path);
    }
  }
});

/** The names that a file of declarations exports as values, sorted. Types are exported with them from there. */
function valuesIn(name: string): string[] {
  const text = withoutComments(readFileSync(join(TYPES, name), 'utf8'));
  const own = [...text.matchAll(/^declare (?:const|function|class) (\w+)/gm)].map(([, it]) => it);
  return [...text.matchAll(/^export \{([^}]*)\}(?: from '\.\/(\w+)\.js')?/gm)]
    .flatMap(([, names = '', from]) => {
      const values = from === undefined ? own : valuesIn(`${from}.d.ts`);
      return names.split(',').flatMap((it) => (values.includes(it.trim()) ? [it.trim()] : []));
    })
    .sort();
}
