// `npm run lint`: formats, lints and types of everything. Changes nothing; `npm run format` mends what can be mended.
// `-- --quick` leaves out what needs a build of its own: other targets, the fuzz targets, documentation, the oldest Rust, cargo-deny.

import { join } from 'node:path';
import { checkMsrv } from './check-msrv.mjs';
import { layers, moduleGraph, unlisted } from './module-graph.mjs';
import { ensureNpmPackages, ensureRustTargets, root, run, toolEnvironment } from './tools.mjs';

const quick = process.argv.includes('--quick');

ensureNpmPackages();
ensureRustTargets();

const node = (tool, ...args) => run(process.execPath, [join(root, 'node_modules', tool), ...args]);
const fuzz = join('fuzz', 'Cargo.toml');
const clippy = (args, env = {}) =>
  // As an argument and not in RUSTFLAGS, which would have all dependencies compiled once more.
  run('cargo', ['clippy', ...args, '--locked', '--quiet', '--', '--deny', 'warnings'], {
    env: { ...process.env, ...env },
  });

console.log('• rustfmt');
run('cargo', ['fmt', '--all', '--check']);
run('cargo', ['fmt', '--check', '--manifest-path', fuzz]);
console.log('• clippy, with all features and with none');
clippy(['--all-targets', '--all-features']);
clippy(['--tests', '--no-default-features']);
console.log('• modules of the library');
const { circle } = layers(moduleGraph());
if (circle.length > 0) {
  throw new Error(
    `modules of src/ use one another in a circle: see node scripts/module-graph.mjs (${circle.join(', ')})`,
  );
}
const missing = unlisted();
if (missing.length > 0) {
  throw new Error(`docs/architecture.md does not name these files of src/: ${missing.join(', ')}`);
}
if (!quick) {
  console.log('• clippy for every build of the core');
  const binding = ['--package', 'mps-webhook-wasm', '--target'];
  clippy([...binding, 'wasm32v1-none']);
  clippy([...binding, 'wasm32-unknown-unknown', '--features', 'objects']);
  clippy(['--target', 'wasm32v1-none', '--no-default-features']);
  console.log('• clippy of the fuzz targets');
  // They are only looked at: with libFuzzer said to be there, nobody needs a C++ compiler to make it.
  clippy(['--manifest-path', fuzz, '--target-dir', join('target', 'fuzz'), '--all-targets'], {
    CUSTOM_LIBFUZZER_PATH: join(root, 'target', 'libfuzzer.a'),
  });
  console.log('• clippy of the benchmark');
  const bench = join('benches', 'native', 'Cargo.toml');
  clippy(['--manifest-path', bench, '--target-dir', join('target', 'bench')]);
  console.log('• documentation of the crate');
  run('cargo', ['doc', '--no-deps', '--all-features', '--locked', '--quiet'], {
    env: { ...process.env, RUSTDOCFLAGS: '--deny warnings' },
  });
  console.log('• the oldest Rust that the crate promises');
  const reason = checkMsrv();
  // As with a test whose runtime cannot be installed: where `CI` is set, a skip is a failure.
  if (reason !== undefined && process.env.CI) throw new Error(reason);
  if (reason !== undefined) console.log(`  skipped: ${reason}`);
  console.log('• licences and sources of crates');
  // cargo-deny reads the crates of every target, and then needs no network; `cargo deny check advisories` does.
  run('cargo', ['fetch', '--locked', '--quiet']);
  run(
    'cargo',
    ['deny', '--offline', '--log-level', 'warn', 'check', 'bans', 'licenses', 'sources'],
    {
      env: toolEnvironment('cargo-deny'),
    },
  );
}
console.log('• biome');
node('@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '--log-level=warn');
console.log('• tsc');
node('typescript/bin/tsc', '-p', '.');
node('typescript/bin/tsc', '-p', join('js', 'inspector'));
