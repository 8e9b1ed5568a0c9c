/** What callers pass: events in every form that they may have, and options. Whatever else it is, is refused by its name. */
import { MpsWebhookError } from '../core/error';
/** Any view of bytes: a typed array, a DataView, a Buffer. */
export interface BytesView {
    readonly buffer: ArrayBuffer | SharedArrayBuffer;
    readonly byteOffset: number;
    readonly byteLength: number;
}
/** Bytes in any form. They may be of another realm: a frame, a context of `vm`, jsdom. */
export type BytesInput = BytesView | ArrayBuffer | SharedArrayBuffer;
/** An error that says which argument is wrong, and what it must be. */
export declare function invalidArgument(name: string, expected: string): MpsWebhookError;
/**
 * The bytes of an event that is an object, JSON text or bytes.
 *
 * @throws {MpsWebhookError} with the code `invalid_argument` if it is anything else.
 */
export declare function eventBytes(event: unknown, name?: string): Uint8Array;
/**
 * The bytes of a view or a buffer of any realm; undefined if it is neither. They are those of the caller, not a copy, but for
 * bytes that other threads may write to or whose buffer may shrink: browsers make no text of those.
 *
 * @throws {MpsWebhookError} with the code `invalid_argument` if its memory is gone.
 */
export declare function bytesOf(value: unknown, name: string): Uint8Array | undefined;
/**
 * The JSON text of a value, the same on every runtime.
 *
 * @throws {MpsWebhookError} with the code `invalid_argument` if it is nothing that JSON has.
 */
export declare function jsonOf(value: unknown, name: string, expected: string): string;
/** Throws unless the value is an object. The caller replaces an absent one by `{}`. */
export declare function checkObject(value: unknown, name: string): void;
/**
 * Throws unless the value is an object that has no other options than `known`: one that is misspelt, or stands a level too
 * high, would be as if it were absent.
 */
export declare function checkOptions(options: unknown, known: readonly string[]): void;
/**
 * Throws unless the value is an object of nothing but what JSON has, at every depth. Whatever JSON.stringify leaves out or
 * replaces would be an option that seems to be set and is not.
 */
export declare function checkDocument(document: unknown, name: string): void;
/** One of some words, if it is there. */
export declare function checkWord(value: unknown, name: string, words: readonly string[]): void;
/** A `Date` of any realm, as ms since 1970; now, if it is absent. */
export declare function timeOf(date: unknown, name: string): number;
/** A text that is not empty, or white space alone. */
export declare function checkText(value: unknown, name: string): void;
/** A value of a type, if it is there. */
export declare function checkType(value: unknown, name: string, type: 'function' | 'string' | 'boolean'): void;
/** A positive number, if it is there. */
export declare function checkPositive(value: unknown, name: string): void;
