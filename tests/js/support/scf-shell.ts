import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { build } from 'esbuild';
import type { createScfHandler } from '../../../js/scf';
import { ROOT } from './project';

/**
 * The shell for SCF, js/scf.ts, with nothing where the core's own code would be: the core is whatever the loader
 * that it is given loads.
 */
export async function scfShell(
  t: TestContext,
): Promise<{ createScfHandler: typeof createScfHandler }> {
  const folder = await mkdtemp(join(tmpdir(), 'scf-shell-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const outfile = join(folder, 'scf.cjs');
  await build({
    entryPoints: [join(ROOT, 'js', 'scf.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
    plugins: [
      {
        name: 'no-core',
        setup: ({ onResolve, onLoad }) => {
          onResolve({ filter: /^core-glue$/ }, () => ({ path: 'core-glue', namespace: 'no-core' }));
          onLoad({ filter: /.*/, namespace: 'no-core' }, () => ({
            contents: 'module.exports = {};',
          }));
        },
      },
    ],
  });
  return createRequire(import.meta.url)(outfile);
}
