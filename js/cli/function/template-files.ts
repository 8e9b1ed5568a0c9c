/**
 * What SCF runs of a template.
 *
 * In the repository each template has a core of its own, with nothing in it that it does not use. The npm package, which has
 * to be small, leaves these out: there the core of the package itself stands in, which can do all of it and starts a little later.
 * A core of its own comes with parts, which the function loads when they are needed.
 */

import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Template } from '../../input/templates';

/** The path of each file by its name in the function. */
export function templateFiles(pkg: string, template: Template): Map<string, string> {
  const folder = join(pkg, 'scf', template);
  const own = readdirSync(folder).filter((name) => name.endsWith('.wasm'));
  const files = ['index.js', ...own.sort()].map((name): [string, string] => [
    name,
    join(folder, name),
  ]);
  return new Map(own.length > 0 ? files : [...files, ['core.wasm', join(pkg, 'core.v1.wasm')]]);
}

/** A folder with these files; made for as long as this process runs, if there is none. */
export function templateFolder(pkg: string, template: Template): string {
  const folder = join(pkg, 'scf', template);
  const files = templateFiles(pkg, template);
  if ([...files].every(([name, path]) => path === join(folder, name))) return folder;
  const made = mkdtempSync(join(tmpdir(), `${template}-`));
  process.on('exit', () => rmSync(made, { recursive: true, force: true }));
  for (const [name, path] of files) copyFileSync(path, join(made, name));
  return made;
}
