import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { CoreLoader } from '../../../js/core/instance';
import { PKG } from './project';

/** The core that ships: that of the package, of which only its own entry points have the loader. */
export function packageLoader(): CoreLoader {
  const require = createRequire(import.meta.url);
  require(join(PKG, 'index.js'));
  return require(join(PKG, 'shared.js')).loader;
}
