/**
 * Files of variables. Their form is that of `.env` files as Docker Compose and most libraries read it: what is different between
 * them is either taken as it stands, such as a `#` within a value, or refused.
 */

import { UsageError } from './context';

const BLANK_OR_COMMENT = /[^\S\n]*(?:#[^\n]*)?(?:\n|$)/y;
const NAME = /[^\S\n]*(?:export[^\S\n]+)?([A-Za-z_][\w.-]*)[^\S\n]*=[^\S\n]*/y;
/** Double quotes have escapes; the others have none. A value in quotes may have several lines. */
const QUOTED = /"((?:[^"\\]|\\[\s\S])*)"|'([^']*)'|`([^`]*)`/y;
/** A comment begins behind a blank: `a#b` is a value, as passwords have it. */
const UNQUOTED = /(?!["'`])((?:[^\s#]|(?<!\s)#|[^\S\n]+(?![\s#]))*)/y;

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '\\': '\\',
  '"': '"',
};

/**
 * The variables of a file: `NAME=value` a line, maybe behind `export`.
 *
 * - A `#` at the beginning of a line or behind a blank begins a comment, unless it stands in quotes.
 * - Blanks around a value are not part of it. In quotes (`"`, `'`, `` ` ``) they are, and line breaks as well.
 * - In double quotes, `\n`, `\r`, `\t`, `\"` and `\\` are escapes. No variable is put into another one.
 * - Of a variable that is there twice, the last one counts.
 *
 * @param path the file, for errors
 * @throws UsageError with the number of the first line that is something else; it quotes nothing, since that may be a secret
 */
export function parseVariables(text: string, path: string): Record<string, string> {
  const lines = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const variables = new Map<string, string>();
  let at = 0;
  const next = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(lines);
    if (found !== null) at = pattern.lastIndex;
    return found ?? undefined;
  };
  while (at < lines.length) {
    if (next(BLANK_OR_COMMENT)) continue;
    const start = at;
    const refuse = (what: string) =>
      new UsageError(`${path}, line ${lines.slice(0, start).split('\n').length}: ${what}`);
    const name = next(NAME)?.[1];
    if (name === undefined) throw refuse('it must be NAME=value');
    const value = quoted(next(QUOTED)) ?? next(UNQUOTED)?.[1];
    if (value === undefined) throw refuse('the quote at the beginning of the value has no end');
    if (!next(BLANK_OR_COMMENT))
      throw refuse('behind the quotes of the value stands something else');
    variables.set(name, value);
  }
  return Object.fromEntries(variables);
}

function quoted(found: RegExpExecArray | undefined): string | undefined {
  const [, double, single, back] = found ?? [];
  return (
    double?.replace(/\\([\s\S])/g, (all, escaped) => ESCAPES[escaped] ?? all) ?? single ?? back
  );
}
