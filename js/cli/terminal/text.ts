/** Text for terminals: as wide as it is shown, and escaped. */

import stringWidth from 'string-width';
import type { Output } from '../context';

export { escaped, sanitizedLines } from '../../display/sanitized';

const USUAL_WIDTH = 80;
const LEAST_WIDTH = 40;
/** Longer lines are hard to read. */
const MOST_WIDTH = 120;

/** How many columns there are for text. */
export function columnsOf({ columns }: Output): number {
  return Math.max(LEAST_WIDTH, Math.min(columns || USUAL_WIDTH, MOST_WIDTH));
}

/** How many columns a text takes; of several lines the widest. */
export function widthOf(text: string): number {
  return Math.max(...text.split('\n').map((line) => stringWidth(line)));
}

/**
 * The lines of a text that fit a width: broken at spaces; where a word does not fit, between Chinese and Japanese characters. All
 * else that does not fit stays whole: it is a key, a URL or an id, which is copied and searched.
 */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, width));
}

/** The lines of sentences: Chinese and Japanese, which have no spaces, may end behind every character but before no mark. */
export function wrapProse(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, width, BETWEEN_CHARACTERS));
}

const BETWEEN_CHARACTERS =
  /(?<= )|(?<=[\u3001-\u30ff\u4e00-\u9fff\uff01-\uff60])(?![\u3001\u3002\u300d\u30fc\uff01\uff09\uff0c\uff1a\uff1b\uff1f])|(?=[\u3040-\u30ff\u4e00-\u9fff])/;

function wrapLine(text: string, width: number, breaks = /(?<= )/): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const add = (piece: string) => {
    const wide = stringWidth(piece.trimEnd());
    const parts = wide > width ? piece.split(BETWEEN_CHARACTERS) : [];
    if (parts.length > 1) {
      parts.forEach(add);
      return;
    }
    if (used > 0 && used + wide > width) {
      lines.push(line.trimEnd());
      [line, used] = ['', 0];
    }
    line += piece;
    used += stringWidth(piece);
  };
  text.split(breaks).forEach(add);
  if (line !== '' || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}

/** A text of lines behind an indentation. */
export function indent(lines: readonly string[], by: string): string {
  return lines.map((line) => `${`${by}${line}`.trimEnd()}\n`).join('');
}

/** Spaces behind a text, up to a width. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}
