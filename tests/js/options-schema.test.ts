/** The JSON Schema of the options, and the documentation made of it. What it says of the core is checked in Rust. */

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020';
import { optionsTypesText } from '../../scripts/make-options-types.mjs';
import { ROOT } from './support/project';

interface Schema {
  /** One, or one and `null`; absent of what has a schema of its own. */
  type?: string | [string, 'null'];
  $defs?: Record<string, Schema>;
  description?: string;
  default?: unknown;
  examples?: unknown[];
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  enum?: string[];
  'x-env'?: string[];
  'x-default'?: string;
  'x-stops'?: boolean;
}

const schema: Schema = JSON.parse(
  readFileSync(join(ROOT, 'schema', 'options.schema.json'), 'utf8'),
);
const ajv = new Ajv2020({
  strict: true,
  keywords: ['x-env', 'x-default', 'x-stops', 'x-templates'],
});
const validate = ajv.compile(schema);

test('the schema is one, and takes its own examples and defaults', () => {
  for (const example of schema.examples ?? [])
    assert.ok(validate(example), JSON.stringify(validate.errors));
  for (const { path, schema: field } of fields(schema, '')) {
    assert.ok(field.description, `${path} has no description`);
    assert.ok(field.examples?.length, `${path} has no example`);
    const values =
      field.default === undefined ? field.examples : [...field.examples, field.default];
    const check = ajv.compile({ ...field, $defs: schema.$defs });
    for (const value of values) assert.ok(check(value), `${path}: ${value}`);
    const wrong = [5, true, 'text', ['text'], {}].filter(
      (value) => typeOf(value) !== kindOf(field),
    );
    for (const value of wrong) assert.ok(!check(value), `${path} takes ${JSON.stringify(value)}`);
    assert.equal(check(null), typeof field.type !== 'string', `${path}: null`);
  }
});

test('the type of the options is made of the schema', async () => {
  const file = readFileSync(join(ROOT, 'js', 'core', 'options.ts'), 'utf8');
  assert.equal(file, await optionsTypesText(), 'run `node scripts/make-options-types.mjs`');
});

test('the schema takes what the core takes, and nothing else', () => {
  const [, full] = schema.examples ?? [];
  for (const name of ['values', 'names', 'where']) {
    const file = join(ROOT, 'tests', 'vectors', `options-${name}.json`);
    const vectors: Vector[] = JSON.parse(readFileSync(file, 'utf8'));
    assert.ok(vectors.some(({ right }) => !right));
    for (const { edits, right } of vectors) {
      const document = structuredClone(full);
      for (const edit of edits) apply(document, edit);
      assert.equal(validate(document), right, JSON.stringify(edits));
    }
  }
});

/** What differs from the full example, and whether the core takes it; `tests/options.rs` and `tests/filters.rs` write them. */
interface Vector {
  edits: [pointer: string, value?: unknown][];
  right: boolean;
}

function apply(document: unknown, [pointer, ...value]: Vector['edits'][0]): void {
  const names = pointer.slice(1).split('/');
  const last = names.pop() as string;
  const parent = names.reduce<unknown>((at, name) => Object(at)[name], document);
  if (value.length === 0) delete Object(parent)[last];
  else Object(parent)[last] = value[0];
}

test('the schema knows no other fields', () => {
  for (const wrong of [
    { buckt: 1 },
    { cos: { buckt: '' } },
    { notify: [{ url: 'x', key: 'y' }] },
    { notify: [{}] },
    { invoke: [{ function: 'a', name: 'b' }] },
    { scf: { x: 1 } },
    { mps: { x: 1 } },
  ])
    assert.ok(!validate(wrong), JSON.stringify(wrong));
});

test('the documentation has every option', () => {
  const path = join(ROOT, 'docs', 'configuration.md');
  const text = readFileSync(path, 'utf8');
  const [, before, after] =
    /^([\s\S]*<!-- made of [^\n]*-->\n)[\s\S]*(<!-- end -->[\s\S]*)$/.exec(text) ?? [];
  assert.ok(before && after, 'the place of the table is not to be found');
  const made = `${before}${table()}${after}`;
  if (process.env.UPDATE_DOCS === '1') writeFileSync(path, made);
  else assert.equal(text, made);
  const examples = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, example]) => example);
  assert.equal(examples.length, 6);
  for (const example of examples)
    assert.ok(validate(JSON.parse(example ?? '')), `${example} ${JSON.stringify(validate.errors)}`);
});

/** All options that hold a value, with the path in the document: `notify[].on`. */
function fields(of: Schema, path: string): { path: string; schema: Schema }[] {
  const below = Object.entries(of.properties ?? {});
  return below.flatMap(([name, field]) => {
    const own = path === '' ? name : `${path}.${name}`;
    if (field.properties) return fields(field, own);
    if (field.items?.properties) return fields(field.items, `${own}[]`);
    return [{ path: own, schema: field }];
  });
}

function table(): string {
  const code = (text: string) => `\`${text}\``;
  const rows = fields(schema, '').map(({ path, schema: field }) => {
    const fallback =
      field['x-default'] ??
      (field.default === undefined ? '–' : code(String(JSON.stringify(field.default))));
    const variables = [...(field['x-env'] ?? [])];
    if (path === 'invoke[].function')
      variables.push(...(schema.properties?.invoke?.['x-env'] ?? []));
    return `| ${[
      code(path),
      variables.map(code).join(', ') || '–',
      fallback,
      code(JSON.stringify(field.examples?.[0])),
      field['x-stops'] ? 'stops' : 'fails',
      field.description,
    ].join(' | ')} |\n`;
  });
  return `| option | variable | default | example | if wrong | meaning |\n| --- | --- | --- | --- | --- | --- |\n${rows.join('')}`;
}

/** The conditions are described by hand, because the schema does not say what each is about. */
test('the documentation has every condition, and every value of one that has a list', () => {
  const text = readFileSync(join(ROOT, 'docs', 'configuration.md'), 'utf8');
  const [, rows = ''] =
    /\| condition \| about \| value \|\n\| --- \| --- \| --- \|\n((?:\|.*\n)+)/.exec(text) ?? [];
  const lines = rows.trim().split('\n');
  for (const [name, { anyOf }] of Object.entries(schema.$defs?.where?.properties ?? {})) {
    const row =
      lines.find((line) => line.split('|')[1]?.includes(`\`${name}\``)) ?? assert.fail(name);
    for (const value of anyOf?.[0]?.enum ?? [])
      assert.ok(row.includes(`\`${value}\``), `${name}: ${value}`);
  }
});

function kindOf({ type }: Schema): string {
  return Array.isArray(type) ? type[0] : (type ?? 'object');
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value;
}
