/** What callers pass: events in every form that they may have, and options. Whatever else it is, is refused by its name. */

import { MpsWebhookError } from '../core/error';
import { encode, escapeLoneSurrogates } from '../core/utf8';
import { messageOf } from './thrown';

/** Any view of bytes: a typed array, a DataView, a Buffer. */
export interface BytesView {
  readonly buffer: ArrayBuffer | SharedArrayBuffer;
  readonly byteOffset: number;
  readonly byteLength: number;
}

/** Bytes in any form. They may be of another realm: a frame, a context of `vm`, jsdom. */
export type BytesInput = BytesView | ArrayBuffer | SharedArrayBuffer;

/** An error that says which argument is wrong, and what it must be. */
export function invalidArgument(name: string, expected: string): MpsWebhookError {
  return new MpsWebhookError({
    code: 'invalid_argument',
    message: `\`${name}\` ${expected}`,
    help: 'call it as its types and the documentation say',
  });
}

/** An error that says which argument is wrong, what it must be, and what it is. */
function notA(name: string, expected: string, value: unknown): MpsWebhookError {
  return invalidArgument(name, `must be ${expected}, and is ${describe(value)}`);
}

const AN_EVENT = 'an object, JSON text or bytes';

/**
 * The bytes of an event that is an object, JSON text or bytes.
 *
 * @throws {MpsWebhookError} with the code `invalid_argument` if it is anything else.
 */
export function eventBytes(event: unknown, name = 'event'): Uint8Array {
  if (typeof event === 'string') {
    return encode(escapeLoneSurrogates(event));
  }
  return bytesOf(event, name) || encode(jsonOf(event, name, AN_EVENT));
}

/**
 * The bytes of a view or a buffer of any realm; undefined if it is neither. They are those of the caller, not a copy, but for
 * bytes that other threads may write to or whose buffer may shrink: browsers make no text of those.
 *
 * @throws {MpsWebhookError} with the code `invalid_argument` if its memory is gone.
 */
export function bytesOf(value: unknown, name: string): Uint8Array | undefined {
  const view = viewOf(value);
  if (view === undefined) {
    return undefined;
  }
  try {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    const { resizable } = view.buffer as { resizable?: boolean };
    return resizable || isSharedBuffer(view.buffer) ? bytes.slice() : bytes;
  } catch {
    throw invalidArgument(name, 'must have its bytes, and they were transferred or cut off');
  }
}

/** `instanceof` knows the classes of one realm only; these ask the value itself. */
function viewOf(value: unknown): BytesView | undefined {
  if (ArrayBuffer.isView(value)) {
    return value;
  }
  if (hasGetter(ArrayBuffer.prototype, value) || isSharedBuffer(value)) {
    const buffer = value as ArrayBuffer;
    return { buffer, byteOffset: 0, byteLength: buffer.byteLength };
  }
  return undefined;
}

function isSharedBuffer(value: unknown): boolean {
  return typeof SharedArrayBuffer !== 'undefined' && hasGetter(SharedArrayBuffer.prototype, value);
}

/** Whether the getter `byteLength` of a class takes a value; it throws for the values of other classes. */
function hasGetter(prototype: object, value: unknown): boolean {
  const { get } = Object.getOwnPropertyDescriptor(prototype, 'byteLength') || {};
  try {
    return get !== undefined && get.call(value) >= 0;
  } catch {
    return false;
  }
}

/** The tags of objects that have their data as members. */
const WITH_MEMBERS = ['Object', 'Array', 'Module'];

/**
 * The JSON text of a value, the same on every runtime.
 *
 * @throws {MpsWebhookError} with the code `invalid_argument` if it is nothing that JSON has.
 */
export function jsonOf(value: unknown, name: string, expected: string): string {
  let json: string | undefined;
  try {
    json = isOfJson(value) ? JSON.stringify(value) : undefined;
  } catch (error) {
    // What V8 says of a circle has several lines.
    const [reason] = messageOf(error).split('\n');
    throw invalidArgument(name, `cannot be written as JSON: ${reason}`);
  }
  if (json === undefined) {
    throw notA(name, expected, value);
  }
  return escapeLoneSurrogates(json);
}

/** Whether a value, not what is in it, is one that JSON has. */
export function isOfJson(value: unknown): boolean {
  switch (typeof value) {
    case 'object':
      return value === null || (WITH_MEMBERS.includes(tag(value)) && !isLater(value));
    case 'number':
      return Number.isFinite(value);
    default:
      return typeof value === 'string' || typeof value === 'boolean';
  }
}

/** Whether an object is a promise or a stream, which has its data later. */
function isLater(value: object): 'Promise' | 'stream' | undefined {
  const { then, pipe } = value as { then?: unknown; pipe?: unknown };
  if (typeof then === 'function') {
    return 'Promise';
  }
  return typeof pipe === 'function' ? 'stream' : undefined;
}

function tag(value: unknown): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

/** What a value is, in a word or two; never what is in it. */
export function describe(value: unknown): string {
  if (typeof value === 'string' && value.trim() === '') {
    return 'empty';
  }
  if (value === null || value === undefined || Number.isNaN(value)) {
    return String(value);
  }
  if (typeof value !== 'object') {
    return `a ${typeof value}`;
  }
  const name = isLater(value) || tag(value);
  return `${/^[AEIOU](?!RL)/.test(name) ? 'an' : 'a'} ${name}`;
}

/** Throws unless the value is an object. The caller replaces an absent one by `{}`. */
export function checkObject(value: unknown, name: string): void {
  if (tag(value) !== 'Object') {
    throw notA(name, 'an object of options', value);
  }
}

/**
 * Throws unless the value is an object that has no other options than `known`: one that is misspelt, or stands a level too
 * high, would be as if it were absent.
 */
export function checkOptionNames(options: unknown, known: readonly string[]): void {
  checkObject(options, 'options');
  for (const [option, value] of Object.entries(options as object)) {
    if (value !== undefined && !known.includes(option)) {
      const help = known.includes('options')
        ? 'what the variable MPS_WEBHOOK_CONFIG may have goes into `options`'
        : 'call it as its types and the documentation say';
      throw new MpsWebhookError({
        code: 'invalid_argument',
        message: `\`${option.slice(0, 40)}\` is not an option; there are ${known.join(', ')}`,
        help,
      });
    }
  }
}

const PLAIN = 'must be plain data as JSON has it';

/**
 * Throws unless the value is an object of nothing but what JSON has, at every depth. Whatever JSON.stringify leaves out or
 * replaces would be an option that seems to be set and is not.
 */
export function checkDocument(document: unknown, name: string): void {
  checkObject(document, name);
  try {
    checkPlain(document, name);
  } catch (error) {
    // That of a proxy, for instance.
    throw error instanceof MpsWebhookError ? error : invalidArgument(name, PLAIN);
  }
  jsonOf(document, name, 'an object of options');
}

function checkPlain(document: unknown, name: string): void {
  const seen = new Set<unknown>();
  const left: [value: unknown, path: string][] = [[document, name]];
  for (;;) {
    const next = left.pop();
    if (next === undefined) {
      return;
    }
    const [value, path] = next;
    if (typeof value !== 'object' || value === null) {
      if (!isOfJson(value)) {
        throw invalidArgument(path, `${PLAIN}, and is ${describe(value)}`);
      }
    } else if (!seen.has(value)) {
      seen.add(value);
      for (const member of membersOf(value, path)) {
        left.push(member);
      }
    }
  }
}

/** The members of an object that has all its data as such, and their paths. */
function membersOf(object: object, path: string): [value: unknown, path: string][] {
  const isList = Array.isArray(object);
  if (!isList && !isPlain(object)) {
    const is = tag(object) === 'Object' ? 'an object of a class' : describe(object);
    throw invalidArgument(path, `${PLAIN}, and is ${is}`);
  }
  const names = Reflect.ownKeys(object).filter((name) => !(isList && name === 'length'));
  const members = names.map((name): [unknown, string] => {
    const at = `${path}.${String(name).slice(0, 40)}`;
    const { value, get, set, enumerable } = Object.getOwnPropertyDescriptor(object, name) || {};
    if (get || set || !enumerable || typeof name === 'symbol') {
      throw invalidArgument(at, `${PLAIN}, and is hidden, computed or named by a symbol`);
    }
    return [value, at];
  });
  if (isList) {
    if (members.length !== object.length || members.some(([value]) => value === undefined)) {
      throw invalidArgument(path, `${PLAIN}, and is a list with gaps or with names`);
    }
    return members;
  }
  // An option that is undefined is left out.
  return members.filter(([value]) => value !== undefined);
}

/** Whether an object inherits nothing, or what every object of some realm does. */
function isPlain(object: object): boolean {
  const parent = Object.getPrototypeOf(object);
  // biome-ignore lint/suspicious/noPrototypeBuiltins: Node.js 8.9 has no Object.hasOwn
  const has = (name: string) => Object.prototype.hasOwnProperty.call(parent, name);
  return (
    parent === null ||
    parent === Object.prototype ||
    (Object.getPrototypeOf(parent) === null && has('hasOwnProperty') && has('isPrototypeOf'))
  );
}

/** One of some words, if it is there. */
export function checkWord(value: unknown, name: string, words: readonly string[]): void {
  if (value !== undefined && !words.includes(value as string)) {
    const is = typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : describe(value);
    throw invalidArgument(name, `must be one of ${words.join(', ')}, and is ${is}`);
  }
}

/** A `Date` of any realm, as ms since 1970; now, if it is absent. */
export function timeOf(date: unknown, name: string): number {
  if (date === undefined) {
    return Date.now();
  }
  let time: number;
  try {
    time = Date.prototype.getTime.call(date);
  } catch {
    throw notA(name, 'a Date', date);
  }
  if (Number.isNaN(time)) {
    throw invalidArgument(name, 'must be a valid Date');
  }
  return time;
}

/** A text that is not empty, or white space alone. */
export function checkText(value: unknown, name: string): void {
  if (typeof value !== 'string' || value.trim() === '') {
    throw notA(name, 'a string that is not empty', value);
  }
}

/** A value of a type, if it is there. */
export function checkType(
  value: unknown,
  name: string,
  type: 'function' | 'string' | 'boolean',
): void {
  if (value !== undefined && typeof value !== type) {
    throw notA(name, `a ${type}`, value);
  }
}

/** A positive number, if it is there. */
export function checkPositive(value: unknown, name: string): void {
  if (value !== undefined && !(typeof value === 'number' && value > 0)) {
    throw notA(name, 'a positive number', value);
  }
}
