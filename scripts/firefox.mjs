// A Firefox for tests of what runs in browsers: the one that is installed, or Debian's, installed now.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['firefox', 'firefox-esr'];
const ELSEWHERE = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

/** What keeps Firefox from asking and from talking to anybody but the page. */
export const FIREFOX_PREFERENCES = {
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.aboutwelcome.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'captivedetect.canonicalURL': '',
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,#none',
  'toolkit.telemetry.reportingpolicy.firstRun': false,
};

/**
 * The path of a Firefox.
 *
 * @throws {Error} with the reason in one sentence, where there is none and none can be installed
 */
export function ensureFirefox() {
  // What failed once is not tried again for every test.
  ensured ??= ensure();
  return ensured;
}

let ensured;

async function ensure() {
  const found = process.env.FIREFOX_PATH || installed();
  if (found) {
    return found;
  }
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new Error('There is no Firefox, and none can be installed: this is not Debian as root.');
  }
  console.log('• Firefox, from Debian');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Where Debian is not reached, it would try for a long time.
  const apt = (...args) =>
    execFileSync('apt-get', args, { env, stdio: 'ignore', timeout: 180_000 });
  try {
    apt('update');
    apt('install', '-y', '--no-install-recommends', 'firefox-esr');
  } catch (error) {
    throw new Error(`There is no Firefox, and none can be installed: ${error.message}.`);
  }
  const path = installed();
  if (path === undefined) {
    throw new Error('There is no Firefox, and the package of Debian has none.');
  }
  return path;
}

function installed() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...candidates, ...ELSEWHERE].find((path) => existsSync(path));
}
