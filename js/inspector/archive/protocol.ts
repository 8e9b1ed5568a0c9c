/** What the page and the worker that reads archives say to one another. */

import type { Language, Receipt, Verdict } from '../../core/report';
import type { ReadError } from '../core';
import type { Timeline } from './timeline';

/** The verdict on a row's report; `unreadable`: it has none. */
export type State = Verdict | 'unreadable';

export interface Filter {
  text: string;
  type: string;
  verdict: State | '';
  code: string;
  label: string;
  /** ISO 8601 in UTC, or empty. */
  from: string;
  to: string;
}

export const EVERYTHING: Filter = {
  text: '',
  type: '',
  verdict: '',
  code: '',
  label: '',
  from: '',
  to: '',
};

/** A word that is searched, and the names it is a part of, in any language. */
export interface Term {
  word: string;
  verdicts: readonly State[];
  /** Kinds and families of sub-tasks. */
  kinds: readonly string[];
  /** What reviews suggest. */
  suggestions: readonly string[];
}

export type Column = 'verdict' | 'input' | 'type' | 'code' | 'time' | 'place';
export const COLUMNS: readonly Column[] = ['verdict', 'code', 'input', 'type', 'time', 'place'];

/** How the list is ordered. */
export interface Order {
  /** `read`: as the files were read. */
  by: Column | 'read';
  isDown: boolean;
  /** Whether the notifications of one task stand together. */
  byTask: boolean;
}

export const AS_READ: Order = { by: 'read', isDown: false, byTask: false };

/** A notification as the list shows it. */
export interface Row {
  index: number;
  /** File and line. */
  place: string;
  verdict: State;
  type: string;
  taskId: string;
  /** The name of the input, or of the first one. */
  input: string;
  /** How many inputs there are. */
  inputs: number;
  /** What it is called if it has no input: its task, the first file that it made, or its context. */
  name: string;
  /** Its region, its task and its context, unless it is called so. */
  also: string[];
  codes: string[];
  /** What was found; the labels of the most urgent reason first. */
  labels: string[];
  /** How many labels are of that reason. */
  urgent: number;
  message: string;
  time: string;
  error?: ReadError;
  /** Where it stands among the notifications of its task, if these stand together. */
  group?: { at: number; size: number };
}

export interface Totals {
  all: number;
  matching: number;
  /** How many match but for their having no time, if times are filtered. */
  undated: number;
  verdicts: Record<string, number>;
  codes: [string, number][];
  labels: [string, number][];
  types: [string, number][];
  /** Of what matches, whatever its time; undefined if there is nothing to draw. */
  timeline?: Timeline;
}

export interface Progress {
  events: number;
  /** Of the files as they are, packed or not. */
  bytes: number;
  totalBytes: number;
  unpacked: number;
  /** Files that the function keeps beside events, such as report objects and waiting messages. */
  reports: number;
  /** Files whose names say that they are not events, such as INDEX.md and hidden ones. */
  others: number;
  /** Events that were found inside of other texts, such as lines of logs. */
  found: number;
  /** Lines of files with such events that have none. */
  lines: number;
  done: boolean;
  ms: number;
}

export interface NamedFile {
  name: string;
  file: Blob;
}

/** What is taken along of the list: its rows as CSV, or its events as lines. */
export type ListForm = 'csv' | 'ndjson';

export type ToStore =
  | { ask: 'scan'; core: WebAssembly.Module; files: NamedFile[]; language: Language }
  | { ask: 'totals'; id: number; filter: Filter; terms: Term[]; order: Order }
  | { ask: 'rows'; id: number; from: number; to: number; language: Language }
  | { ask: 'event'; id: number; index: number }
  | { ask: 'export'; id: number; form: ListForm };

/** Something that happened to a task: a notification of it, or what was delivered of one. */
export interface Happened {
  /** ISO 8601, or empty. */
  at: string;
  what: State | Receipt['step'];
  /** Where a notification is in what was found; -1 if it was not. */
  index?: number;
  /** Whether it is the notification that was opened. */
  isOpen?: boolean;
  /** What was notified or invoked, or where the notification is. */
  about: string;
  /** How many attempts it took. */
  tries?: number;
  seenBefore?: boolean;
}

/** The document that a row is from. */
export interface Opened {
  place: string;
  bytes: Uint8Array;
  which: number;
  /** What happened to its task, as far as the archive has it, in order. */
  history: Happened[];
}
