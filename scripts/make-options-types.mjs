// `node scripts/make-options-types.mjs`: makes js/core/options.ts, the type of the options, of schema/options.schema.json. The
// tests fail if the two differ.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compile } from 'json-schema-to-typescript';
import { root } from './tools.mjs';

/** The file: its text. */
export async function optionsTypesText() {
  const schema = JSON.parse(readFileSync(join(root, 'schema', 'options.schema.json'), 'utf8'));
  // With words beside it, a reference would become a type of its own, a copy of the one that it names.
  const bare = JSON.parse(JSON.stringify(schema), (_, value) =>
    value?.$ref === undefined ? value : { $ref: value.$ref },
  );
  const types = await compile({ ...bare, title: 'Options' }, 'Options', {
    bannerComment:
      '/** The options, made of schema/options.schema.json by `node scripts/make-options-types.mjs`. */\n',
    additionalProperties: false,
    // Or a list would have to be written as a literal.
    ignoreMinAndMaxItems: true,
    style: { singleQuote: true, printWidth: 100 },
  });
  const rows = schema['x-templates'].map(
    ({ name, trigger, dispatches }) =>
      `  { name: '${name}', trigger: '${trigger}', dispatches: ${dispatches} },\n`,
  );
  const plain = [];
  JSON.parse(JSON.stringify(schema), (_, value) => {
    if (Array.isArray(value?.['x-env']) && !value.writeOnly) plain.push(...value['x-env']);
    return value;
  });
  return `${types}
/** The templates that functions are made from: what triggers a function, and whether it notifies targets and invokes functions. */
export const TEMPLATES = [\n${rows.join('')}] as const;

/** The environment variables of the options that are not secrets. */
export const PLAIN_VARIABLES: readonly string[] = [\n${plain.map((name) => `  '${name}',\n`).join('')}];
`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const text = optionsTypesText();
  text.then((it) => writeFileSync(join(root, 'js', 'core', 'options.ts'), it));
}
