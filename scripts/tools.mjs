// What the build and the tests need besides Node.js and Rust, installed once: npm packages into node_modules, Rust
// targets by rustup, and command line tools into a cache that all clones of this user share.

import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Pinned: what they make is committed and must come out the same everywhere. */
const CARGO_TOOLS = {
  'wasm-pack': '0.15.1',
  'wasm-bindgen-cli': '0.2.129',
  twiggy: '0.8.0',
  'cargo-fuzz': '0.13.2',
  'cargo-mutants': '27.1.0',
  'cargo-deny': '0.20.2',
};

/** They run for seconds, but compile for minutes if they are optimised. */
const UNOPTIMISED = {
  CARGO_PROFILE_RELEASE_OPT_LEVEL: '0',
  CARGO_PROFILE_RELEASE_DEBUG: 'false',
  CARGO_PROFILE_RELEASE_LTO: 'off',
  CARGO_PROFILE_RELEASE_CODEGEN_UNITS: '256',
  CARGO_PROFILE_RELEASE_INCREMENTAL: 'false',
};

const windows = process.platform === 'win32';

// What fails has said itself what is wrong: where in the scripts it was called helps nobody.
process.on('uncaughtException', (error) => {
  console.error(error.message);
  process.exit(1);
});

/** Runs a command in the project and shows what it prints; throws if it fails. */
export function run(command, args, options = {}) {
  return execFileSync(command, args, { cwd: root, stdio: 'inherit', shell: windows, ...options });
}

/** Makes sure that node_modules is what package-lock.json says. */
export function ensureNpmPackages() {
  const stamp = join(root, 'node_modules', '.package-lock.json');
  const lock = join(root, 'package-lock.json');
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= statSync(lock).mtimeMs) {
    return;
  }
  console.log('• npm packages');
  // None of the packages needs its install script: those with binaries carry them in packages of their own.
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** Makes sure that the Rust targets of the two builds are there. */
export function ensureRustTargets() {
  let installed;
  try {
    installed = execFileSync('rustup', ['target', 'list', '--installed'], {
      cwd: root,
      encoding: 'utf8',
    });
  } catch {
    throw new Error('Rust is not installed: see https://rustup.rs, then run this again');
  }
  const toolchain = readFileSync(join(root, 'rust-toolchain.toml'), 'utf8');
  const wanted = /targets = \[(.*)\]/.exec(toolchain)[1].match(/[\w-]+/g);
  const missing = wanted.filter((target) => !installed.split(/\s+/).includes(target));
  if (missing.length > 0) {
    console.log(`• Rust targets ${missing.join(', ')}`);
    run('rustup', ['target', 'add', ...missing]);
  }
}

/** Makes sure that a tool of cargo is there in its pinned version; gives the folder of its binary. */
export function ensureCargoTool(crate) {
  const version = CARGO_TOOLS[crate];
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const folder = join(cache, 'mps-webhook', 'tools', `${crate}-${version}`);
  const done = join(folder, 'installed');
  if (!existsSync(done)) {
    console.log(`• ${crate} ${version} (compiled once for all clones, some minutes)`);
    const staging = `${folder}.${process.pid}`;
    mkdirSync(dirname(folder), { recursive: true });
    run(
      'cargo',
      ['install', crate, '--version', version, '--locked', '--quiet', '--root', staging],
      {
        env: { ...process.env, ...UNOPTIMISED },
      },
    );
    writeFileSync(join(staging, 'installed'), '');
    try {
      renameSync(staging, folder);
    } catch (error) {
      // Another run was faster.
      rmSync(staging, { recursive: true, force: true });
      if (!existsSync(done)) {
        throw error;
      }
    }
  }
  return join(folder, 'bin');
}

/** The environment in which the build's tools are found. */
export function toolEnvironment(...crates) {
  const folders = crates.map(ensureCargoTool);
  return { ...process.env, PATH: [...folders, process.env.PATH].join(delimiter) };
}
