import { relative } from 'node:path';
import Table from 'cli-table3';
import type { DemoWords } from './demo-words';

/** Where the demo writes to; a terminal gets colours and lines, anything else plain text. */
export interface DemoOutput {
  write(text: string): unknown;
  isTTY?: boolean;
  /** Width of the terminal. */
  columns?: number;
}

/** One event and what became of it. */
export interface DemoRow {
  name: string;
  eventType: string;
  outcome: 'success' | 'partial' | 'failure' | 'processing' | 'unknown' | 'unparsed' | 'duplicate';
  text: string;
  /** What did not go as it must. */
  problems: string[];
  objects: { key: string; size: number }[];
  /** Requests that reached COS, and how many of them were signed right. */
  requests: number;
  verified: number;
  /** Whether the function was loaded for this event; `ms` includes that then. */
  isCold: boolean;
  ms: number;
}

export interface DemoSummary {
  isFine: boolean;
  /** Where the objects lie. */
  folder: string;
  objects: number;
  requests: number;
  verified: number;
}

/** @param version what the function's Node says it is, such as `v8.9.4` */
export function renderHeader(version: string, words: DemoWords, out: DemoOutput): string {
  const { bold } = styles(out);
  return `${bold(words.header(version.replace(/^v/, '')))}\n\n`;
}

export function renderTable(rows: readonly DemoRow[], words: DemoWords, out: DemoOutput): string {
  const style = styles(out);
  const width = Math.max(MIN_WIDTH, Math.min(out.columns ?? MAX_WIDTH, MAX_WIDTH));
  const table = new Table({
    head: words.head.map(style.bold),
    colWidths: [EVENT_WIDTH, width - EVENT_WIDTH - TOOK_WIDTH - BORDERS, TOOK_WIDTH],
    colAligns: ['left', 'left', 'right'],
    wordWrap: true,
    style: { head: [], border: [] },
    ...(isTerminal(out) ? {} : { chars: ASCII_LINES }),
  });
  for (const row of rows) {
    table.push([
      `${style.bold(row.name)}\n${style.dim(row.eventType)}`,
      renderMiddle(row, words, style),
      `${row.ms.toFixed(0)} ms\n${style.dim(row.isCold ? words.cold : words.warm)}`,
    ]);
  }
  return `${table.toString()}\n`;
}

export function renderSummary(summary: DemoSummary, words: DemoWords, out: DemoOutput): string {
  const { bold, green, red } = styles(out);
  const folder = relative(process.cwd(), summary.folder) || '.';
  const { verified, requests } = summary;
  return [
    '',
    summary.isFine ? green(words.fine) : red(words.notFine),
    words.stored(summary.objects, bold(folder)),
    words.signed(verified, requests),
    '',
    words.next,
    `  ${words.open(folder)}`,
    `  ${words.deploy}`,
    '',
  ].join('\n');
}

/** `mps/WorkflowTask/<id>/`, then the files of that folder. */
function renderMiddle(row: DemoRow, words: DemoWords, style: Styles): string {
  const lines = [style[COLOURS[row.outcome]](row.text)];
  let lastFolder = '';
  for (const { key, size } of row.objects) {
    const slash = key.lastIndexOf('/') + 1;
    const folder = shorten(key.slice(0, slash));
    if (folder !== lastFolder) lines.push(folder);
    lastFolder = folder;
    lines.push(`  ${shorten(key.slice(slash))}  ${style.dim(kilobytes(size))}`);
  }
  lines.push(style.dim(words.requests(row.requests, row.verified)));
  for (const problem of row.problems) lines.push(style.red(`✗ ${problem}`));
  return lines.join('\n');
}

/** Cuts the middle out of ids and digests; beginning and end are enough to recognise them. */
function shorten(text: string): string {
  return text.replace(/[0-9a-z]{20,}/g, (id) => `${id.slice(0, 6)}…${id.slice(-4)}`);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

type Styles = Record<'bold' | 'dim' | 'green' | 'yellow' | 'red', (text: string) => string>;

function styles(out: DemoOutput): Styles {
  const paint = (on: number, off: number) => (text: string) =>
    isTerminal(out) && !process.env.NO_COLOR ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  return {
    bold: paint(1, 22),
    dim: paint(2, 22),
    green: paint(32, 39),
    yellow: paint(33, 39),
    red: paint(31, 39),
  };
}

function isTerminal(out: DemoOutput): boolean {
  return out.isTTY === true;
}

const COLOURS = {
  success: 'green',
  partial: 'yellow',
  failure: 'red',
  processing: 'yellow',
  unknown: 'yellow',
  unparsed: 'yellow',
  duplicate: 'green',
} as const;

const MAX_WIDTH = 100;
const MIN_WIDTH = 72;
const EVENT_WIDTH = 24;
const TOOK_WIDTH = 10;
const BORDERS = 4;

const ASCII_LINES = {
  top: '-',
  'top-mid': '+',
  'top-left': '+',
  'top-right': '+',
  bottom: '-',
  'bottom-mid': '+',
  'bottom-left': '+',
  'bottom-right': '+',
  left: '|',
  'left-mid': '+',
  mid: '-',
  'mid-mid': '+',
  right: '|',
  'right-mid': '+',
  middle: '|',
};
