// `npm run lint`: formats, lints and types of everything. Changes nothing; `npm run format` mends what can be mended.

import { join } from 'node:path';
import { layers, moduleGraph } from './module-graph.mjs';
import { ensureNpmPackages, ensureRustTargets, root, run } from './tools.mjs';

ensureNpmPackages();
ensureRustTargets();

const node = (tool, ...args) => run(process.execPath, [join(root, 'node_modules', tool), ...args]);
const warningsAreErrors = {
  env: { ...process.env, RUSTFLAGS: '-D warnings', RUSTDOCFLAGS: '-D warnings' },
};
const cargo = (...args) => run('cargo', [...args, '--locked', '--quiet'], warningsAreErrors);
const fuzz = join('fuzz', 'Cargo.toml');
/** The fuzz targets are only looked at: with libFuzzer said to be there, nobody needs a C++ compiler to make it. */
const withoutLibFuzzer = {
  env: { ...warningsAreErrors.env, CUSTOM_LIBFUZZER_PATH: join(root, 'target', 'libfuzzer.a') },
};

console.log('• rustfmt');
run('cargo', ['fmt', '--all', '--check']);
run('cargo', ['fmt', '--check', '--manifest-path', fuzz]);
console.log('• clippy, natively and for every build of the core');
cargo('clippy', '--all-targets', '--all-features');
const binding = ['clippy', '--package', 'mps-webhook-wasm', '--target'];
cargo(...binding, 'wasm32v1-none');
cargo(...binding, 'wasm32v1-none', '--no-default-features');
cargo(...binding, 'wasm32-unknown-unknown', '--features', 'objects');
console.log('• modules of the library');
const { circle } = layers(moduleGraph());
if (circle.length > 0) {
  throw new Error(
    `modules of src/ use one another in a circle: see node scripts/module-graph.mjs (${circle.join(', ')})`,
  );
}
console.log('• clippy of the fuzz targets');
run(
  'cargo',
  [
    ...['clippy', '--manifest-path', fuzz, '--target-dir', join('target', 'fuzz')],
    ...['--all-targets', '--locked', '--quiet'],
  ],
  withoutLibFuzzer,
);
console.log('• documentation of the crate');
cargo('doc', '--no-deps', '--all-features');
console.log('• biome');
node('@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '--log-level=warn');
console.log('• tsc');
node('typescript/bin/tsc', '-p', '.');
node('typescript/bin/tsc', '-p', join('js', 'inspector'));
