/** The crate: its example against the COS emulator, and what is published of it. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { startServices } from './support/callbacks';
import { BUCKET, steps } from './support/function';
import { fixturePath, ROOT } from './support/project';
import { runProgram } from './support/servers';

const EVENT = fixturePath('events', 'edit-media-success.json');

test('the example delivers with a blocking client', async (t) => {
  const { env, cos, wecom, api } = await startServices(t);
  // The profile and the features of `cargo test`, so that nothing is compiled twice.
  const build = ['--quiet', '--locked', '--all-features', '--profile', 'test'];
  execFileSync('cargo', ['build', ...build, '--example', 'deliver'], { cwd: ROOT });
  const target = process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target');
  const binary = join(target, 'debug', 'examples', 'deliver');
  const deliver = async () => {
    const { code, stdout, stderr } = await runProgram(binary, [EVENT], ROOT, env);
    assert.equal(code, 0, stdout + stderr);
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '').events[0];
  };
  assert.equal((await deliver()).archive, 'stored');
  assert.deepEqual(steps(cos.requests).slice(0, 1), ['PUT event 200']);
  assert.equal((await cos.objects(BUCKET)).length, 2);
  assert.equal((await deliver()).archive, 'seen_before');
  assert.deepEqual([wecom.messages.length, api.invoked.length], [1, 1]);
});

test('the crate holds its sources and what explains them, and nothing else', () => {
  const args = ['package', '--list', '--allow-dirty', '--offline', '--quiet'];
  const files = execFileSync('cargo', args, { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');
  const others = files.filter((name) => !/^src\/[\w/]+\.rs$/.test(name));
  assert.deepEqual(others.sort(), [
    '.cargo_vcs_info.json',
    'CHANGELOG.md',
    'Cargo.lock',
    'Cargo.toml',
    'Cargo.toml.orig',
    'LICENSE',
    'docs/README.crates.md',
    'docs/runtimes/rust.md',
    'examples/deliver.rs',
    'examples/deliver_async.rs',
    'examples/reports.rs',
    'schema/options.schema.json',
    'schema/report.schema.json',
  ]);
});

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

test('the crate brings nothing of JavaScript', () => {
  const args = ['tree', '--locked', '--offline', '--edges', 'normal', '--prefix', 'none'];
  const all = [...args, '--all-features', '--target', 'wasm32-unknown-unknown'];
  const crates = execFileSync('cargo', all, { cwd: ROOT, encoding: 'utf8' });
  assert.match(crates, /^serde /m);
  assert.doesNotMatch(crates, /^(wasm-bindgen|js-sys|serde-wasm-bindgen|talc) /m);
});
