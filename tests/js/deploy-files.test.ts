/** The files that people copy to deploy: that they can be read, and that what they set are options there are. */

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { parse } from 'yaml';
import { ROOT } from './support/project';

const DEPLOY = join(ROOT, 'deploy');

/** The variables of all options, by the schema. */
const variables = new Set<string>();
JSON.parse(readFileSync(join(ROOT, 'schema', 'options.schema.json'), 'utf8'), (name, value) => {
  if (name === 'x-env') for (const variable of value) variables.add(variable);
  return value;
});

test('serverless.yml', () => {
  const text = readFileSync(join(DEPLOY, 'serverless.yml'), 'utf8');
  const { component, inputs } = parse(text);
  assert.equal(component, 'scf');
  assert.equal(inputs.handler, 'index.main_handler');
  assert.ok(existsSync(join(ROOT, inputs.src, 'index.js')), inputs.src);
  const set = Object.keys(inputs.environment.variables);
  const more = [...text.matchAll(/^ +# ([A-Z_]+):/gm)].map(([, name]) => name ?? '');
  assert.ok(set.includes('COS_BUCKET') && more.length === 3);
  for (const name of [...set, ...more]) assert.ok(variables.has(name), name);
  assert.deepEqual(inputs.events, [
    { mps: { parameters: { qualifier: '$DEFAULT', type: 'WorkflowTask', enable: true } } },
    {
      timer: {
        name: 'watch',
        parameters: {
          qualifier: '$DEFAULT',
          cronExpression: '0 */30 * * * * *',
          argument: 'watch 24h',
          enable: true,
        },
      },
    },
  ]);
});

test('terraform', () => {
  const folder = join(DEPLOY, 'terraform');
  const text = readdirSync(folder)
    .filter((name) => name.endsWith('.tf'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  const code = text.replace(/^\s*#.*$/gm, '');
  for (const pair of ['{}', '[]', '()']) {
    const [open = '', close = ''] = pair;
    assert.equal(code.split(open).length, code.split(close).length, `${pair} do not match`);
  }
  const set = [...code.matchAll(/\b([A-Z][A-Z_]+) += /g)].map(([, name]) => name ?? '');
  assert.ok(set.includes('COS_BUCKET') && set.includes('INVOKE_FUNCTIONS'));
  for (const name of set) assert.ok(variables.has(name), name);
  // What is used is declared, and what is declared is used.
  const names = (pattern: RegExp) =>
    [...new Set([...code.matchAll(pattern)].map(([, name]) => name))].sort();
  assert.deepEqual(names(/\bvar\.(\w+)/g), names(/^variable "(\w+)"/gm));
});
