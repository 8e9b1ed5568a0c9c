/** What the page and its worker say to one another. */

import type { Language, Verdict } from '../../core/report';
import type { ReadError } from '../core';
import type { Traced } from '../raw/trace';

/** The verdict on a row's report; `unreadable`: it has none. */
export type State = Verdict | 'unreadable';

export interface Filter {
  text: string;
  type: string;
  verdict: State | '';
  code: string;
  /** ISO 8601 in UTC, or empty. */
  from: string;
  to: string;
}

export const EVERYTHING: Filter = { text: '', type: '', verdict: '', code: '', from: '', to: '' };

/** A notification as the list shows it. */
export interface Row {
  index: number;
  /** File and line. */
  place: string;
  verdict: State;
  type: string;
  taskId: string;
  /** The input's name. */
  input: string;
  codes: string[];
  message: string;
  time: string;
  outputs: number;
  error?: ReadError;
}

export interface Totals {
  all: number;
  matching: number;
  verdicts: Record<string, number>;
  codes: [string, number][];
  types: [string, number][];
}

export interface Progress {
  events: number;
  /** Of the files as they are, packed or not. */
  bytes: number;
  totalBytes: number;
  unpacked: number;
  /** Report objects that lie beside events. */
  reports: number;
  done: boolean;
  ms: number;
}

export interface NamedFile {
  name: string;
  file: Blob;
}

export type ToWorker =
  | { ask: 'scan'; core: WebAssembly.Module; files: NamedFile[]; language: Language }
  | { ask: 'totals'; id: number; filter: Filter }
  | { ask: 'rows'; id: number; from: number; to: number }
  | { ask: 'event'; id: number; index: number }
  | { ask: 'trace'; id: number; core: WebAssembly.Module; bytes: Uint8Array; which: number };

export type FromWorker =
  | { progress: Progress }
  | { id: number; answer: Totals | Row[] | Opened | Traced | undefined }
  | { id: number; failed: string };

/** The document that a row is from. */
export interface Opened {
  place: string;
  bytes: Uint8Array;
  which: number;
}
