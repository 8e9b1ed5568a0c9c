// A Chromium for tests of what runs in browsers: the one that is installed, or one that is installed now.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { homedir, platform } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
/** A build of Chromium in a package of npm, for Linux without a package manager that may be used. */
const PACKAGED = '@sparticuz/chromium@153.0.0';

/** What Chromium wants to be started with: as root it has no sandbox. */
export const CHROMIUM_ARGS = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/**
 * The path of a Chromium.
 *
 * @throws {Error} with the reason in one sentence, where there is none and none can be installed
 */
export async function ensureChromium() {
  const found = process.env.CHROMIUM_PATH || installed();
  if (found) {
    return found;
  }
  const reasons = [];
  for (const install of [fromDebian, fromNpm]) {
    try {
      return await install();
    } catch (error) {
      reasons.push(String(error.message).split('\n')[0]);
    }
  }
  throw new Error(`There is no Chromium, and none can be installed: ${reasons.join('; ')}.`);
}

function installed() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...candidates, ...ELSEWHERE].find((path) => existsSync(path));
}

function fromDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new Error('this is not Debian as root');
  }
  console.log('• Chromium, from Debian');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quiet = { env, stdio: 'ignore' };
  execFileSync('apt-get', ['update'], quiet);
  execFileSync('apt-get', ['install', '-y', 'chromium'], quiet);
  const path = installed();
  if (path === undefined) {
    throw new Error('the package of Debian has none');
  }
  return path;
}

async function fromNpm() {
  if (platform() !== 'linux') {
    throw new Error(`install one (there is a package of it for Linux only, not for ${platform()})`);
  }
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const folder = join(cache, 'mps-webhook', 'chromium');
  const entry = join(folder, 'node_modules', '@sparticuz', 'chromium', 'build', 'index.js');
  if (!existsSync(entry)) {
    console.log('• Chromium, from npm');
    await mkdir(folder, { recursive: true });
    const args = ['install', '--prefix', folder, '--ignore-scripts', '--no-save', PACKAGED];
    execFileSync('npm', args, { stdio: 'ignore' });
  }
  const { default: chromium } = await import(pathToFileURL(entry).href);
  return chromium.executablePath();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  ensureChromium().then(console.log);
}
