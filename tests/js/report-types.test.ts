/**
 * The types of reports, `js/core/report.ts`, beside the core that writes them.
 *
 * They are written by hand, for the people who read them in their editor. Generators (tsify, ts-rs) take what serde derives, but
 * the core's reports derive nothing: each type lists its members once, for its JSON and for serde (`src/json/write.rs`), so
 * that is what is read here.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { ROOT } from './support/project';

const source = (name: string) => readFileSync(join(ROOT, name), 'utf8');
const rust = source('src/report.rs');
const typescript = source('js/core/report.ts');

interface Member {
  name: string;
  optional: boolean;
  type: string;
}

/** The fields of a struct and what its methods without parameters return. */
function rustTypes(struct: string): Map<string, string> {
  const types = new Map<string, string>();
  const body =
    new RegExp(`pub struct ${struct}\\b[^{]*\\{([\\s\\S]*?)\\n\\}`).exec(rust)?.[1] ?? '';
  for (const [, name = '', type = ''] of body.matchAll(/^ {4}pub (\w+): (.*),$/gm)) {
    types.set(name, type);
  }
  const methods = new RegExp(`impl ${struct}<'_> \\{([\\s\\S]*?)\\n\\}`).exec(rust)?.[1] ?? '';
  for (const [, name = '', type = ''] of methods.matchAll(/pub fn (\w+)\(&self\) -> (.*) \{/g)) {
    types.set(name, type);
  }
  return types;
}

/** What a type of Rust is in JSON. */
function inJson(type: string): string {
  const inner = /^(?:Option|Vec|Box)<(.*)>$/.exec(type)?.[1];
  if (type.startsWith('Vec<')) return `${inJson(inner ?? '')}[]`;
  if (inner !== undefined) return inJson(inner);
  if (/\bstr\b|^String$/.test(type)) return 'string';
  if (/^(i64|u32|Number<'a>|Seconds<'a>)$/.test(type)) return 'number';
  return type.replace("<'a>", '');
}

/** The members of a type of the core, in their order. */
function written(struct: string): Member[] {
  const types = rustTypes(struct);
  const member = (name: string, field = name, mayBeEmpty = false): Member => {
    const type = types.get(field) ?? '';
    assert.ok(type, `${struct}.${field} has no type`);
    return { name, optional: type.startsWith('Option<') || mayBeEmpty, type: inJson(type) };
  };
  const list = new RegExp(`members!\\(${struct}(?:<'a>)?: ([^)]*)\\)`).exec(rust)?.[1];
  if (list !== undefined) return list.split(',').map((name) => member(name.trim()));
  const body =
    new RegExp(`impl Members for ${struct}<'_> \\{([\\s\\S]*?)\\n\\}`).exec(rust)?.[1] ?? '';
  const shown =
    /self\.(\w+)(?:\(\))?\.show\("(\w+)"|visit\("(\w+)", if self\.\w+\.is_empty\(\) \{ Field::Absent/g;
  return [...body.matchAll(shown)].map(([, field, name, list = '']) =>
    name === undefined ? member(list, list, true) : member(name, field),
  );
}

/** The members of an interface without those it inherits, in their order. */
function declared(name: string): Member[] {
  const found = new RegExp(`export interface ${name}\\b[^{]*\\{([\\s\\S]*?)\\n\\}`).exec(
    typescript,
  );
  assert.ok(found, `there is no interface ${name}`);
  return members(found[1] ?? '', 2);
}

function members(body: string, indent: number): Member[] {
  const line = new RegExp(`^ {${indent}}(\\w+)(\\??): ?([^;]*);`, 'gm');
  return [...body.matchAll(line)].map(([, name = '', mark, type = '']) => ({
    name,
    optional: mark === '?',
    type: type.trim(),
  }));
}

/** Texts of which only some come, and lists of streams, are declared more closely than the core's types say. */
function like(declaredType: string, writtenType: string): boolean {
  if (declaredType === writtenType) return true;
  if (writtenType === 'number') return /^\d+$/.test(declaredType);
  if (writtenType === 'string') return /^\|?\s*'/.test(declaredType) || declaredType === 'Family';
  return false;
}

function compare(name: string, left: Member[], right: Member[]): void {
  const plain = (list: Member[]) => list.map((it) => `${it.name}${it.optional ? '?' : ''}`);
  assert.deepEqual(plain(left), plain(right), name);
  for (const [index, { name: member, type }] of left.entries()) {
    const other = right[index]?.type ?? '';
    assert.ok(like(type, other), `${name}.${member} is declared ${type}, and written as ${other}`);
  }
}

test('the declarations have the members that the core writes, in its order', () => {
  const enums = { Status: 'status', Outcome: 'outcome', TaskStatus: 'status' };
  const simple = (list: Member[]) =>
    list.map((it) => (it.type in enums ? { ...it, type: 'string' } : it));
  for (const name of ['Task', 'Finding', 'Place', 'Warning']) {
    const right = simple(written(name));
    assert.ok(right.length > 2, name);
    compare(name, declared(name), right);
  }
  const [version, type, ...others] = simple(written('Report'));
  assert.ok(version && type);
  assert.equal(type.name, 'event_type');
  const rest = [version, ...others];
  compare('OtherReport', declared('OtherReport'), [
    { name: 'event_type', optional: false, type: 'string' },
    ...rest.filter(({ name }) => name === 'event_name'),
  ]);
  compare(
    'ReportMembers',
    // Receipts stand behind a report, in archives alone.
    declared('ReportMembers').filter(({ name }) => name !== 'receipts'),
    rest.filter(({ name }) => name !== 'event_name'),
  );
  // The place and the media of a file stand among its own members.
  assert.match(typescript, /export interface Output extends Place, Media \{/);
  compare(
    'Output',
    declared('Output'),
    written('Output').filter(({ name }) => name !== 'storage'),
  );
});

test('so it is of media and their streams', () => {
  const body = /export interface Media \{([\s\S]*?)\n\}/.exec(typescript)?.[1] ?? '';
  const streams: Record<string, string> = {};
  const flat = body.replace(/(\w+)\?: \{([^}]*)\}\[\];/g, (_, name, inner) => {
    streams[name] = inner;
    return `${name}?: ${name === 'video' ? 'VideoStream' : 'AudioStream'}[];`;
  });
  compare('Media', members(flat, 2), written('Media'));
  for (const [name, struct] of [
    ['video', 'VideoStream'],
    ['audio', 'AudioStream'],
  ] as const) {
    const inline = (streams[name] ?? '').split(';').map((it) => `  ${it.trim()};`);
    compare(struct, members(inline.join('\n'), 2), written(struct));
  }
});

/** The texts in a type of TypeScript. */
function texts(body: string): string[] {
  return [...body.matchAll(/'([^']*)'/g)].map(([, text]) => text ?? '');
}

/** The texts in the first `match` behind a place in Rust. */
function arms(text: string, place: string): string[] {
  const from = text.slice(text.indexOf(place));
  assert.ok(text.includes(place), place);
  const body = from.slice(0, from.indexOf('\n}'));
  return [...body.matchAll(/=> "([^"]*)"/g)].map(([, name]) => name ?? '');
}

test('texts of which only some come are the core’s', () => {
  const type = (name: string) =>
    texts(new RegExp(`export type ${name} =([^;]*);`).exec(typescript)?.[1] ?? '');
  assert.deepEqual(type('EventType'), arms(rust, 'impl EventType'));
  assert.deepEqual(type('Envelope'), arms(source('src/report.rs'), 'impl Envelope'));
  const member = (name: string, of: string) =>
    texts(declared(of).find((it) => it.name === name)?.type ?? '');
  assert.deepEqual(member('status', 'ReportMembers'), arms(rust, 'impl AsField for Status'));
  assert.deepEqual(member('outcome', 'ReportMembers'), arms(rust, 'impl Outcome'));
  assert.deepEqual(member('status', 'Task'), arms(rust, 'impl AsField for TaskStatus'));
  // What the documentation of these members says.
  const documented = (field: string) => {
    const found = new RegExp(`((?: {4}///.*\\n)+) {4}pub ${field}: &'static str`).exec(rust)?.[1];
    return [...(found ?? '').matchAll(/`([a-z]+)`/g)].map(([, text]) => text);
  };
  assert.deepEqual(type('Family').sort(), documented('family').sort());
});
