// A Chromium for tests and screenshots: the one that is installed, or one that this installs.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** Its build of Chromium needs no other package of the system. */
const PACKAGE = '@sparticuz/chromium@153.0.0';

/** The path of a Chromium, or of Chrome. `CHROMIUM` names one to prefer. Throws one sentence if there is none. */
export async function ensureChromium() {
  const reasons = [];
  for (const [name, find] of [
    ['the machine', installed],
    ['apt-get', fromDebian],
    ['npm', fromNpm],
    ['Playwright', fromPlaywright],
  ]) {
    try {
      const path = await find();
      if (path !== undefined && existsSync(path)) {
        return path;
      }
      reasons.push(`${name} has none`);
    } catch (error) {
      reasons.push(`${name} says ${String(error.message).trim().split('\n')[0]}`);
    }
  }
  throw new Error(
    `No Chromium: ${reasons.join('; ')}; install one, or let the variable CHROMIUM name it.`,
  );
}

/** Makes sure that Chinese, Japanese and Korean have glyphs; gives whether they have. */
export function ensureCjkFonts() {
  const has = () => {
    try {
      return execFileSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' }).trim() !== '';
    } catch {
      return process.platform !== 'linux';
    }
  };
  if (!has() && isDebianRoot()) {
    aptInstall('fonts-noto-cjk');
  }
  return has();
}

function installed() {
  if (process.env.CHROMIUM) {
    return process.env.CHROMIUM;
  }
  const folders = (process.env.PATH || '').split(delimiter);
  const paths = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...paths, ...PLACES].find(existsSync);
}

function isDebianRoot() {
  return existsSync('/etc/debian_version') && process.getuid?.() === 0;
}

function aptInstall(name) {
  const options = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  execFileSync('apt-get', ['update', '-qq'], options);
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], options);
}

function fromDebian() {
  if (!isDebianRoot()) {
    return undefined;
  }
  aptInstall('chromium');
  return installed();
}

async function fromNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return undefined;
  }
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const folder = join(cache, 'mps-webhook', 'tools', 'chromium');
  mkdirSync(folder, { recursive: true });
  const require = createRequire(join(folder, 'package.json'));
  const resolve = () => require.resolve('@sparticuz/chromium');
  try {
    resolve();
  } catch {
    execFileSync(
      'npm',
      ['install', '--prefix', folder, '--ignore-scripts', '--loglevel=error', PACKAGE],
      { stdio: 'ignore' },
    );
  }
  const { default: chromium } = await import(pathToFileURL(resolve()).href);
  return chromium.executablePath();
}

async function fromPlaywright() {
  const require = createRequire(import.meta.url);
  const cli = require.resolve('playwright-core/cli.js');
  execFileSync(process.execPath, [cli, 'install', 'chromium', '--only-shell'], { stdio: 'ignore' });
  return (await import('playwright-core')).chromium.executablePath();
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(await ensureChromium());
}
