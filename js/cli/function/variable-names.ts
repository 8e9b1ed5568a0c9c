/** Names of variables that look like those of the function and are not: misspelt ones do nothing, and nobody says so. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { closest, distance } from 'fastest-levenshtein';

/** The variables that the schema of the options names. `pkg` is the folder of the package. */
export function variableNames(pkg: string): Set<string> {
  const known = new Set<string>();
  JSON.parse(readFileSync(join(pkg, 'options.schema.json'), 'utf8'), (name, value) => {
    if (name === 'x-env') for (const variable of value) known.add(variable);
    return value;
  });
  return known;
}

/**
 * The variable that a name is probably meant to be. Undefined if the name is right, or may well be somebody else's.
 *
 * @returns an empty text for a name that begins as our variables do and is near none of them
 */
export function probablyMeant(name: string, known: ReadonlySet<string>): string | undefined {
  if (known.has(name)) return undefined;
  const spelt = name.toUpperCase().replace(/\W/g, '_');
  if (known.has(spelt)) return spelt;
  const near = closest(spelt, [...known]);
  if (isMisspelt(spelt, near)) return near;
  const [family = '', ...rest] = name.split('_');
  return rest.length > 0 && families(known).has(family) ? '' : undefined;
}

/** What is said of variables that are near names of the function's, one sentence each: they do nothing. */
export function misspelt(
  env: Readonly<Record<string, string | undefined>>,
  known: ReadonlySet<string>,
): string[] {
  return Object.keys(env).flatMap((name) => {
    const meant = probablyMeant(name, known);
    return meant ? [`${notAVariable(name)}; did you mean ${meant}?`] : [];
  });
}

export function notAVariable(name: string): string {
  return `${name} is not a variable of the function: it does nothing`;
}

/** Two letters may be wrong in a long name, one in a short one: CAM_ENDPOINT is not COS_ENDPOINT. Two may be swapped in any. */
function isMisspelt(name: string, right: string): boolean {
  const letters = (text: string) => [...text].sort().join('');
  const wrong = distance(name, right);
  return wrong <= (right.length > 12 ? 2 : 1) || (wrong === 2 && letters(name) === letters(right));
}

/** What our variables begin with and others seldom do. */
function families(known: ReadonlySet<string>): Set<string | undefined> {
  const all = new Set([...known].map((name) => name.split('_')[0]));
  for (const common of ['TENCENTCLOUD', 'LOG']) all.delete(common);
  return all;
}
