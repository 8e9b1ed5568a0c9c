/** What SCF runs of a template: its `index.js`, and the core. That is the same in every template and in the package. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from '../../input/templates';

/** `templates.json`, which the build makes of the folders of the templates. */
interface Texts {
  'index.js': Record<Template, string>;
  'THIRD-PARTY-NOTICES.txt': string;
}

/**
 * Each file by its name in the function.
 *
 * @param pkg the folder `pkg/`
 */
export function templateFiles(pkg: string, template: Template): Map<string, Uint8Array> {
  const texts: Texts = JSON.parse(readFileSync(join(pkg, 'templates.json'), 'utf8'));
  return new Map([
    ['index.js', Buffer.from(texts['index.js'][template])],
    ['core.wasm', readFileSync(join(pkg, 'core.v1.wasm'))],
    ['THIRD-PARTY-NOTICES.txt', Buffer.from(texts['THIRD-PARTY-NOTICES.txt'])],
  ]);
}
