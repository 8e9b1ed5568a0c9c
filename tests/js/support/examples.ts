/** The examples of the documentation, which the tests run as they stand there. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './project';

const PAGES = join(ROOT, 'docs', 'runtimes');

/** The example of a name: what stands behind ```` ```js NAME ```` on a page of `docs/runtimes/`. */
export function example(name: string): string {
  const found = readdirSync(PAGES)
    .flatMap((page) => readFileSync(join(PAGES, page), 'utf8').split(/^```/m))
    .find((block) => block.split('\n', 1)[0]?.endsWith(` ${name}`));
  if (found === undefined) throw new Error(`no page of docs/runtimes/ has an example ${name}`);
  return found.slice(found.indexOf('\n') + 1);
}
