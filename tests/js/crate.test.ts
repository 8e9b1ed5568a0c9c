/** The crate: its example against the COS emulator, and what is published of it. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
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

test('the crate brings nothing of JavaScript', () => {
  const args = ['tree', '--locked', '--offline', '--edges', 'normal', '--prefix', 'none'];
  const all = [...args, '--all-features', '--target', 'wasm32-unknown-unknown'];
  const crates = execFileSync('cargo', all, { cwd: ROOT, encoding: 'utf8' });
  assert.match(crates, /^serde /m);
  assert.doesNotMatch(crates, /^(wasm-bindgen|js-sys|serde-wasm-bindgen|talc) /m);
});
