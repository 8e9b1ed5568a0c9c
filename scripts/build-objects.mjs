// Makes the core with reports as JavaScript objects (serde-wasm-bindgen, js-sys), as a module of CommonJS. No package has it: text that
// JSON.parse reads is faster. Tests compare its objects with that text.
//
//     node scripts/build-objects.mjs FOLDER

import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureNpmPackages, ensureRustTargets, root, run, toolEnvironment } from './tools.mjs';

/** Makes it in a folder, which is made, too. Returns the path of its JavaScript. */
export function buildObjects(folder) {
  ensureNpmPackages();
  ensureRustTargets();
  const env = {
    ...toolEnvironment('wasm-pack', 'wasm-bindgen-cli'),
    CARGO_TARGET_DIR: join(root, 'target'),
    CARGO_PROFILE_RELEASE_OPT_LEVEL: '2',
    RUSTFLAGS: '--cfg=sha2_backend_soft="compact"',
  };
  const form = ['--target', 'nodejs', '--out-name', 'objects', '--out-dir', resolve(folder)];
  const bare = ['--no-opt', '--no-pack', '--no-typescript'];
  const cargo = [
    '--target',
    'wasm32-unknown-unknown',
    '--features',
    'objects',
    '--locked',
    '--quiet',
  ];
  // The path comes before `--`: behind it wasm-pack takes everything for cargo's.
  run('wasm-pack', ['--log-level', 'warn', 'build', 'wasm', ...form, ...bare, '--', ...cargo], {
    env,
  });
  return join(resolve(folder), 'objects.js');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(buildObjects(process.argv[2]));
}
