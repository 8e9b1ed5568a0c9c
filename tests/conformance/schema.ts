/** The types of the official SDK as data: every interface that a notification can hold, with its fields and their documentation. */

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';

export interface Field {
  name: string;
  /** `string`, `number`, `boolean` or the name of an interface. */
  type: string;
  isList: boolean;
  /** Declared with `?`. */
  isOptional: boolean;
  /** Optional, or documented to be null at times. */
  isNullable: boolean;
  /** The documentation comment. */
  doc: string;
}

/** The fields of each interface, by its name. */
export type Schema = ReadonlyMap<string, readonly Field[]>;

/** What the API's two parsers of notifications give: a notification is one or the other. */
export const ROOTS = ['ParseNotificationResponse', 'ParseLiveStreamProcessNotificationResponse'];

const SDK = dirname(
  createRequire(import.meta.url).resolve('tencentcloud-sdk-nodejs-mps/package.json'),
);
const TYPES = join(SDK, 'tencentcloud/services/mps/v20190612/mps_models.d.ts');

/** The part of JSON schema that comes of types such as these. */
interface Definition {
  type?: string | string[];
  $ref?: string;
  items?: Definition;
  description?: string;
  properties?: Record<string, Definition>;
  required?: string[];
}

/** Reads the types. Takes two seconds or three, nearly all of it in TypeScript. */
export function loadSchema(): Schema {
  const generator = createGenerator({
    path: TYPES,
    // Of its own, so that no other packages' types are read.
    tsconfig: join(dirname(fileURLToPath(import.meta.url)), 'sdk-types.tsconfig.json'),
    skipTypeCheck: true,
    // The basic reader gives no descriptions, and the fields' allowed values stand there.
    jsDoc: 'extended',
  });
  const schema = new Map<string, Field[]>();
  for (const root of ROOTS) {
    const { definitions = {} } = generator.createSchema(root);
    for (const [name, definition] of Object.entries(definitions)) {
      schema.set(name, fields(name, definition as Definition));
    }
  }
  return schema;
}

export function fieldsOf(schema: Schema, name: string): readonly Field[] {
  const found = schema.get(name);
  if (found === undefined) throw new Error(`the types have no interface ${name}`);
  return found;
}

/** Whether a field holds objects and not text, numbers or truth values. */
export function holdsObjects({ type }: Field): boolean {
  return type !== 'string' && type !== 'number' && type !== 'boolean';
}

function fields(owner: string, { properties = {}, required = [] }: Definition): Field[] {
  return Object.entries(properties).map(([name, definition]) => {
    const isList = definition.type === 'array';
    const item = isList ? definition.items : definition;
    const type = item?.$ref?.replace('#/definitions/', '') ?? [item?.type].flat()[0];
    if (type === undefined) {
      throw new Error(
        `${owner}.${name} is of no kind that was known: ${JSON.stringify(definition)}`,
      );
    }
    const doc = definition.description ?? '';
    const isOptional = !required.includes(name);
    return {
      name,
      type: decodeURIComponent(type),
      isList,
      isOptional,
      isNullable: isOptional || doc.includes('可能返回 null'),
      doc,
    };
  });
}
