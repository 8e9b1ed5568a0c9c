/** What SCF runs of a template: its `index.js`, and the core. That is the same in every template and in the package. */

import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Template } from '../../input/templates';

/** The path of each file by its name in the function. */
export function templateFiles(pkg: string, template: Template): Map<string, string> {
  return new Map([
    ['index.js', join(pkg, 'scf', template, 'index.js')],
    ['core.wasm', join(pkg, 'core.v1.wasm')],
    ['THIRD-PARTY-NOTICES.txt', join(pkg, 'scf', template, 'THIRD-PARTY-NOTICES.txt')],
  ]);
}

/**
 * A folder with these files. The npm package has the core once, not in the folder of each template: there a folder is made for
 * as long as this process runs.
 */
export function templateFolder(pkg: string, template: Template): string {
  const folder = join(pkg, 'scf', template);
  if (existsSync(join(folder, 'core.wasm'))) return folder;
  const made = mkdtempSync(join(tmpdir(), `${template}-`));
  process.on('exit', () => rmSync(made, { recursive: true, force: true }));
  for (const [name, path] of templateFiles(pkg, template)) copyFileSync(path, join(made, name));
  return made;
}
