/**
 * What SCF runs of a template.
 *
 * In the repository each template has a core of its own, with nothing in it that it does not use. The npm package, which has
 * to be small, leaves these out: there the core of the package itself stands in, which can do all of it and starts a little later.
 */

import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Template } from './template';

/** The path of each file by its name in the function. */
export function templateFiles(pkg: string, template: Template): Map<string, string> {
  const folder = join(pkg, 'scf', template);
  const own = join(folder, 'core.wasm');
  return new Map([
    ['index.js', join(folder, 'index.js')],
    ['core.wasm', existsSync(own) ? own : join(pkg, 'core.v1.wasm')],
  ]);
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
