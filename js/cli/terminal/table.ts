import Table from 'cli-table3';
import type { Colours } from './colours';
import { indent, widthOf, wrap } from './text';

/**
 * A table without lines. Its last column takes the room that is left; where that is too little, it stands below the others.
 *
 * @param right the columns of numbers
 * @param content what the last column has: sentences, which are wrapped, or names, which are copied and stay whole
 */
export function table(
  head: readonly string[],
  rows: readonly string[][],
  right: readonly number[],
  { colours, width }: { colours: Colours; width: number },
  content: 'sentences' | 'names' = 'sentences',
): string {
  const last = head.length - 1;
  // A column without any text is left out.
  const columns = head.map((_, at) => at).filter((at) => rows.some((row) => row[at]));
  const widest = (at: number) => Math.max(...[head, ...rows].map((row) => widthOf(row[at] ?? '')));
  const before = columns.filter((at) => at < last).reduce((sum, at) => sum + widest(at) + 2, 2);
  const room = width - before;
  const isTooLong = columns.includes(last) && widest(last) > room;
  const isBelow = isTooLong && (content === 'names' || room < WORDS);
  const within = (text: string, columns: number) =>
    content === 'names' ? text.split('\n') : wrap(text, columns);
  const cells = rows.map((row) => within(row[last] ?? '', room).join('\n'));
  // What stays whole may be wider than the room.
  const lastWidth = Math.max(room, ...cells.map(widthOf));
  const beside = isBelow ? columns.filter((at) => at < last) : columns;
  const shown = new Table({
    chars: NO_LINES,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
    colWidths: beside.map((at) => (at < last ? widest(at) : lastWidth)),
    colAligns: beside.map((at) => (right.includes(at) ? 'right' : 'left')),
  });
  shown.push(beside.map((at) => colours.dim(head[at] ?? '')));
  for (const [index, row] of rows.entries()) {
    shown.push(beside.map((at) => (at < last ? (row[at] ?? '') : (cells[index] ?? ''))));
  }
  const lines = shown.toString().split('\n');
  if (!isBelow) return indent(trimmed(lines), '  ');
  // Every row of the table is a line then, except one that adds nothing to the text below it.
  const [first = '', ...others] = trimmed(lines);
  const all = others.flatMap((line, at) => [
    ...(line === '' ? [] : [line]),
    ...within(rows[at]?.[last] ?? '', width - 4).map((below) => `  ${below}`),
  ]);
  return indent([first, ...all], '  ');
}

function trimmed(lines: readonly string[]): string[] {
  return lines.map((line) => line.trimEnd());
}

/** Columns in which words are readable, on several lines. */
const WORDS = 32;

const NO_LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};
