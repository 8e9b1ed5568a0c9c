// Makes pkg/ from the sources: the core in its builds, the JavaScript around it, the templates. The same sources give
// the same bytes on every machine: tools are pinned, and no path of the machine gets in.
//
//   node scripts/build.mjs            builds pkg/ and prints the sizes
//   node scripts/build.mjs --check    builds into target/pkg and fails if pkg/ differs
//   node scripts/build.mjs --js-only   the same around the cores of the last build
//   node scripts/build.mjs --sizes    builds pkg/ and says what in the core `v1` is how large

import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

import { buildInspector, printInspectorSizes } from './build-inspector.mjs';
import { bundleCli, packTemplates } from './bundle-cli.mjs';
import { bundlePackage, declareTypes } from './bundle-package.mjs';
import { sbomText } from './sbom.mjs';
import { BundledPackages, crateComponents, noticesText } from './third-party-notices.mjs';
import { ensureNpmPackages, ensureRustTargets, root, run, toolEnvironment } from './tools.mjs';

/**
 * What came to WebAssembly until 2020 (`js/core/features.ts`). SIMD is not among it: `parse` would take 0.96 to 1.08 of the time, and
 * unwasm, by which Nitro bundles, cannot read it.
 */
const MODERN_FEATURES = [
  { rust: 'bulk-memory', binaryen: ['bulk-memory', 'bulk-memory-opt'] },
  { rust: 'sign-ext', binaryen: ['sign-ext'] },
  { rust: 'nontrapping-fptoint', binaryen: ['nontrapping-float-to-int'] },
  { rust: 'mutable-globals', binaryen: ['mutable-globals'] },
];

const MODERN_TARGET = `-Ctarget-feature=${MODERN_FEATURES.map(({ rust }) => `+${rust}`).join()}`;
const MODERN_OPT = [
  '--mvp-features',
  ...MODERN_FEATURES.flatMap(({ binaryen }) => binaryen.map((name) => `--enable-${name}`)),
];

/** Functions of one module stand together and compress better: 0.6 % more bytes, and 1.3 % less of the package. */
const ALIKE_TOGETHER = '--reorder-functions-by-name';

/** Small rounds of SHA-256 instead of unrolled ones: 7 KB less for half of the speed. */
const SMALL_SHA256 = '--cfg=sha2_backend_soft="compact"';

const BUILDS = {
  // For every Node.js from 8.9 on: WebAssembly 1.0, nothing else, and small.
  v1: {
    optimize: 'z',
    // Node.js 8.9 compiles a function as a whole when it is called for the first time. The time for that grows faster than the
    // function, and what an event does not need should not be in one that it calls. LLVM inlines what has one caller up to a cost
    // of 15,000, whatever it is otherwise told: with all costs times 20 that is 150 instructions. A tenth less to compile.
    rustFlags: [
      SMALL_SHA256,
      '-Cllvm-args=-inline-instr-cost=100',
      '-Cllvm-args=-inline-call-penalty=500',
      '-Cllvm-args=-inline-threshold=100',
    ],
    // For the same reason; and a call costs as much to compile as the smallest functions.
    wasmOpt: [
      '--mvp-features',
      '-Oz',
      '--one-caller-inline-max-function-size=100',
      '--always-inline-max-function-size=6',
    ],
    // What is called most gets the shortest numbers: Node.js 8.9 reads 0.6 % less.
    order: '--reorder-functions',
  },
  // For whatever knows these, and fast. -O3 is 7 % larger and no faster.
  modern: {
    optimize: '2',
    rustFlags: [
      MODERN_TARGET,
      // Less inlining: 14 KB less in the package for a twentieth of the time.
      '-Cllvm-args=-inline-threshold=100',
    ],
    wasmOpt: [...MODERN_OPT, '-O2'],
    order: ALIKE_TOGETHER,
  },
  // For the page of the inspector, which is one script: small, and without what a page does not do.
  page: {
    optimize: 'z',
    rustFlags: [MODERN_TARGET, SMALL_SHA256],
    cargoFlags: ['--no-default-features'],
    wasmOpt: [...MODERN_OPT, '-Oz'],
    order: ALIKE_TOGETHER,
  },
};

/** Of both, so that wasm-bindgen makes the same JavaScript for both. */
const TARGET = 'wasm32v1-none';

const TEMPLATES = ['mps-webhook', 'mps-to-cos', 'cls-to-cos'];

export async function build(pkg) {
  ensureNpmPackages();
  ensureRustTargets();
  // The cores that were built last, for whoever changes nothing but JavaScript.
  if (!process.argv.includes('--js-only')) {
    for (const name of Object.keys(BUILDS)) {
      await buildCore(name);
    }
  }
  // Before anything is removed.
  const missing = Object.keys(BUILDS).find(
    (name) => !existsSync(join(coreFolder(name), 'core.wasm')),
  );
  if (missing !== undefined) {
    throw new Error(
      `there is no core "${missing}" in target/core yet: call \`npm run build\` once`,
    );
  }
  checkGlue();
  rmSync(pkg, { recursive: true, force: true });
  mkdirSync(pkg, { recursive: true });
  await bundle(pkg);
}

function coreFolder(name) {
  return join(root, 'target', 'core', name);
}

/** Both cores of the package have the same JavaScript: it is there once, and says when it runs which core it is for. */
function checkGlue() {
  const [first, ...others] = ['v1', 'modern'].map((name) =>
    readFileSync(join(coreFolder(name), 'mps_webhook.js'), 'utf8'),
  );
  if (others.some((glue) => glue !== first)) {
    throw new Error('wasm-bindgen makes different JavaScript for the cores');
  }
}

/** Compiles the core, lets wasm-bindgen make its JavaScript, and makes it small. */
async function buildCore(name) {
  const { optimize, rustFlags, cargoFlags = [], wasmOpt, order } = BUILDS[name];
  const folder = coreFolder(name);
  const env = toolEnvironment('wasm-pack', 'wasm-bindgen-cli');
  const cargoHome = process.env.CARGO_HOME || join(homedir(), '.cargo');
  const rustc = (...args) => execFileSync('rustc', args, { cwd: root, encoding: 'utf8' });
  const commit = /commit-hash: (\w+)/.exec(rustc('-vV'))[1];
  env.RUSTFLAGS = [
    ...rustFlags,
    // Old engines copy the whole memory when it grows; the usual stack alone is 1 MB. Nesting of JSON is bounded.
    '-Clink-arg=-zstack-size=262144',
    // Panic messages name source files: the machine's folders are not part of the product.
    `--remap-path-prefix=${cargoHome}=cargo`,
    ...registries().map((folder) => `--remap-path-prefix=${folder}=cargo`),
    `--remap-path-prefix=${root}=.`,
    // Where the sources of the standard library are installed, rustc names those instead of the usual place.
    `--remap-path-prefix=${join(rustc('--print', 'sysroot').trim(), 'lib', 'rustlib', 'src', 'rust')}=/rustc/${commit}`,
  ].join(' ');
  env.CARGO_TARGET_DIR = join(root, 'target');
  env.CARGO_PROFILE_RELEASE_OPT_LEVEL = optimize;
  rmSync(folder, { recursive: true, force: true });
  // The path comes before `--`: behind it wasm-pack takes everything for cargo's.
  run(
    'wasm-pack',
    [
      '--log-level',
      'warn',
      'build',
      'wasm',
      '--target',
      'web',
      '--out-name',
      'mps_webhook',
      '--no-opt',
      '--no-pack',
      '--no-typescript',
      '--out-dir',
      folder,
      '--',
      '--target',
      TARGET,
      '--locked',
      '--quiet',
      ...cargoFlags,
    ],
    { env },
  );
  const binaryen = (tool, ...args) =>
    run(process.execPath, [join(root, 'node_modules', 'binaryen', 'bin', tool), ...args]);
  // What Rust compiles to has nothing below its stack.
  const small = [...wasmOpt, '--low-memory-unused'];
  const finish = [order, '--strip-debug', '--strip-producers', '--strip-target-features'];
  const file = (it) => join(folder, it);
  binaryen('wasm-opt', file('mps_webhook_bg.wasm'), ...small, '-g', '-o', file('named.wasm'));
  correctGlue(file('mps_webhook.js'));
  binaryen('wasm-opt', file('named.wasm'), ...small, ...finish, '-o', file('core.wasm'));
}

/** Where cargo has the sources of the crates; it fetches them for that. */
function registries() {
  // Of one platform, or it would fetch what others need.
  const platform = ['--filter-platform', TARGET];
  const metadata = execFileSync(
    'cargo',
    ['metadata', '--locked', '--format-version', '1', ...platform],
    { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  const fetched = JSON.parse(metadata).packages.filter(({ source }) => source !== null);
  return [...new Set(fetched.map(({ manifest_path }) => dirname(dirname(manifest_path))))];
}

/** What does not hold here of wasm-bindgen's code. */
const CORRECTIONS = [
  // A trapped instance is replaced by a new one: the code must not insist on the first.
  { from: 'if (wasm !== undefined) return wasm;', to: '', times: 2 },
  // Node.js 8.9 does not detach the old buffer when the memory grows from inside, so a view's length says nothing.
  {
    from: 'cachedUint8ArrayMemory0.byteLength === 0',
    to: 'cachedUint8ArrayMemory0.buffer !== wasm.memory.buffer',
    times: 1,
  },
  // The edge runtime of Next.js compiles the module in another realm, whose classes are others.
  {
    from: '!(module instanceof WebAssembly.Module)',
    to: "Object.prototype.toString.call(module) !== '[object WebAssembly.Module]'",
    times: 1,
  },
];

function correctGlue(file) {
  let text = readFileSync(file, 'utf8');
  for (const { from, to, times } of CORRECTIONS) {
    if (text.split(from).length !== times + 1) {
      throw new Error(
        `wasm-bindgen's code has changed: "${from}" should be ${times} times in ${relative(root, file)}`,
      );
    }
    text = text.replaceAll(from, to);
  }
  writeFileSync(file, text);
}

async function bundle(pkg) {
  const { build: esbuildBuild } = await import('esbuild');
  const bundled = new BundledPackages();
  const esbuild = bundled.noting(esbuildBuild);
  const common = {
    bundle: true,
    platform: 'node',
    absWorkingDir: root,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
  };
  const forOldNode = {
    ...common,
    format: 'cjs',
    target: 'node8.9',
    minifySyntax: true,
    alias: { 'core-glue': join(coreFolder('v1'), 'mps_webhook.js') },
    inject: [join(root, 'js', 'core', 'text-decoder.ts')],
    // Where wasm-bindgen's code would look for the module, were it not given.
    define: { 'import.meta.url': '""' },
    // Node.js 8 does not know the prefix.
    plugins: [
      {
        name: 'without-node-prefix',
        setup: ({ onResolve }) => {
          onResolve({ filter: /^node:/ }, ({ path }) => ({
            path: path.slice('node:'.length),
            external: true,
          }));
        },
      },
    ],
  };

  for (const name of ['options.schema.json', 'report.schema.json']) {
    copyFileSync(join(root, 'schema', name), join(pkg, name));
  }
  await bundlePackage({ pkg, esbuild, common, forOldNode, coreFolder });

  for (const template of TEMPLATES) {
    const folder = join(pkg, 'scf', template);
    mkdirSync(folder, { recursive: true });
    cpSync(join(root, 'templates', template), folder, { recursive: true });
    copyFileSync(join(coreFolder('v1'), 'core.wasm'), join(folder, 'core.wasm'));
    await esbuild({
      ...forOldNode,
      define: { ...forOldNode.define, TEMPLATE: JSON.stringify(template) },
      entryPoints: [join(root, 'js', 'hosts', 'scf', 'template.ts')],
      outfile: join(folder, 'index.js'),
      // The names stay, for stack traces.
      minifyWhitespace: true,
    });
  }

  await esbuild({
    ...common,
    format: 'esm',
    target: 'node18',
    entryPoints: [join(root, 'js', 'dev', 'demo-main.ts')],
    outfile: join(pkg, 'dev', 'demo.mjs'),
    external: ['@colors/colors'],
  });
  copyFileSync(join(root, 'js', 'dev', 'scf', 'bootstrap.cjs'), join(pkg, 'dev', 'bootstrap.cjs'));
  await bundleCli({ pkg, esbuild, common, coreFolder });

  await buildInspector(join(pkg, 'inspector'), coreFolder('page'), bundled);

  await declareTypes(pkg);

  const crates = crateComponents();
  const components = [...crates, ...bundled.components()];
  writeFileSync(join(pkg, 'sbom.cdx.json'), sbomText(components));
  const all = noticesText(components);
  for (const folder of ['.', 'inspector']) writeFileSync(join(pkg, folder, NOTICES), all);
  for (const template of TEMPLATES) {
    writeFileSync(join(pkg, 'scf', template, NOTICES), noticesText(crates));
  }
  packTemplates(pkg, TEMPLATES, NOTICES);
}

/** Whose code is in what is distributed. */
const NOTICES = 'THIRD-PARTY-NOTICES.txt';

function files(folder) {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();
}

function differences(left, right) {
  const names = new Set([...files(left), ...(existsSync(right) ? files(right) : [])]);
  return [...names].sort().filter((name) => {
    const [a, b] = [join(left, name), join(right, name)];
    return !existsSync(a) || !existsSync(b) || !readFileSync(a).equals(readFileSync(b));
  });
}

function printSizes(pkg) {
  const kb = (bytes) => `${(bytes / 1000).toFixed(1).padStart(7)} KB`;
  console.log('\n     size        gzipped');
  for (const name of files(pkg).filter((file) => /\.(wasm|js|mjs)$/.test(file))) {
    const bytes = readFileSync(join(pkg, name));
    console.log(`${kb(bytes.length)}   ${kb(gzipSync(bytes, { level: 9 }).length)}   ${name}`);
  }
  printInspectorSizes(join(pkg, 'inspector'));
}

function printParts() {
  const env = toolEnvironment('twiggy');
  const csv = execFileSync(
    'twiggy',
    ['top', '-n', '100000', '-f', 'csv', join(coreFolder('v1'), 'named.wasm')],
    { env, encoding: 'utf8' },
  );
  const groups = new Map();
  for (const line of csv.trim().split('\n').slice(1)) {
    const [, name, size] = /^(".*?"|[^,]*),(\d+),/.exec(line) || [];
    if (name === undefined || name.includes('function names')) {
      continue;
    }
    const own = /mps_webhook(?:\[\w+\])?::(\w+)/.exec(name);
    const crate = /(\w+)(?:\[\w+\])?::/.exec(name);
    const group = name.includes('data segment')
      ? 'data'
      : own
        ? `mps_webhook::${own[1]}`
        : crate
          ? crate[1]
          : 'other';
    groups.set(group, (groups.get(group) || 0) + Number(size));
  }
  console.log('\nThe core `v1` by crate, and by module of our own, in bytes:');
  for (const [group, size] of [...groups].sort((a, b) => b[1] - a[1]).slice(0, 40)) {
    console.log(`${String(size).padStart(8)}  ${group}`);
  }
}

const committed = join(root, 'pkg');
if (process.argv.includes('--check')) {
  const fresh = join(root, 'target', 'pkg');
  await build(fresh);
  printSizes(fresh);
  const different = differences(fresh, committed);
  if (different.length > 0) {
    throw new Error(
      `pkg/ is not what the sources make; run \`npm run build\` and commit: ${different.join(', ')}`,
    );
  }
  console.log('pkg/ is what the sources make, byte for byte');
} else {
  await build(committed);
  if (process.argv.includes('--sizes')) {
    printParts();
  }
  printSizes(committed);
}
