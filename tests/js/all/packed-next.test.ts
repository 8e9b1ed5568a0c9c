/** The route of `docs/runtimes/vercel.md` in Next.js: built and started, by webpack and by Turbopack, in both of its runtimes. */

import assert from 'node:assert/strict';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ensureTool } from '../../../scripts/runtimes.mjs';
import { exercise, startServices } from '../support/callbacks';
import { example } from '../support/examples';
import { consumer } from '../support/packed';
import { runProgram, startServer } from '../support/servers';

const ROUTE = example('app/api/mps/route.js');
const RUNTIMES = ['edge', 'nodejs'];

const LAYOUT = `export default function Layout({ children }) {
  return <html><body>{children}</body></html>;
}`;

for (const name of ['next@14', 'next@16'] as const) {
  test(`${name} answers in both runtimes`, async (t) => {
    const tool = await ensureTool(name);
    if (tool.folder === undefined) {
      t.skip(tool.reason);
      return;
    }
    const site = consumer({
      'app/layout.js': LAYOUT,
      ...Object.fromEntries(
        RUNTIMES.map((runtime) => [
          `app/api/${runtime}/route.js`,
          ROUTE.replace(/runtime = '\w+'/, `runtime = '${runtime}'`),
        ]),
      ),
    });
    // Next.js takes its own modules only from where the site is.
    cpSync(tool.folder, join(site, 'node_modules'), { recursive: true, verbatimSymlinks: true });
    mkdirSync(join(site, 'public'), { recursive: true });
    writeFileSync(join(site, 'app', 'page.js'), 'export default () => null;');
    const next = join(site, 'node_modules', 'next', 'dist', 'bin', 'next');
    const env = { NEXT_TELEMETRY_DISABLED: '1' };
    const built = await runProgram(process.execPath, [next, 'build'], site, env);
    assert.equal(built.code, 0, built.stderr + built.stdout);

    for (const runtime of RUNTIMES) {
      await t.test(runtime, async (inside) => {
        const services = await startServices(inside);
        const call = await startServer(
          inside,
          process.execPath,
          [next, 'start'],
          site,
          {
            ...env,
            ...services.env,
          },
          `api/${runtime}`,
        );
        await exercise(services, call);
      });
    }
  });
}
