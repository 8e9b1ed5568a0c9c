// Shells that completion is tried in: of this machine, or from Debian.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const isThere = (name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0;

/**
 * @param {'zsh' | 'fish'} name
 * @returns {string | undefined} in one sentence why there is none
 */
export function ensureShell(name) {
  if (isThere(name)) return undefined;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    return `there is no ${name}, and this is not Debian as root.`;
  }
  const options = {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: 'ignore',
    timeout: 180_000,
  };
  try {
    execFileSync('apt-get', ['update'], options);
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', name], options);
  } catch (error) {
    return `${name} could not be installed: ${error.message}.`;
  }
  return isThere(name) ? undefined : `the package of Debian has no ${name}.`;
}
