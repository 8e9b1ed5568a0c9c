// Makes pkg/inspector/: a folder that works from any static host and from file://. There is no server to ask and no
// module script to load, so the core and a worker are texts inside the one script; the editor is a second one,
// with a worker of its own.
//
//   node scripts/build-inspector.mjs         from the core that the last build left

import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { deflated } from './bundle-package.mjs';
import { SAMPLES_OF, samplesText, translationsText } from './inspector-texts.mjs';
import { BundledPackages } from './third-party-notices.mjs';
import { root } from './tools.mjs';

/** The most that all files but the editor may be together, bytes after gzip. */
const BUDGET = 300_000;
const sources = join(root, 'js', 'inspector');

/**
 * @param {string} folder where to
 * @param {string} core the folder of the core, with its JavaScript by wasm-bindgen
 * @param {BundledPackages} bundled notes the packages of npm that are taken in
 */
export async function buildInspector(folder, core, bundled = new BundledPackages()) {
  const { build } = await import('vite');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });

  const bundle = async (entry, virtual) => {
    const result = await build({
      root: sources,
      configFile: false,
      envDir: false,
      publicDir: false,
      logLevel: 'warn',
      mode: 'production',
      resolve: { alias: { 'core-glue': join(core, 'mps_webhook.js') } },
      define: { 'import.meta.url': '""' },
      plugins: [texts(virtual)],
      build: {
        write: false,
        target: 'es2022',
        cssCodeSplit: false,
        modulePreload: false,
        rollupOptions: {
          input: join(sources, entry),
          output: { format: 'iife', name: 'inspector' },
        },
      },
    });
    const { output } = Array.isArray(result) ? result[0] : result;
    bundled.add(output.flatMap(({ moduleIds = [] }) => moduleIds));
    return {
      code: output.find(({ type }) => type === 'chunk').code,
      css: String(output.find(({ fileName }) => fileName.endsWith('.css'))?.source ?? ''),
    };
  };

  const archiveWorker = await bundle('archive/worker.ts', {});
  const backgroundWorker = await bundle('background-worker.ts', {});
  const editor = await bundle('editor.ts', {
    'virtual:archive-worker': archiveWorker.code,
    'virtual:background-worker': backgroundWorker.code,
    'virtual:translations': translationsText(),
    'virtual:more-samples': samplesText(SAMPLES_OF.editor),
  });
  const main = await bundle('main.tsx', {
    'virtual:core': await deflated(join(core, 'core.wasm')),
    'virtual:samples': samplesText(SAMPLES_OF.page),
  });
  copyFileSync(join(sources, 'index.html'), join(folder, 'index.html'));
  writeFileSync(join(folder, 'inspector.css'), main.css);
  writeFileSync(join(folder, 'inspector.js'), main.code);
  writeFileSync(join(folder, 'editor.js'), editor.code);
}

/** Modules that are a text. */
function texts(virtual) {
  return {
    name: 'texts',
    resolveId: (id) => (id in virtual ? `\0${id}` : undefined),
    load: (id) =>
      id.startsWith('\0virtual:')
        ? `export default ${JSON.stringify(virtual[id.slice(1)])}`
        : undefined,
  };
}

/** Prints what there is and how large it is; throws above the budget. */
export function printInspectorSizes(folder) {
  const kb = (bytes) => `${(bytes / 1000).toFixed(1).padStart(7)} KB`;
  let total = 0;
  console.log('\nthe inspector\n     size        gzipped');
  // What the page loads: not the notices beside it.
  const loaded = readdirSync(folder).filter((name) => !name.endsWith('.txt'));
  for (const name of loaded.sort()) {
    const bytes = readFileSync(join(folder, name));
    const gzipped = gzipSync(bytes, { level: 9 }).length;
    total += name === 'editor.js' ? 0 : gzipped;
    console.log(`${kb(bytes.length)}   ${kb(gzipped)}   ${name}`);
  }
  console.log(`${kb(total).padStart(23)}   all but the editor, of ${BUDGET / 1000} KB`);
  if (total > BUDGET) throw new Error(`the inspector is ${total - BUDGET} bytes over its budget`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folder = join(root, 'pkg', 'inspector');
  await buildInspector(folder, join(root, 'target', 'core', 'page'));
  printInspectorSizes(folder);
}
