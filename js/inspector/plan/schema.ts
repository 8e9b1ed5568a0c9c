/** The schema of the options, as the form reads it. */

import { computed } from '@preact/signals';
import { later } from '../raw/load';

export interface Field {
  /** Absent of what has a schema of its own. */
  type?: 'object' | 'array' | 'string';
  enum?: string[];
  default?: unknown;
  examples?: unknown[];
  anyOf?: unknown[];
  pattern?: string;
  /** Whether it is a secret. */
  writeOnly?: boolean;
  properties?: Record<string, Field>;
  required?: string[];
  items?: Field;
  maxItems?: number;
  'x-env'?: string[];
  'x-default'?: string;
}

/** Undefined until what comes with the editor is loaded. */
export const schema = computed<Field | undefined>(
  () => later.value && (withoutNull(later.value.optionsSchema) as Field),
);

/** The schema for a form: what is left empty there is left out, so that nothing is `null`. */
function withoutNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(withoutNull);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === 'type' && Array.isArray(inner) ? inner[0] : withoutNull(inner),
    ]),
  );
}

/** What most people set; the rest is under "more options". Elements of lists have no number. */
const BASIC = [
  'cos',
  'cos.bucket',
  'cos.region',
  'cos.prefix',
  'notify',
  'notify.kind',
  'notify.url',
  'notify.on',
  'notify.lang',
  'invoke',
  'invoke.function',
];

export type Path = readonly (string | number)[];

export const isBasic = (path: Path): boolean => BASIC.includes(nameOf(path));

/** The name of an option, whichever element of a list it is of. */
export const nameOf = (path: Path): string =>
  path.filter((part) => typeof part === 'string').join('.');

export type Options = { [name: string]: unknown };

/** Without what is not set. */
export function trimmed(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(trimmed).filter((item) => item !== undefined);
    return items.length > 0 ? items : undefined;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .map(([name, inner]) => [name, trimmed(inner)] as const)
      .filter(([, inner]) => inner !== undefined);
    return members.length > 0 ? Object.fromEntries(members) : undefined;
  }
  return value === '' ? undefined : value;
}

/** The variables that set the same; where one has none, the one variable that sets all. */
export function variablesOf(options: Options, isMasked: boolean): [string, string][] {
  const set = (trimmed(options) ?? {}) as Options;
  const whole = (isMasked ? masked(set, schema.value) : set) as Options;
  const found: [string, string][] = [];
  for (const [path, value, field] of leaves(whole, schema.value, '')) {
    const name = field?.['x-env']?.[0];
    if (name === undefined || path.includes('[') || typeof value !== 'string') {
      return [['MPS_WEBHOOK_CONFIG', JSON.stringify(whole)]];
    }
    found.push([name, value]);
  }
  return found;
}

/** With dots in the place of secrets. */
function masked(value: unknown, field: Field | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => masked(item, field?.items));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        masked(inner, field?.properties?.[name] ?? (field?.writeOnly ? field : undefined)),
      ]),
    );
  }
  return field?.writeOnly ? '••••••' : value;
}

function* leaves(
  value: unknown,
  field: Field | undefined,
  path: string,
): Generator<[string, unknown, Field | undefined]> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries())
      yield* leaves(item, field?.items, `${path}[${index}]`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      yield* leaves(inner, field?.properties?.[name], path === '' ? name : `${path}.${name}`);
    }
  } else yield [path, value, field];
}
