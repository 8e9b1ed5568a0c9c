/** Which of the official types' interfaces and fields the events hold. */

import { type Field, fieldsOf, holdsObjects, ROOTS, type Schema } from './schema';

interface Seen {
  value: boolean;
  nothing: boolean;
}

export class Coverage {
  readonly #schema: Schema;
  readonly #interfaces = new Set<string>();
  readonly #fields = new Map<Field, Seen>();

  constructor(schema: Schema) {
    this.#schema = schema;
    for (const field of [...schema.values()].flat()) {
      this.#fields.set(field, { value: false, nothing: false });
    }
  }

  /** Notes what an event holds; throws if it holds what the types do not allow. */
  add(event: Record<string, unknown>): void {
    this.#object(event, ROOTS['EventType' in event ? 0 : 1] as string);
  }

  #object(value: unknown, name: string): void {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new Error(`not a ${name}: ${JSON.stringify(value)}`);
    }
    this.#interfaces.add(name);
    const fields = fieldsOf(this.#schema, name);
    const unknown = Object.keys(value).filter((key) => !fields.some((field) => field.name === key));
    if (unknown.length > 0) throw new Error(`${name} has no ${unknown}`);
    for (const field of fields) {
      this.#field(name, field, (value as Record<string, unknown>)[field.name]);
    }
  }

  #field(owner: string, field: Field, value: unknown): void {
    const seen = this.#fields.get(field) as Seen;
    if (value === undefined || value === null) {
      if (!field.isNullable) throw new Error(`${owner}.${field.name} is required`);
      if (value === null) seen.nothing = true;
      return;
    }
    if (field.isList !== Array.isArray(value))
      throw new Error(`${owner}.${field.name} is a list or not`);
    for (const element of field.isList ? (value as unknown[]) : [value]) {
      seen.value = true;
      if (holdsObjects(field)) this.#object(element, field.type);
      else if (typeof element !== field.type) throw new Error(`${owner}.${field.name}: ${element}`);
    }
  }

  /** What no event held, and how much there is. */
  result() {
    const named = [...this.#schema].flatMap(([name, fields]) =>
      fields.map((field) => ({
        name: `${name}.${field.name}`,
        field,
        ...(this.#fields.get(field) as Seen),
      })),
    );
    const nullable = named.filter(({ field }) => field.isNullable);
    const missing = (all: typeof named, member: 'value' | 'nothing') =>
      all.filter((field) => !field[member]).map(({ name }) => name);
    return {
      interfaces: { all: this.#schema.size, hit: this.#interfaces.size },
      fields: { all: named.length, missing: missing(named, 'value') },
      nulls: { all: nullable.length, missing: missing(nullable, 'nothing') },
      missingInterfaces: [...this.#schema.keys()].filter((name) => !this.#interfaces.has(name)),
    };
  }
}
