import { readFileSync } from 'node:fs';
import Module from 'node:module';
import { join } from 'node:path';
import type { CoreLoader } from '../../../js/core';
import { PKG } from './project';

/** The core that ships: the package, with one line added that lets its loader out. */
export function packageLoader(): CoreLoader {
  const filename = join(PKG, 'index.js');
  const module = new Module(filename) as Module & { _compile(code: string, file: string): void };
  module.filename = filename;
  module._compile(`${readFileSync(filename, 'utf8')}\nmodule.exports.loader = loader;`, filename);
  return (module.exports as { loader: CoreLoader }).loader;
}
