// `node scripts/check-msrv.mjs`: compiles the library with the oldest Rust that Cargo.toml promises (`rust-version`), with all features
// and with none. Installs that Rust with rustup if it is not there.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './tools.mjs';

const [, promised] = /^rust-version = "([\d.]+)"$/m.exec(
  readFileSync(join(root, 'Cargo.toml'), 'utf8'),
);
const version = promised.split('.').length === 2 ? `${promised}.0` : promised;

const installed = execFileSync('rustup', ['toolchain', 'list'], { cwd: root, encoding: 'utf8' });
if (!installed.split('\n').some((name) => name.startsWith(`${version}-`))) {
  run('rustup', ['toolchain', 'install', version, '--profile', 'minimal', '--no-self-update']);
}
// In a folder of its own: what another compiler made would be made again after it.
const target = ['--target-dir', join('target', 'msrv')];
for (const features of [['--all-features'], ['--no-default-features']]) {
  const check = [
    'check',
    '--package',
    'mps-webhook',
    '--lib',
    '--locked',
    '--quiet',
    ...features,
    ...target,
  ];
  run('rustup', ['run', version, 'cargo', ...check], {
    env: { ...process.env, RUSTFLAGS: '-D warnings' },
  });
}
console.log(`compiles with Rust ${version}`);
