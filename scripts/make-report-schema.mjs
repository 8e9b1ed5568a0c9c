// `node scripts/make-report-schema.mjs`: makes schema/report.schema.json of the types in js/core/report.ts. The tests fail if the two
// differ.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';
import { root } from './tools.mjs';

const VERSION = 1;

/**
 * The JSON Schema of reports.
 *
 * @param {boolean} takesMore whether reports may have members that it does not name: those of later versions do
 */
export function reportSchema(takesMore) {
  const { $schema, ...schema } = createGenerator({
    path: join(root, 'js', 'core', 'report.ts'),
    tsconfig: join(root, 'tsconfig.json'),
    type: 'AnyReport',
    additionalProperties: takesMore,
    skipTypeCheck: true,
  }).createSchema('AnyReport');
  return {
    $schema,
    $id: `https://mps-webhook/report-${VERSION}.schema.json`,
    title: 'The report of an MPS notification',
    ...schema,
  };
}

/** The file: its text. */
export function reportSchemaText() {
  return `${JSON.stringify(reportSchema(true), null, 2)}\n`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(join(root, 'schema', 'report.schema.json'), reportSchemaText());
}
