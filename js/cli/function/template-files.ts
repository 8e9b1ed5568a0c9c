/** What SCF runs of a template: its `index.js`, and the core `v1`, the same in every template. */

import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import type { Template } from '../../input/templates';
import { readPacked } from '../packed';

/** `templates.json`, which the build makes of the folders of the templates. */
interface Texts {
  /** With `@template@` in the place of the template's name. */
  'index.js': string;
  'THIRD-PARTY-NOTICES.txt': string;
}

/**
 * Each file by its name in the function.
 *
 * @param pkg the folder `pkg/`
 */
export function templateFiles(pkg: string, template: Template): Map<string, Uint8Array> {
  const texts: Texts = JSON.parse(readPacked(pkg, 'templates.json'));
  const carried: { v1: string } = require(join(pkg, 'core-carried.js'));
  return new Map([
    ['index.js', Buffer.from(texts['index.js'].replace('@template@', template))],
    ['core.wasm', inflateRawSync(Buffer.from(carried.v1, 'base64'))],
    ['THIRD-PARTY-NOTICES.txt', Buffer.from(texts['THIRD-PARTY-NOTICES.txt'])],
  ]);
}
