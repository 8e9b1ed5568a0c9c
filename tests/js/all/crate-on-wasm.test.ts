/** A program for WebAssembly that depends on the crate. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { ROOT } from '../support/project';

/** It would not compile if the crate had an allocator or a panic handler too. */
const PROGRAM = `
#[global_allocator]
static ALLOCATOR: std::alloc::System = std::alloc::System;

#[unsafe(no_mangle)]
pub extern "C" fn count() -> usize {
    let event = br#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{}}"#;
    mps_webhook::Event::from_slice(event).map_or(0, |event| event.reports().count())
}
`;

test('a program on WebAssembly that depends on the crate has an allocator of its own', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'crate-'));
  t.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src', 'lib.rs'), PROGRAM);
  writeFileSync(
    join(folder, 'Cargo.toml'),
    [
      '[package]\nname = "program"\nedition = "2024"',
      '[lib]\ncrate-type = ["cdylib"]',
      `[dependencies]\nmps-webhook = { path = ${JSON.stringify(ROOT)} }`,
    ].join('\n'),
  );
  copyFileSync(join(ROOT, 'Cargo.lock'), join(folder, 'Cargo.lock'));
  copyFileSync(join(ROOT, 'rust-toolchain.toml'), join(folder, 'rust-toolchain.toml'));
  const build = ['build', '--quiet', '--offline', '--target', 'wasm32-unknown-unknown'];
  const target = join(folder, 'target');
  const env = { ...process.env, CARGO_TARGET_DIR: target };
  execFileSync('cargo', build, { cwd: folder, env });
  const program = readFileSync(join(target, 'wasm32-unknown-unknown', 'debug', 'program.wasm'));
  const instance = new WebAssembly.Instance(new WebAssembly.Module(program), {});
  assert.equal((instance.exports.count as () => number)(), 1);
});
