// `node scripts/check-msrv.mjs`: compiles the library with the oldest Rust that Cargo.toml promises (`rust-version`), with all features
// and with none. Lint does so, too, unless it is quick. rustup installs that Rust if it is missing.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, run } from './tools.mjs';

/** The Rust that Cargo.toml promises, as rustup names it. */
export function oldestRust() {
  const manifest = readFileSync(join(root, 'Cargo.toml'), 'utf8');
  const [, version] = /^rust-version = "([\d.]+)"$/m.exec(manifest);
  return version.split('.').length === 2 ? `${version}.0` : version;
}

/**
 * Makes sure that rustup has a Rust.
 *
 * @returns why it cannot be had; undefined: it is there
 */
function ensureRust(version) {
  let installed;
  try {
    installed = execFileSync('rustup', ['toolchain', 'list'], { cwd: root, encoding: 'utf8' });
  } catch {
    return `there is no rustup, which installs Rust ${version}: see https://rustup.rs`;
  }
  if (installed.split('\n').some((name) => name.startsWith(`${version}-`))) return undefined;
  try {
    run('rustup', ['toolchain', 'install', version, '--profile', 'minimal', '--no-self-update']);
    return undefined;
  } catch {
    return `rustup cannot install Rust ${version}`;
  }
}

/**
 * Compiles the library with the oldest Rust.
 *
 * @returns why that is not possible here; undefined: it compiles
 * @throws if it does not compile
 */
export function checkMsrv() {
  const version = oldestRust();
  const reason = ensureRust(version);
  if (reason !== undefined) return reason;
  const check = ['check', '--package', 'mps-webhook', '--lib', '--locked', '--quiet'];
  // In a folder of its own: what another compiler made would be made again after it.
  const target = ['--target-dir', join('target', 'msrv')];
  for (const features of ['--all-features', '--no-default-features']) {
    run('rustup', ['run', version, 'cargo', ...check, features, ...target], {
      env: { ...process.env, RUSTFLAGS: '-D warnings' },
    });
  }
  return undefined;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const reason = checkMsrv();
  if (reason !== undefined) throw new Error(reason);
  console.log(`compiles with Rust ${oldestRust()}`);
}
