// The modules of the npm package, for CommonJS and as ECMAScript modules, around the two cores, whose JavaScript is the same. In
// both there is one module with all that entry points share (`js/entries/shared.ts`), so that there is one core in a program
// whichever of them it uses, and so that a platform more costs a few lines.

import { copyFileSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import { root, run } from './tools.mjs';

/** What `js/entries/shared.ts` exports again. */
const SHARED = [
  'core/error',
  'api/events',
  'api/init',
  'core/instance',
  'core/loader',
  'core/trap',
  'core/utf8',
  'delivery/deliver',
  'delivery/invocation',
  'delivery/log',
  'delivery/timer',
  'input/arguments',
];

/** The modules that other modules are kept apart from, by the source they are made of. */
const COMMON_JS = { 'entries/index': 'index', 'entries/inspector-link': 'inspector' };
const ES_MODULES = {
  'entries/edge-browser': 'edge.browser',
  'entries/edge-worker': 'edge.worker',
  'entries/index': 'index',
  'entries/index-browser': 'index.browser',
  'entries/index-worker': 'index.worker',
  'entries/inspector-link': 'inspector',
  'hosts/fetch/handler': 'fetch-handler',
};
/** What these bundlers make a module of WebAssembly of. */
const CORE_MODULE = './core.modern.wasm';
/** The core `v1` as text, once for modules of both kinds: ECMAScript modules import CommonJS, too. */
const CORE_CARRIED = './core-carried.js';

export async function bundlePackage({ pkg, esbuild, common, forOldNode, coreFolder }) {
  const modernCore = join(coreFolder('modern'), 'core.wasm');
  copyFileSync(modernCore, join(pkg, CORE_MODULE));
  const v1 = await deflated(join(coreFolder('v1'), 'core.wasm'));
  writeFileSync(join(pkg, CORE_CARRIED), carried(v1, statSync(modernCore).size));

  const bundle = (options, extension, name, source, modules, replaced = {}) =>
    esbuild({
      ...options,
      entryPoints: [join(root, 'js', `${source}.ts`)],
      outfile: join(pkg, `${name}.${extension}`),
      plugins: [...(options.plugins ?? []), apart({ extension, name, modules, replaced })],
    });

  const old = forOldNode;
  const withoutDecoder = { ...old, inject: [] };
  const zlib = { 'core/deflate-stream': 'core/deflate-zlib' };
  await bundle(old, 'js', 'shared', 'entries/shared', COMMON_JS);
  await bundle(withoutDecoder, 'js', 'index', 'entries/index', COMMON_JS);
  await bundle(withoutDecoder, 'js', 'scf', 'entries/scf', COMMON_JS);
  await bundle(withoutDecoder, 'js', 'edge', 'entries/edge-node', COMMON_JS);
  await bundle(withoutDecoder, 'js', 'inspector', 'entries/inspector-link', COMMON_JS, zlib);

  const modern = {
    ...common,
    platform: 'neutral',
    format: 'esm',
    target: 'es2022',
    minifySyntax: true,
    external: ['node:*'],
    alias: { 'core-glue': join(coreFolder('v1'), 'mps_webhook.js') },
  };
  // What CommonJS loads by `require`.
  const asImport = {
    'core/builtins-by-require': 'core/builtins-by-import',
    'delivery/transport/builtins-by-require': 'delivery/transport/builtins-by-import',
  };
  // Where wasm-bindgen's code would look for the module: bundlers would look for it, too.
  const shared = { ...modern, define: { 'import.meta.url': '""' } };
  await bundle(shared, 'mjs', 'shared', 'entries/shared', ES_MODULES);
  const node = { ...modern, platform: 'node' };
  await bundle(node, 'mjs', 'index', 'entries/index', ES_MODULES, asImport);
  for (const [name, source] of [
    ['scf', 'entries/scf'],
    ['edge', 'entries/edge-node'],
    ['fetch-handler', 'hosts/fetch/handler'],
    ['inspector', 'entries/inspector-link'],
    ['index.browser', 'entries/index-browser'],
    ['edge.browser', 'entries/edge-browser'],
    ['index.worker', 'entries/index-worker'],
    ['edge.worker', 'entries/edge-worker'],
  ]) {
    await bundle(modern, 'mjs', name, source, ES_MODULES);
  }
  // Loading streams takes Node.js longer than all else here.
  await bundle(modern, 'mjs', 'inspector.node', 'entries/inspector-link', ES_MODULES, zlib);
  // Vercel and Next.js make modules of files only if asked to by the name.
  const edgeLight = {
    ...ES_MODULES,
    'entries/index-worker': 'index.edge-light',
    'entries/edge-worker': 'edge.edge-light',
  };
  const asked = { 'core-module': `${CORE_MODULE}?module` };
  await bundle(modern, 'mjs', 'index.edge-light', 'entries/index-worker', edgeLight, asked);
  await bundle(modern, 'mjs', 'edge.edge-light', 'entries/edge-worker', edgeLight, asked);
}

/** A file, compressed by code of its own version rather than that of this Node.js, which need not give the same bytes; Base64. */
export async function deflated(file) {
  const { deflateAsync } = await import('@gfx/zopfli');
  // A core has more parts that differ than the fifteen blocks that are usual.
  const packed = await deflateAsync(readFileSync(file), { blocksplittingmax: 60 });
  return Buffer.from(packed).toString('base64');
}

/** See `core-carried` in `js/core/core-glue.d.ts`. */
function carried(v1, modernLength) {
  return `exports.v1 = '${v1}';
exports.modernLength = ${modernLength};
exports.folder = typeof __dirname === 'string' ? __dirname : '';
`;
}

/** Keeps modules apart from the one that is made, and puts others in the place of some. */
function apart({ extension, name, modules, replaced }) {
  const sources = join(root, 'js');
  return {
    name: 'apart',
    setup: ({ onResolve }) => {
      onResolve({ filter: /^core-module$/ }, () => ({
        path: replaced['core-module'] ?? CORE_MODULE,
        external: true,
      }));
      onResolve({ filter: /^core-carried$/ }, () => ({ path: CORE_CARRIED, external: true }));
      onResolve({ filter: /^\.{1,2}\// }, ({ path, importer }) => {
        if (!importer.startsWith(sources)) {
          return undefined;
        }
        const source = relative(sources, join(dirname(importer), path)).replaceAll('\\', '/');
        if (source in replaced || source.startsWith('core/source-')) {
          // package.json does not name it among those that do something when they are loaded.
          return { path: join(sources, `${replaced[source] ?? source}.ts`), sideEffects: true };
        }
        const apartName = SHARED.includes(source) ? 'shared' : modules[source];
        return apartName === undefined || apartName === name
          ? undefined
          : { path: `./${apartName}.${extension}`, external: true };
      });
    },
  };
}

/** The declarations that are published, and the sources they are made from. */
const DECLARATIONS = {
  index: 'entries/index',
  'index.worker': 'entries/index-worker',
  scf: 'entries/scf',
  edge: 'entries/edge-node',
  'edge.worker': 'entries/edge-worker',
  inspector: 'entries/inspector-link',
};

/** The declarations, for both kinds of modules: only what the entry points export, and what that refers to. */
export async function declareTypes(pkg) {
  const { rollup } = await import('rollup');
  const { dts } = await import('rollup-plugin-dts');
  const all = join(root, 'target', 'types');
  rmSync(all, { recursive: true, force: true });
  run(process.execPath, [
    join(root, 'node_modules', 'typescript', 'bin', 'tsc'),
    '-p',
    'tsconfig.types.json',
    '--outDir',
    all,
  ]);
  const input = Object.fromEntries(
    Object.entries(DECLARATIONS).map(([name, source]) => [name, join(all, `${source}.d.ts`)]),
  );
  // What an entry point is loaded for beside its exports declares nothing.
  const bundle = await rollup({ input, plugins: [dts()], external: ['core-glue'] });
  await bundle.write({
    dir: join(pkg, 'types'),
    entryFileNames: '[name].d.ts',
    // All else in one file, so that a declaration is there once.
    manualChunks: (file) => (Object.values(input).includes(file) ? undefined : 'shared'),
    chunkFileNames: '[name].d.ts',
    minifyInternalExports: false,
  });
  // TypeScript tells by the name of a declaration file which kind of module it declares.
  for (const name of Object.keys(DECLARATIONS)) {
    writeFileSync(join(pkg, 'types', `${name}.d.mts`), `export * from './${name}.js';\n`);
  }
  for (const kind of ['ts', 'mts']) {
    writeFileSync(
      join(pkg, 'types', `core.wasm.d.${kind}`),
      CORE_DECLARATION(kind.replace('t', 'j')),
    );
  }
}

/** What bundlers and Workers make of `import core from 'mps-webhook/core.wasm'`. */
const CORE_DECLARATION = (kind) => `import type { CoreSource } from './index.${kind}';

/**
 * The core, for \`init(core)\`: a \`WebAssembly.Module\` in Workers and where WebAssembly is imported as a module, the address of the file
 * where a bundler has a loader for files.
 */
declare const core: CoreSource;
export default core;
`;
