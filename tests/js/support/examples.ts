/** The examples of the documentation, which the tests run as they stand there. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './project';

/** The example of a name: what stands behind ```` ```js NAME ```` in `docs/runtimes.md`. */
export function example(name: string): string {
  const text = readFileSync(join(ROOT, 'docs', 'runtimes.md'), 'utf8');
  const found = text.split(/^```/m).find((block) => block.split('\n', 1)[0]?.endsWith(` ${name}`));
  if (found === undefined) throw new Error(`docs/runtimes.md has no example ${name}`);
  return found.slice(found.indexOf('\n') + 1);
}
