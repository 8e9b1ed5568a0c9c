/** Files of variables, `NAME=value` a line, as `.env` has them. */

import { readFileSync } from 'node:fs';
import { parse } from 'dotenv';
import { UsageError } from './surroundings';

/** @throws UsageError if the file cannot be read or has a line that is none of a variable */
export function readVariables(path: string): Map<string, string> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${(error as Error).message}`);
  }
  const variables = new Map(Object.entries(parse(text)));
  // The parser passes over what it does not understand; a misspelt line is better told of.
  if (variables.size === 0 && /^\s*[^#\s]/m.test(text)) {
    throw new UsageError(`${path} has no variables; a line of it must be NAME=value`);
  }
  return variables;
}
