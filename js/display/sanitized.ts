/** Texts from outside, as they may be shown to a person. */

/** A text of one line: what could move a cursor, or turn the direction of writing, is shown as �. */
export function escaped(text: string): string {
  return text.replace(UNSEEN, '\ufffd');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** The JSON text of a value in which such characters are escaped, so that a terminal may show it. */
export function sanitizedJson(value: unknown): string {
  return JSON.stringify(value).replace(
    UNSEEN,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * A text that may have several lines, such as a summary that a model wrote: its lines end with `\n`, tabs are spaces, and
 * each line is sanitized as by `escaped`. Several empty lines in a row become one.
 */
export function sanitizedLines(text: string): string {
  return text
    .split(LINE_BREAK)
    .map((line) => escaped(line.replace(/\t/g, TAB)).trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '');
}

/** What ends a line, as Unicode has it (UAX 14: BK, CR, LF, NL). */
const LINE_BREAK = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;
const TAB = '    ';
